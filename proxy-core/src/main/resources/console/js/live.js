import { onUnmounted, reactive } from "../lib/vue.js";

const RETRY_MS = [1000, 2000, 5000, 10_000];

/** The stream of events from the gateway, one for the whole console; pages listen to the kinds they show. */
export const live = reactive({ open: false });

const listeners = new Map();
let source = null;
let tries = 0;
let timer = 0;

export function openStream() {
  if (source) return;
  source = new EventSource("/admin/v1/events");
  source.onopen = () => {
    live.open = true;
    tries = 0;
  };
  source.onerror = () => {
    live.open = false;
    closeStream();
    timer = setTimeout(openStream, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
  };
  for (const kind of listeners.keys()) source.addEventListener(kind, deliver);
}

export function closeStream() {
  clearTimeout(timer);
  source?.close();
  source = null;
  live.open = false;
}

/** Calls `listener` with each event of a kind for as long as the calling component stands. */
export function onLive(kind, listener) {
  if (!listeners.has(kind)) {
    listeners.set(kind, new Set());
    source?.addEventListener(kind, deliver);
  }
  listeners.get(kind).add(listener);
  onUnmounted(() => listeners.get(kind).delete(listener));
}

function deliver(event) {
  const data = JSON.parse(event.data);
  for (const listener of listeners.get(event.type)) listener(data);
}

document.addEventListener("visibilitychange", () => {
  // A tab in the background costs the gateway nothing; what it missed is read anew when it comes back.
  if (document.hidden) closeStream();
  else if (wanted) openStream();
});

let wanted = false;

/** Whether somebody is logged in who may listen. */
export function want(value) {
  wanted = value;
  if (value && !document.hidden) openStream();
  if (!value) closeStream();
}
