/** A session's user data. A map, not an object: keys are upstream's and may be `__proto__`. */
export type UserData = ReadonlyMap<string, unknown>;

/** Below this a copy is about as small as what would be shared. */
const smallest = 16;

/** `known` with these set, as a copy would be: keys that are there keep their place, others come after. Shares what is large. */
export function withChanges(known: UserData, changes: UserData): UserData {
  const base = known instanceof ChangedUserData ? known.base : known;
  const changed = known instanceof ChangedUserData ? new Map(known.changed) : new Map<string, unknown>();
  for (const [key, value] of changes) changed.set(key, value);
  if (base.size >= smallest && changed.size <= Math.max(8, base.size / 4)) return new ChangedUserData(base, changed);
  const copy = new Map(base);
  for (const [key, value] of changed) copy.set(key, value);
  return copy;
}

/**
 * A map that shares all but what changed with those before it: every event that is kept has one, and a copy each would be most of
 * what an event log holds.
 */
export class ChangedUserData implements UserData {
  readonly base: UserData;
  /** Few: whoever asks looks here first. */
  readonly changed: UserData;
  readonly size: number;

  constructor(base: UserData, changed: UserData) {
    let size = base.size;
    for (const key of changed.keys()) if (!base.has(key)) size += 1;
    this.base = base;
    this.changed = changed;
    this.size = size;
  }

  get(key: string): unknown {
    const value = this.changed.get(key);
    return value !== undefined || this.changed.has(key) ? value : this.base.get(key);
  }

  has(key: string): boolean {
    return this.base.has(key) || this.changed.has(key);
  }

  forEach(callback: (value: unknown, key: string, map: UserData) => void, thisArg?: unknown): void {
    const { base, changed } = this;
    for (const [key, value] of base) {
      const now = changed.get(key);
      callback.call(thisArg, now !== undefined || changed.has(key) ? now : value, key, this);
    }
    if (this.size === base.size) return;
    for (const [key, value] of changed) if (!base.has(key)) callback.call(thisArg, value, key, this);
  }

  *entries(): MapIterator<[string, unknown]> {
    for (const [key, value] of this.base) yield [key, this.changed.has(key) ? this.changed.get(key) : value];
    for (const [key, value] of this.changed) if (!this.base.has(key)) yield [key, value];
  }

  *keys(): MapIterator<string> {
    yield* this.base.keys();
    for (const key of this.changed.keys()) if (!this.base.has(key)) yield key;
  }

  *values(): MapIterator<unknown> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, unknown]> {
    return this.entries();
  }
}
