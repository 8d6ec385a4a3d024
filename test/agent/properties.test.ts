import { describe, expect, test } from 'vitest';
import { isAmbiguous } from '../../src/agent/ambiguity.ts';
import type { Change } from '../../src/agent/confirmations.ts';
import {
  addComment,
  attachUserData,
  deleteUserData,
  setDisposition,
  updateUserData,
} from '../../src/agent/operations/properties.ts';
import { reduce } from './pure-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { SessionRecord } from '../../src/normalise/session.ts';
import { logFact, seedSession, sessionFact, sessionId as id, textEntry, viewOf } from './given.ts';
import { callerOf } from './performing.ts';

type Pairs = Readonly<Record<string, unknown>>;

const mapOf = (pairs: Pairs): ReadonlyMap<string, unknown> => new Map(Object.entries(pairs));
const sessionWith = (pairs: Pairs): SessionRecord => ({ ...seedSession(), userData: mapOf(pairs) });
const told = (pairs: Pairs): Fact => sessionFact('PROPERTIES', { id, userData: mapOf(pairs) });

function change(fact: Fact, known: SessionRecord): Change {
  const { view, events } = reduce(viewOf(known), fact);
  return { sessionId: id, fact, events, session: view.sessions.get(id) ?? null };
}

const reread = (session: SessionRecord | null): Change => ({ sessionId: id, fact: null, events: [], session });
const said = change(logFact(textEntry(1, 'c')), { ...seedSession(), comment: 'c' });

describe('isAmbiguous', () => {
  const view = viewOf(sessionWith({ a: '1', b: '2', c: '3' }));
  const ambiguous = (pairs: Pairs): boolean => isAmbiguous(view, told(pairs));

  test('a PropertiesUpdated that lacks known keys may tell of a deletion', () => {
    expect(ambiguous({ a: '1', b: '2' })).toBe(true);
    expect(ambiguous({})).toBe(true);
    // All that is left after a deletion: the one key and its known value.
    expect(ambiguous({ a: '1' })).toBe(true);
    expect(ambiguous({ a: 'new', b: '2' })).toBe(true);
  });

  test('one key with news is a change of that key; a full list hides nothing', () => {
    expect(ambiguous({ a: 'new' })).toBe(false);
    expect(ambiguous({ d: 'new' })).toBe(false);
    expect(ambiguous({ a: '1', b: '2', c: '3' })).toBe(false);
    expect(ambiguous({ a: '1', b: '2', c: 'new', d: '4' })).toBe(false);
  });

  test('no other notification, none without user data and none of an unknown session is', () => {
    for (const kind of ['STATUS', 'PARTICIPANTS', 'UNKNOWN'] as const) {
      expect(isAmbiguous(view, sessionFact(kind, { id, userData: mapOf({}) }))).toBe(false);
    }
    expect(isAmbiguous(view, sessionFact('PROPERTIES', { id, comment: 'c' }))).toBe(false);
    expect(isAmbiguous(viewOf(), told({}))).toBe(false);
    expect(isAmbiguous(view, logFact(textEntry(1, 'a')))).toBe(false);
  });
});

describe('setDisposition', () => {
  const before = sessionWith({ desktop: '1', DispositionCode: 'Old' });
  const proof = (one: Change, key: string | null = null, disposition = '1') =>
    setDisposition.proof({ disposition, key }, one, null);

  test('under a key of ours is proven by that key alone', () => {
    expect(proof(change(told({ k: '1' }), before), 'k')).toEqual({});
    expect(proof(change(told({ other: '1' }), before), 'k')).toBeNull();
    expect(proof(reread(sessionWith({ k: '1' })), 'k')).toEqual({});
    expect(proof(reread(before), 'k')).toBeNull();
  });

  test('under a key of the server’s is proven by the change that the notification tells', () => {
    expect(proof(change(told({ DispositionCode: '1' }), before))).toEqual({});
    expect(proof(change(told({ Result: '1' }), before))).toEqual({});
    expect(proof(change(told({ desktop: '1', DispositionCode: 'Old', Result: '1' }), before))).toEqual({});
  });

  test('is not proven by another key that happened to hold the same before', () => {
    expect(proof(change(told({ desktop: '1', DispositionCode: 'Old', k: 'x' }), before))).toBeNull();
    expect(proof(reread(before))).toBeNull();
    expect(proof(reread(sessionWith({ My_Disposition: '1' })))).toEqual({});
    expect(proof(reread(null))).toBeNull();
    expect(proof(said)).toBeNull();
  });
});

