/*
 * Answers are JSON but for the user data of their sessions, which are maps. Those are written as lists of entries, and where they stood
 * is written beside the answer: nothing in it needs a mark of its own, so keys may be called anything.
 */

type Path = readonly (string | number)[];

interface Written {
  readonly answer: unknown;
  readonly maps: readonly Path[];
}

/** @param answer data alone: what is in its maps is JSON */
export function writeAnswer(answer: unknown): string {
  const maps: Path[] = [];
  const written: Written = { answer: withoutMaps(answer, [], maps), maps };
  return JSON.stringify(written);
}

/** @param text of `writeAnswer`; it was sealed, so nobody else wrote it */
export function readAnswer(text: string): unknown {
  const { answer, maps } = JSON.parse(text) as Written;
  const read = { answer };
  for (const path of maps) becomeMap(read, ['answer', ...path]);
  return read.answer;
}

function withoutMaps(value: unknown, path: Path, maps: Path[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => withoutMaps(item, [...path, index], maps));
  if (isMap(value)) {
    maps.push(path);
    return [...value];
  }
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutMaps(item, [...path, key], maps)] as const),
  );
}

/** There are several kinds of them; JSON has nothing else that could be gone through and is no list. */
function isMap(value: object): value is ReadonlyMap<string, unknown> {
  return Symbol.iterator in value;
}

function becomeMap(root: object, path: Path): void {
  let place = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  place[last] = new Map(place[last] as readonly (readonly [string, unknown])[]);
}
