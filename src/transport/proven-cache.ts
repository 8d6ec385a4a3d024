import { LRUCache } from 'lru-cache';

/** A bounded cache in which what was asked for again is not displaced by what was asked for once, however much of that there is. */
export interface ProvenCache<Value extends object | string> {
  readonly get: (key: string) => Value | undefined;
  /** The same, without counting as asked for. */
  readonly peek: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

export interface Room {
  readonly max: number;
  readonly maxSize: number;
  /** Larger values are not kept. */
  readonly maxEntrySize: number;
}

/** The part of the room that is for what was never asked for again. */
const untried = 0.25;

/** Whoever floods it with new keys displaces new keys; to displace others they would have to be used more often than those are. */
export function createProvenCache<Value extends object | string>(
  { max, maxSize, maxEntrySize }: Room,
  sizeOf: (value: Value, key: string) => number,
): ProvenCache<Value> {
  const part = (share: number): LRUCache<string, Value> =>
    new LRUCache({
      max: Math.ceil(max * share),
      maxSize: Math.ceil(maxSize * share),
      maxEntrySize,
      sizeCalculation: sizeOf,
    });
  const fresh = part(untried);
  const proven = part(1 - untried);
  return {
    get(key) {
      const known = proven.get(key);
      if (known !== undefined) return known;
      const value = fresh.get(key);
      if (value === undefined) return undefined;
      fresh.delete(key);
      proven.set(key, value);
      return value;
    },
    peek: (key) => proven.peek(key) ?? fresh.peek(key),
    set(key, value) {
      if (proven.has(key)) proven.set(key, value);
      else fresh.set(key, value);
    },
  };
}
