import { onUnmounted } from "../lib/vue.js";
import { onLive } from "./live.js";

const GATHERED_MS = 400;

/** Calls `read` soon after requests have ended; of many at once, once. */
export function onRequests(read) {
  let timer = 0;
  onLive("request", () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = 0;
      read();
    }, GATHERED_MS);
  });
  onUnmounted(() => clearTimeout(timer));
}
