import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameJson } from '../../src/normalise/same-json.ts';
import {
  completeSession,
  mergeSession,
  normaliseSessionPatch,
  type SessionPatch,
} from '../../src/normalise/session.ts';
import { notification } from './fixtures.ts';

/** A patch of its own from a documented notification, so that no reference is shared by accident. */
function patchOf(name: string): SessionPatch {
  const data = notification(name) as Readonly<Record<string, unknown>>;
  const patch = normaliseSessionPatch(data['facebooksession']);
  if (patch === null) throw new Error(`${name} names no session`);
  return patch;
}

const id = '0002EaAY01MT0082';
const seed = 'remove-participant.agent2.1-status-change';
const known = completeSession(patchOf(seed));

describe('mergeSession', () => {
  test('returns the known record itself when nothing changed', () => {
    expect(mergeSession(known, patchOf(seed))).toBe(known);
    expect(mergeSession(known, patchOf(seed), { userData: 'replace' })).toBe(known);
    expect(mergeSession(known, { id })).toBe(known);
  });

  test('shares every member that did not change', () => {
    const next = mergeSession(known, patchOf('remove-participant.agent2.3-status-change'));
    expect(next).toStrictEqual({ ...known, state: 'LEFT_CHAT' });
    expect(next.userData).toBe(known.userData);
    expect(next.participants).toBe(known.participants);
    expect(next.capabilities).toBe(known.capabilities);
    expect(next.suggestedQueues).toBe(known.suggestedQueues);
  });

  test('shares the participants who stayed', () => {
    const [customer, agent] = known.participants;
    const next = mergeSession(known, { id, participants: structuredClone(known.participants.slice(1)) });
    expect(next.participants).toHaveLength(1);
    expect(next.participants[0]).toBe(agent);
    const renamed = mergeSession(
      known,
      normaliseOrThrow({ id, participants: [customer, { id: 'new', type: 'Agent' }] }),
    );
    expect(renamed.participants.map((participant) => participant.id)).toEqual([customer?.id, 'new']);
  });

  test('another order is no change', () => {
    expect(mergeSession(known, { id, participants: known.participants.toReversed() })).toBe(known);
    const able = completeSession({ id, capabilities: ['LEAVE', 'COMPLETE'] });
    expect(mergeSession(able, { id, capabilities: ['COMPLETE', 'LEAVE'] })).toBe(able);
    expect(mergeSession(able, { id, capabilities: ['COMPLETE'] }).capabilities).toEqual(['COMPLETE']);
  });

  test('absent members do not erase, empty lists do', () => {
    const commented = mergeSession(known, { id, comment: 'a' });
    const next = mergeSession(commented, normaliseOrThrow({ id, state: 'Completed', participants: [] }));
    expect(next).toStrictEqual({ ...known, comment: 'a', state: 'COMPLETED', participants: [] });
    expect(next.userData).toBe(known.userData);
  });

  test('a known record is never changed in place', () => {
    const before = structuredClone(known);
    mergeSession(known, { id, state: 'LEFT_CHAT', comment: 'x', userData: new Map([['FirstName', 'y']]) });
    expect(known).toStrictEqual(before);
  });
});

