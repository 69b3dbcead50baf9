import { onUnmounted, reactive } from "../lib/vue.js";

/**
 * Something read from the gateway: {data, problem, loading, again, show}. Reading anew keeps what is shown until the answer is here;
 * of two readings under way, the later one wins. `every`: milliseconds between two readings, while the page is looked at.
 */
export function load(read, { every } = {}) {
  let turn = 0;
  const state = reactive({ data: null, problem: null, loading: true, again, show });

  /** Shows what is known better than any reading under way. */
  function show(data) {
    turn++;
    Object.assign(state, { data, problem: null, loading: false });
  }

  async function again() {
    const mine = ++turn;
    state.loading = true;
    try {
      const data = await read();
      if (mine === turn) Object.assign(state, { data, problem: null });
    } catch (problem) {
      if (mine === turn && problem.name !== "AbortError") state.problem = problem;
    }
    if (mine === turn) state.loading = false;
  }

  again();
  if (every) {
    const timer = setInterval(() => document.hidden || again(), every);
    onUnmounted(() => clearInterval(timer));
  }
  return state;
}
