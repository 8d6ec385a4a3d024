import { asArray, asObject } from './decode.ts';

/** Nested deeper than this, values are not compared but called different: an upstream's nesting must not exhaust the stack. */
const DEEPEST = 64;

/** Whether two JSON values are equal; the order of an object's members does not count. Never throws. */
export function sameJson(a: unknown, b: unknown, depth = DEEPEST): boolean {
  if (a === b) return true;
  if (depth === 0) return false;
  const [listA, listB] = [asArray(a), asArray(b)];
  if (listA !== null && listB !== null) {
    return listA.length === listB.length && listA.every((item, at) => sameJson(item, listB[at], depth - 1));
  }
  const [objectA, objectB] = [asObject(a), asObject(b)];
  if (objectA === null || objectB === null) return false;
  const keys = Object.keys(objectA);
  return (
    keys.length === Object.keys(objectB).length &&
    keys.every((key) => Object.hasOwn(objectB, key) && sameJson(objectA[key], objectB[key], depth - 1))
  );
}
