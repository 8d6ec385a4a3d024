import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeSession, mergeSession, type SessionRecord } from '../../src/normalise/session.ts';
import {
  ChangedUserData,
  changedKeys,
  GivenUserData,
  withChanges,
  type UserData,
} from '../../src/normalise/user-data.ts';

const id = 'a';
const of = (size: number): Map<string, unknown> => new Map(Array.from({ length: size }, (_, n) => [`k${n}`, [n]]));
const merged = (known: SessionRecord, given: UserData): SessionRecord =>
  mergeSession(known, { id, userData: structuredClone(given) });

function expectLikeMap(userData: UserData, model: UserData): void {
  const entries = [...model];
  expect(userData.size).toBe(model.size);
  expect([...userData]).toEqual(entries);
  expect([...userData.entries()]).toEqual(entries);
  expect([...userData.keys()]).toEqual([...model.keys()]);
  expect([...userData.values()]).toEqual([...model.values()]);
  const seen: [string, unknown][] = [];
  userData.forEach((value, key, map) => {
    expect(map).toBe(userData);
    seen.push([key, value]);
  });
  expect(seen).toEqual(entries);
  for (const key of [...model.keys(), '__proto__', 'nowhere']) {
    expect(userData.has(key)).toBe(model.has(key));
    expect(userData.get(key)).toEqual(model.get(key));
  }
}

describe('user data that changes', () => {
  const keys = fc.oneof(
    fc.nat(40).map((n) => `k${n}`),
    fc.constantFrom('__proto__', 'new', 'newer'),
  );
  const values = fc.constantFrom<unknown>(null, undefined, 'x', 'y', 1, ['x']);
  const changes = fc.array(fc.tuple(keys, values), { maxLength: 6 }).map((pairs) => new Map(pairs));

  test('is like a map in which the same was set', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.array(changes, { maxLength: 12 }), (size, steps) => {
        let userData: UserData = of(size);
        const model = of(size);
        for (const step of steps) {
          const before = [...userData];
          const next = withChanges(userData, step);
          expect([...userData]).toEqual(before);
          userData = next;
          for (const [key, value] of step) model.set(key, value);
          expectLikeMap(userData, model);
        }
      }),
    );
  });

  test('is like a map as it is given', () => {
    fc.assert(
      fc.property(fc.dictionary(keys, values), (source) => {
        expectLikeMap(new GivenUserData(source), new Map(Object.entries(source)));
      }),
    );
  });

  test('names the keys that changed in one order, however much is shared', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.array(changes, { maxLength: 6 }), (size, steps) => {
        let before: UserData = of(size);
        for (const step of steps) {
          const after = withChanges(before, step);
          const found = changedKeys(before, after);
          expect(changedKeys(new Map(before), new Map(after))).toEqual(found);
          const differs = (key: string) => !before.has(key) || !isDeepStrictEqual(before.get(key), after.get(key));
          expect(found).toEqual([...after.keys()].filter(differs));
          // What is gone is named too.
          expect(changedKeys(after, of(0))).toEqual([...after.keys()]);
          before = after;
        }
      }),
    );
  });

  test('is like a map, however it was merged and replaced', () => {
    const step = fc.tuple(changes, fc.constantFrom('merge' as const, 'merge' as const, 'replace' as const));
    fc.assert(
      fc.property(fc.nat(40), fc.array(step, { maxLength: 12 }), (size, steps) => {
        let known = completeSession({ id, userData: of(size) });
        let model = of(size);
        for (const [userData, treatment] of steps) {
          const next = mergeSession(known, { id, userData }, { userData: treatment });
          if (treatment === 'merge') for (const [key, value] of userData) model.set(key, value);
          // In another order it is no change.
          else if (next !== known) model = new Map(userData);
          known = next;
          expectLikeMap(known.userData, model);
        }
      }),
    );
  });

  test('holds nothing anew but what changed', () => {
    const known = completeSession({ id, userData: of(81) });
    let session = known;
    for (let round = 0; round < 100; round += 1) {
      const { userData } = merged(session, new Map(known.userData).set('k5', round));
      if (!(userData instanceof ChangedUserData)) throw new Error('it was copied');
      expect(userData.base).toBe(known.userData);
      expect([...userData.changed]).toEqual([['k5', round]]);
      session = { ...session, userData };
    }
    for (const [key, value] of known.userData) if (key !== 'k5') expect(session.userData.get(key)).toBe(value);
  });

  test('is copied once much of it has changed, and where it is small', () => {
    let session = completeSession({ id, userData: of(80) });
    const kinds = Array.from({ length: 21 }, (_, n) => {
      session = merged(session, new Map([[`k${n}`, 'x']]));
      return session.userData instanceof ChangedUserData;
    });
    expect(kinds).toEqual([...Array.from({ length: 20 }, () => true), false]);
    expect(session.userData.get('k79')).toEqual([79]);
    expect(withChanges(of(3), new Map([['k1', 1]]))).toBeInstanceOf(Map);
  });
});
