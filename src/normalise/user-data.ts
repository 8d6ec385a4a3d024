import type { JsonObject } from './decode.ts';
import { sameJson } from './same-json.ts';

/** A session's user data. A map, not an object: keys are upstream's and may be `__proto__`. */
export type UserData = ReadonlyMap<string, unknown>;

/** Below this a copy is about as small as what would be shared. */
const smallest = 16;

/** `known` with these set, as a copy would be: keys that are there keep their place, others come after. Shares what is large. */
export function withChanges(known: UserData, changes: UserData): UserData {
  const base = baseOf(known);
  const changed = new Map(changesOf(known));
  for (const [key, value] of changes) changed.set(key, value);
  if (base.size >= smallest && changed.size <= Math.max(8, base.size / 4)) return new ChangedUserData(base, changed);
  const copy = new Map(base);
  for (const [key, value] of changed) copy.set(key, value);
  return copy;
}

/** Keys of which the values differ: those known first, in their order, then the new ones. */
export function changedKeys(before: UserData, after: UserData): readonly string[] {
  if (before === after) return [];
  const differs = (key: string): boolean => !holds(after, key, before.get(key)) || !before.has(key);
  const shared = baseOf(before) === baseOf(after);
  const candidates = shared ? new Set([...changesOf(before).keys(), ...changesOf(after).keys()]) : null;
  const changed = new Set<string>();
  for (const key of candidates ?? before.keys()) if (differs(key)) changed.add(key);
  if (candidates === null) for (const key of after.keys()) if (!before.has(key)) changed.add(key);
  // One has no order to be put in; to find it for several takes all keys, but no values.
  if (candidates === null || changed.size < 2) return [...changed];
  const known = [...before.keys()].filter((key) => changed.has(key));
  return [...known, ...[...changed].filter((key) => !before.has(key))];
}

/** Whether the key is there with an equal value. */
export function holds(userData: UserData, key: string, value: unknown): boolean {
  const held = userData.get(key);
  return sameJson(held, value) && (held !== undefined || userData.has(key));
}

function baseOf(userData: UserData): UserData {
  return userData instanceof ChangedUserData ? userData.base : userData;
}

const nothing: UserData = new Map();

function changesOf(userData: UserData): UserData {
  return userData instanceof ChangedUserData ? userData.changed : nothing;
}

/**
 * The object as it was parsed, read as a map: most notifications bring all user data of a session, of which little or nothing is
 * new, and to make a map of it costs more than to compare it.
 */
export class GivenUserData implements UserData {
  readonly source: JsonObject;

  constructor(source: JsonObject) {
    this.source = source;
  }

  get size(): number {
    return Object.keys(this.source).length;
  }

  get(key: string): unknown {
    return this.has(key) ? this.source[key] : undefined;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.source, key);
  }

  forEach(callback: (value: unknown, key: string, map: UserData) => void, thisArg?: unknown): void {
    // Not `Object.values`, which of thousands of keys takes as long as parsing them. What is parsed inherits nothing to enumerate.
    for (const key in this.source) callback.call(thisArg, this.source[key], key, this);
  }

  entries(): MapIterator<[string, unknown]> {
    return Object.entries(this.source).values();
  }

  keys(): MapIterator<string> {
    return Object.keys(this.source).values();
  }

  values(): MapIterator<unknown> {
    return Object.values(this.source).values();
  }

  [Symbol.iterator](): MapIterator<[string, unknown]> {
    return this.entries();
  }
}

/** As a record has it, which is asked for its values with every notification: maps are many times as fast at that. */
export function keptUserData(given: UserData): UserData {
  return given instanceof GivenUserData ? new Map(given) : given;
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
    base.forEach((value, key) => {
      const now = changed.get(key);
      callback.call(thisArg, now !== undefined || changed.has(key) ? now : value, key, this);
    });
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