describe('user data', () => {
  test('partial, as the SetDisposition page shows it, keeps the keys known', () => {
    const { userData } = patchOf('set-disposition.1-properties-updated');
    const next = mergeSession(known, { id, ...(userData && { userData }) });
    expect(next.userData.size).toBe(82);
    expect([...next.userData].at(-1)).toEqual(['DispositionCode', 'IssueResolved']);
    expect(next.userData.get('FirstName')).toBe('Vitaliy');
  });

  test('absent, as the AddComment page shows it, erases nothing', () => {
    const patch = { ...patchOf('add-comment.1-properties-updated'), id };
    for (const userData of ['merge', 'replace'] as const) {
      const next = mergeSession(known, patch, { userData });
      expect(next.userData).toBe(known.userData);
      expect(next.comment).toBe('Some chat comment text');
    }
  });

  test('given keys overwrite and keep their place', () => {
    const before = completeSession({ id, userData: new Map<string, unknown>([['a', 1], ['b', 2]]) }); // prettier-ignore
    const next = mergeSession(before, { id, userData: new Map([['a', null]]) });
    expect([...next.userData]).toEqual([['a', null], ['b', 2]]); // prettier-ignore
  });

  test('replaced, loses the keys it lacks', () => {
    const before = completeSession({ id, userData: new Map([['a', 1], ['b', 2]]) }); // prettier-ignore
    expect([...mergeSession(before, { id, userData: new Map([['b', 2]]) }, { userData: 'replace' }).userData]).toEqual([
      ['b', 2],
    ]);
    expect(mergeSession(before, { id, userData: new Map([['b', 2]]) })).toBe(before);
    const renamed = mergeSession(before, { id, userData: new Map([['b', 2], ['c', 1]]) }, { userData: 'replace' }); // prettier-ignore
    expect([...renamed.userData.keys()]).toEqual(['b', 'c']);
  });

  test.each(['merge', 'replace'] as const)('%s: nested values that are equal keep their reference', (userData) => {
    const nested = { l: [1, { x: null }] };
    const before = completeSession({ id, userData: new Map<string, unknown>([['o', nested], ['p', 1]]) }); // prettier-ignore
    const given = new Map<string, unknown>([['o', { l: [1, { x: null }] }], ['p', 2]]); // prettier-ignore
    const next = mergeSession(before, { id, userData: given }, { userData });
    expect(next.userData.get('o')).toBe(nested);
    expect(next.userData.get('p')).toBe(2);
  });
});

describe('sameJson', () => {
  test.each([
    [{ a: 1, b: [null] }, { b: [null], a: 1 }, true],
    [[], {}, false],
    [{ a: 1 }, { b: 1 }, false],
    [JSON.parse('{"__proto__":{}}') as unknown, { a: 1 }, false],
    [[1, 2], [1], false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(sameJson(a, b)).toBe(expected);
  });

  test('compares to the bottom, however deep, without exhausting the stack', () => {
    const deep = (end: string) => JSON.parse('[{"a":'.repeat(50_000) + end + '}]'.repeat(50_000)) as unknown;
    expect(sameJson(deep('1'), deep('1'))).toBe(true);
    expect(sameJson(deep('1'), deep('2'))).toBe(false);
  });

  test('agrees with the order-blind text of any two values, at any depth', () => {
    const wrapped = fc.tuple(fc.jsonValue(), fc.nat(200)).map(([value, depth]) => {
      let whole: unknown = value;
      for (let level = 0; level < depth; level += 1) whole = level % 2 === 0 ? [whole] : { k: whole };
      return whole;
    });
    const pair = fc.oneof(
      fc.tuple(wrapped, wrapped),
      wrapped.map((value) => [value, reversed(value)] as const),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(sameJson(a, b)).toBe(sorted(a) === sorted(b));
        expect(sameJson(b, a)).toBe(sameJson(a, b));
      }),
    );
  });
});

test('user data of any depth that is repeated is no change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (depth) => {
      const text = `{"id":"${id}","userData":{"k":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
      const before = completeSession(normaliseOrThrow(JSON.parse(text)));
      expect(mergeSession(before, normaliseOrThrow(JSON.parse(text)))).toBe(before);
    }),
  );
});

/** A copy with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
  return Object.fromEntries(entries.toReversed());
}

/** JSON with the members of every object in the order of their names. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${sorted(member)}`);
  return `{${members.sort().join(',')}}`;
}

function normaliseOrThrow(value: unknown): SessionPatch {
  const patch = normaliseSessionPatch(value);
  if (patch === null) throw new Error('no session');
  return patch;
}
