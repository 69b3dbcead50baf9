import { h } from "../h.js";

// Drawn on a grid of 20, strokes of 1.5.
const PATHS = {
  overview: "M3 10.5 7 6.5l3 3 6.5-6.5M12 3h4.5v4.5M3 17h14",
  usage: "M4 17V9.5M10 17V3.5M16 17v-5",
  upstreams: "M6.5 15.5h8a3.2 3.2 0 0 0 .5-6.4 5 5 0 0 0-9.6-.7A3.6 3.6 0 0 0 6.500 15.500Z",
  tenants: "M7.500 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 17c.3-3 2.500-4.500 5.500-4.500S12.700 14 13 17M13.500 4a2.700 2.700 0 0 1 0 5.300M15.500 12.800c1.500.6 2.400 2 2.500 4.200",
  requests: "M4 6h9M4 10h12M4 14h6M16 4.500v3M14.500 6h3",
  prices: "M10.500 3.500H16.500V9.500L9.500 16.500 3.500 10.500zM13.300 6.700h.01",
  agents: "M4 6.500A1.500 1.500 0 0 1 5.500 5h9A1.500 1.500 0 0 1 16 6.500v7a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 4 13.500zM7 8.500l2 1.800L7 12M10.500 12H13",
  settings: "M4 6h6M14 6h2M4 14h2M10 14h6M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  logs: "M5 3.500h7l3.500 3.500v9.500H5zM11.500 3.500V7.500h4M7.500 11h5M7.500 13.500h3",
  menu: "M3.500 6h13M3.500 10h13M3.500 14h13",
  close: "M5 5l10 10M15 5 5 15",
  plus: "M10 4v12M4 10h12",
  grip: "M7.500 5h.01M12.500 5h.01M7.500 10h.01M12.500 10h.01M7.500 15h.01M12.500 15h.01",
  edit: "M12.500 4.500l3 3L7 16H4v-3z",
  trash: "M4 6h12M8 6V4h4v2M5.500 6l.7 10h7.600l.7-10",
  copy: "M7.500 7.500h8v8h-8zM12.500 7.500v-3h-8v8h3",
  check: "M4 10.500 8 14.500 16 6",
  warning: "M10 3.500 17.500 16.500h-15zM10 8.500v3.500M10 14.300v.01",
  bolt: "M11 2.500 4.500 11.500H9L8.500 17.500l7-9.500H11z",
  sun: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.500v1.500M10 16v1.500M2.500 10H4M16 10h1.500M4.700 4.700l1 1M14.300 14.300l1 1M4.700 15.300l1-1M14.300 5.700l1-1",
  moon: "M16.500 11.500A6.500 6.500 0 1 1 8.500 3.500a5.200 5.200 0 0 0 8 8Z",
  out: "M8 4H4.500v12H8M12 6.500 15.500 10 12 13.500M15.500 10H8",
  globe: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2 2 3 4.500 3 7s-1 5-3 7c-2-2-3-4.500-3-7s1-5 3-7Z",
  down: "M10 4v9M6 9.500l4 4 4-4M4 16.500h12",
  key: "M7 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10.500 10H17v3M14 10v2",
  search: "M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM13 13l4 4",
  refresh: "M16 10a6 6 0 1 1-1.800-4.300L16 7.500M16 3.500v4h-4",
  up: "M5 12l5-5 5 5",
  downward: "M5 8l5 5 5-5",
  undo: "M7 4 3.500 7.500 7 11M3.500 7.500H12a4.500 4.500 0 0 1 0 9H8",
};

/** A drawn sign beside words; it says nothing to a screen reader. */
export function icon(name, attributes) {
  const thick = name === "grip" ? 2.4 : 1.5;
  return h("svg", { viewBox: "0 0 20 20", width: 18, height: 18, fill: "none", stroke: "currentColor", "stroke-width": thick,
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false", ...attributes },
  h("path", { d: PATHS[name] }));
}

/** The gate. */
export const emblem = () =>
  h("svg", { viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    h("rect", { width: 32, height: 32, rx: 8, fill: "currentColor" }),
    h("path", { d: "M9 24V14a7 7 0 0 1 14 0v10M16 24V14", fill: "none", stroke: "var(--card)", "stroke-width": 2.6, "stroke-linecap": "round" }));
