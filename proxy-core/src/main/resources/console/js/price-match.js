/** As the gateway matches names: * any run of characters, ? one character, the whole name, in either case. */
function matches(pattern, name) {
  const inner = [...pattern].map((each) => (each === "*" ? ".*" : each === "?" ? "." : each.replace(/[.+^${}()|[\]\\/]/g, "\\$&"))).join("");
  return new RegExp(`^${inner}$`, "isu").test(name);
}

/** The pattern that a model's price comes from: its own name, else the first that matches; null when there is none. */
export function patternFor(patterns, model) {
  return patterns.find((each) => each === model) ?? patterns.find((each) => matches(each, model)) ?? null;
}

/** The models of a list by the pattern they fall on; those without one under null. */
export function byPattern(patterns, models) {
  const found = new Map();
  for (const model of models) {
    const pattern = patternFor(patterns, model);
    found.set(pattern, [...(found.get(pattern) ?? []), model]);
  }
  return found;
}

/** All rates of a price; those that the file leaves out follow from the others, as the gateway reckons them. */
export function rates(price) {
  const input = Number(price.input);
  const written = price.cacheCreation ?? input * 1.25;
  return {
    input: { value: input }, output: { value: Number(price.output) },
    cacheCreation: { value: written, derived: price.cacheCreation === undefined },
    cacheCreation1h: { value: price.cacheCreation1h ?? written * 1.6, derived: price.cacheCreation1h === undefined },
    cacheRead: { value: price.cacheRead ?? input * 0.1, derived: price.cacheRead === undefined },
  };
}
