/**
 * What has to be said so that `before` becomes `after`, as a merge patch (RFC 7396): members that changed, null for those that are
 * gone, objects by their members, lists whole. Nothing when both are the same.
 */
export function mergePatch(before, after) {
  const patch = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[name], after[name]];
    if (now === undefined) patch[name] = null;
    else if (isObject(old) && isObject(now)) {
      const inner = mergePatch(old, now);
      if (inner) patch[name] = inner;
    } else if (JSON.stringify(old) !== JSON.stringify(now)) patch[name] = now;
  }
  return Object.keys(patch).length > 0 ? patch : null;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** A copy without empty objects: what was opened in a form and not filled in is not said. */
export function tidy(value) {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, tidy(each)]).filter(([, each]) => !isObject(each) || Object.keys(each).length > 0);
  return Object.fromEntries(entries);
}

/** A copy that is nobody else's, reactive or not. */
export const copyOf = (value) => JSON.parse(JSON.stringify(value));
