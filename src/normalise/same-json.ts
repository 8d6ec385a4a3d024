import { asArray, asObject } from './decode.ts';

/**
 * Whether two JSON values are equal; the order of an object's members does not count. Never throws: a list of what is still to
 * be compared takes the place of recursion, because an upstream's nesting must not exhaust the stack.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  // Most values compared are texts: they take no list.
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const pairs: (readonly [unknown, unknown])[] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    const [listA, listB] = [asArray(left), asArray(right)];
    if (listA !== null && listB !== null) {
      if (listA.length !== listB.length) return false;
      for (const [at, item] of listA.entries()) pairs.push([item, listB[at]]);
      continue;
    }
    const [objectA, objectB] = [asObject(left), asObject(right)];
    if (objectA === null || objectB === null) return false;
    const keys = Object.keys(objectA);
    if (keys.length !== Object.keys(objectB).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(objectB, key)) return false;
      pairs.push([objectA[key], objectB[key]]);
    }
  }
  return true;
}