describe('addComment', () => {
  const proof = (comment: string, one: Change, earlier: string | null = null) =>
    addComment.proof({ comment, words: comment.replace(/\s/g, ''), earlier }, one, null);
  const commented = (comment: string) => change(sessionFact('PROPERTIES', { id, comment }), seedSession());

  test('is proven by a comment that is or holds it, blanks aside', () => {
    expect(proof('a b', commented('a b'))).toEqual({});
    expect(proof('a b', commented('earlier\nab'))).toEqual({});
    expect(proof('a b', commented('a'))).toBeNull();
    expect(proof('c', reread({ ...seedSession(), comment: 'c' }))).toEqual({});
    expect(proof('c', reread({ ...seedSession(), comment: null }))).toBeNull();
  });

  test('is not proven by words that stood in the comment before, unless they are all of it', () => {
    expect(proof('ok', commented('spoken'), 'spoken')).toBeNull();
    expect(proof('ok', commented('spoken; ok'), 'spoken')).toEqual({});
    expect(proof('ok', reread({ ...seedSession(), comment: 'ok' }), 'ok')).toEqual({});
  });

  test('is not proven by news of something else, not even one that is all blanks', () => {
    for (const comment of ['c', '  ']) {
      expect(proof(comment, said)).toBeNull();
      expect(proof(comment, change(told({ k: '1' }), { ...seedSession(), comment: 'c' }))).toBeNull();
      expect(proof(comment, reread(null))).toBeNull();
    }
  });
});

describe.each([
  ['attachUserData', attachUserData],
  ['updateUserData', updateUserData],
])('%s', (_name, operation) => {
  const before = sessionWith({ a: 'old' });
  const proof = (pairs: Readonly<Record<string, string | number>>, one: Change) =>
    operation.proof({ userData: new Map(Object.entries(pairs)) }, one, null);

  test('is proven when all that was sent is told, numbers as numbers or as text', () => {
    expect(proof({ a: 'x', n: 1 }, change(told({ a: 'x', n: 1 }), before))).toEqual({});
    expect(proof({ a: 'x', n: 1 }, change(told({ a: 'x', n: '1', more: null }), before))).toEqual({});
    expect(proof({ a: 'x', n: 1 }, change(told({ a: 'x' }), before))).toBeNull();
    expect(proof({ a: 'x' }, change(told({ a: 'y' }), before))).toBeNull();
    expect(proof({ a: 'old' }, reread(before))).toEqual({});
    expect(proof({ a: 'old' }, reread(null))).toBeNull();
    expect(proof({ a: 'old' }, said)).toBeNull();
  });

  test('sends any key as a key', () => {
    const userData = new Map<string, string | number>([
      ['__proto__', 'p'],
      ['a b', 1],
    ]);
    expect(JSON.stringify(operation.parameters({ userData }))).toBe('{"userData":{"__proto__":"p","a b":1}}');
  });

  test('takes 1 to 200 entries of text and finite numbers, keys of 1 to 255 characters', async () => {
    const subject = async (userData: readonly { key: string; value: unknown }[]) =>
      operation.subject({ sessionId: id, userData }, callerOf(null));
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}`, value: at }));
    await expect(subject(many(200))).resolves.toMatchObject({
      userData: new Map(many(200).map((e) => [e.key, e.value])),
    });
    await expect(subject([{ key: 'k'.repeat(255), value: '' }])).resolves.toBeDefined();
    for (const [bad, path] of [
      [[], ['input', 'userData']],
      [many(201), ['input', 'userData']],
      [[{ key: '', value: 'x' }], ['input', 'userData', '0', 'key']],
      [
        [...many(1), { key: 'k'.repeat(256), value: 'x' }],
        ['input', 'userData', '1', 'key'],
      ],
      ...[null, true, [], {}, Number.NaN, Number.POSITIVE_INFINITY].map(
        (value) => [[{ key: 'k', value }], ['input', 'userData', '0', 'value']] as const,
      ),
    ] as const) {
      const error = { code: 'BAD_USER_INPUT', details: { argumentPath: path } };
      await expect(subject(bad)).rejects.toMatchObject(error);
    }
  });
});

describe('deleteUserData', () => {
  const proof = (one: Change) => deleteUserData.proof({ keys: ['a', 'absent'] }, one, null);

  test('is proven by a re-read without the keys, and by no notification', () => {
    expect(proof(reread(sessionWith({ b: '1' })))).toEqual({});
    expect(proof(reread(sessionWith({ a: '1' })))).toBeNull();
    expect(proof(reread(null))).toBeNull();
    expect(proof(change(told({ b: '1' }), sessionWith({ a: '1', b: '1' })))).toBeNull();
  });

  test('takes 1 to 200 keys of 1 to 255 characters', async () => {
    const subject = async (keys: readonly string[]) => deleteUserData.subject({ sessionId: id, keys }, callerOf(null));
    await expect(subject(Array.from({ length: 200 }, String))).resolves.toBeDefined();
    for (const keys of [[], Array.from({ length: 201 }, String), [''], ['k'.repeat(256)]]) {
      await expect(subject(keys)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});

test('texts have limits', async () => {
  const caller = callerOf(null);
  const comment = async (text: string) => addComment.subject({ sessionId: id, comment: text }, caller);
  const disposition = async (text: string, key: string | null = null) =>
    setDisposition.subject({ sessionId: id, disposition: text, key }, caller);
  await expect(comment('c'.repeat(65_536))).resolves.toBeDefined();
  await expect(disposition('d'.repeat(255), 'k'.repeat(255))).resolves.toBeDefined();
  for (const bad of [
    () => comment(''),
    () => comment('c'.repeat(65_537)),
    () => disposition(''),
    () => disposition('d'.repeat(256)),
    () => disposition('d', ''),
    () => disposition('d', 'k'.repeat(256)),
  ]) {
    await expect(bad()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});
