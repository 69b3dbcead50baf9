import { language, t } from "./i18n.js";

const made = new Map();

function numbers(options) {
  const key = language.value + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.NumberFormat(language.value === "zh" ? "zh-CN" : "en-US", options));
  return made.get(key);
}

function dates(options) {
  const key = "d" + language.value + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", options));
  return made.get(key);
}

/** 1234567 → 1,234,567 */
export const whole = (value) => numbers({ maximumFractionDigits: 0 }).format(value ?? 0);

/** 1234567 → 1.2M */
export function brief(value) {
  const amount = Number(value ?? 0);
  if (Math.abs(amount) < 10_000) return whole(amount);
  const [size, unit] = amount >= 1e9 ? [1e9, "B"] : amount >= 1e6 ? [1e6, "M"] : [1e3, "K"];
  return numbers({ maximumFractionDigits: amount / size < 100 ? 1 : 0 }).format(amount / size) + unit;
}

/** Dollars with as many digits as they need to say something. */
export function usd(value) {
  const amount = Number(value ?? 0);
  const small = amount !== 0 && Math.abs(amount) < 1;
  return "$" + numbers(small ? { maximumSignificantDigits: 3 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount);
}

/** Dollars along an axis: all marks with the digits that the step between two of them has. */
export function usdMark(value, step) {
  const digits = step >= 1 && Number.isInteger(step) ? 0 : Math.max(2, String(Number(step.toPrecision(2))).split(".")[1]?.length ?? 2);
  return "$" + numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A price for tokens: $3.00, $0.125. */
export const rate = (value) => "$" + numbers({ minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(Number(value ?? 0));

/** A share of one as percent. */
export function percent(share) {
  if (share === null || share === undefined || Number.isNaN(share)) return "–";
  const value = share * 100;
  return numbers({ maximumFractionDigits: value !== 0 && value < 10 ? 1 : 0 }).format(value) + "%";
}

/** Milliseconds: 320 ms, 4.2 s, 3 min 5 s, 2 h 10 min. */
export function duration(ms) {
  if (ms === null || ms === undefined) return "–";
  if (ms < 1) return "<1 ms";
  if (ms < 1000) return `${ms < 10 ? numbers({ maximumFractionDigits: 1 }).format(ms) : Math.round(ms)} ms`;
  if (ms < 60_000) return `${numbers({ maximumFractionDigits: 1 }).format(ms / 1000)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return parts(minutes, "unit.min", Math.floor((ms % 60_000) / 1000), "unit.s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return parts(hours, "unit.h", minutes % 60, "unit.min");
  return parts(Math.floor(hours / 24), "unit.d", hours % 24, "unit.h");
}

function parts(large, largeUnit, small, smallUnit) {
  const first = `${large} ${t(largeUnit)}`;
  return small === 0 ? first : `${first} ${small} ${t(smallUnit)}`;
}

export function bytes(value) {
  if (value === null || value === undefined) return "–";
  if (value < 1024) return `${value} B`;
  const [size, unit] = value >= 1 << 30 ? [1 << 30, "GB"] : value >= 1 << 20 ? [1 << 20, "MB"] : [1 << 10, "KB"];
  return `${numbers({ maximumFractionDigits: 1 }).format(value / size)} ${unit}`;
}

/** 14:03:22 today, with the date before on other days. */
export function moment(value) {
  const at = asDate(value);
  if (!at) return "–";
  const clock = dates({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);
  return at.toDateString() === new Date().toDateString() ? clock : `${dates({ month: "short", day: "numeric" }).format(at)} ${clock}`;
}

export const fullMoment = (value) => {
  const at = asDate(value);
  return at ? dates({ dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" }).format(at) : "–";
};

/** A point on a time axis: the hour for short ranges, else the day. */
export const tick = (at, spanMs) => dates(spanMs <= 36 * 3_600_000
  ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
  : { month: "short", day: "numeric", timeZone: "UTC" }).format(at);

/** Epoch seconds, epoch milliseconds or an ISO instant. */
export function asDate(value) {
  if (value === null || value === undefined || value === "") return null;
  const at = typeof value === "number" ? new Date(value < 1e11 ? value * 1000 : value) : new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The UTC date, as the books keep days. */
export const utcDay = (at) => at.toISOString().slice(0, 10);
