/** Deeper than any real payload, and far from what overflows the stack of an encoder: a parser takes more than that. */
export const deepest = 100;

/** The value itself, unless it is nested too deep to be encoded: then what lies too deep is null. */
export function shallow(value: unknown, levels = deepest): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  const inner = Object.entries(value).map(([key, item]): [string, unknown] => [key, shallow(item, levels - 1)]);
  if (inner.every(([key, item]) => (value as Record<string, unknown>)[key] === item)) return value;
  return Array.isArray(value) ? inner.map(([, item]) => item) : Object.fromEntries(inner);
}
