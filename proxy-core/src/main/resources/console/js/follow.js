import { onLive } from "./live.js";

const QUIET_TICKS = 5;

/**
 * Calls `read` when requests have ended: the live overview counts them, once a second. The log is written a moment after the count,
 * so the second after is read too; and now and then even if nothing was counted, since refused strangers are not.
 */
export function onRequests(read) {
  let counted = null;
  let due = 0;
  let quiet = 0;
  onLive("overview", ({ today }) => {
    const now = today.requests;
    if (counted !== null && now !== counted) due = 2;
    counted = now;
    if (due > 0 || ++quiet >= QUIET_TICKS) {
      due = Math.max(0, due - 1);
      quiet = 0;
      read();
    }
  });
}
