import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseMessageList, normaliseSessionPatches, normaliseUser } from '../../src/normalise/answer.ts';
import { asId, sessionIdOf, withoutBlanks } from '../../src/normalise/decode.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import { instant } from '../../src/normalise/instant.ts';
import { normaliseNotification } from '../../src/normalise/notification.ts';
import { completeSession, mergeSession, type SessionPatch } from '../../src/normalise/session.ts';
import { notification, notificationNames } from './fixtures.ts';

/** Everything that reads upstream payloads; the result is the notification's facts. */
function readAll(value: unknown): readonly Fact[] {
  normaliseSessionPatches(value);
  normaliseMessageList(value, 'id');
  normaliseUser(value);
  return normaliseNotification(value);
}

function isPlain(fact: Fact): boolean {
  return ['session', 'log', 'failure', 'unrecognized'].includes(fact.kind);
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, '', ' ', 0, -1, 1e300, 2 ** 53, [], {}, '__proto__', '/users/', '/facebooksessions/'),
  fc.constant(null).map((): unknown => JSON.parse('{"__proto__":{"id":"x"},"constructor":null,"toString":1}')),
);

function countNodes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countNodes(item), 1);
}

/** A copy in which the nodes numbered (from 0, depth first) are replaced, or deleted where the replacement is undefined. */
function mutate(root: unknown, replacements: ReadonlyMap<number, unknown>): unknown {
  let next = 0;
  const copy = (value: unknown): unknown => {
    const at = next++;
    if (replacements.has(at)) return replacements.get(at);
    if (Array.isArray(value)) return value.map(copy).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, copy(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  };
  return copy(root);
}

const hit = fc.record({ at: fc.nat(), by: fc.oneof(fc.constant(undefined), junk) });

/** Documented notifications with one to five members replaced or deleted; never the whole, of which `junk` takes care. */
const mutated = fc
  .record({ name: fc.constantFrom(...notificationNames), hits: fc.array(hit, { minLength: 1, maxLength: 5 }) })
  .map(({ name, hits }) => {
    const data = notification(name);
    const below = countNodes(data) - 1;
    return mutate(data, new Map(hits.map(({ at, by }) => [1 + (at % below), by])));
  });

describe('normaliseNotification never throws', () => {
  test('on any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => readAll(value).every(isPlain)));
    fc.assert(fc.property(fc.anything(), (value) => readAll(value).every(isPlain)));
  });

  test('on documented payloads with members deleted and replaced', () => {
    fc.assert(
      fc.property(mutated, (data) => readAll(data).every(isPlain)),
      { numRuns: 2000 },
    );
  });

  test('on junk in every member it reads', () => {
    const session = fc.dictionary(
      fc.constantFrom('id', 'uri', 'state', 'participants', 'userData', 'capabilities'),
      junk,
    );
    const entry = fc.dictionary(
      fc.constantFrom('index', 'from', 'type', 'text', 'timestamp', 'timestampSeconds'),
      junk,
    );
    const data = fc.record(
      {
        messageType: fc.constantFrom('FacebooksessionStateChangeMessage', 'MessageLogUpdated', 'ErrorMessage'),
        notificationType: fc.oneof(fc.constantFrom('StatusChange', 'NewMessages', 'Error'), junk),
        facebooksession: fc.oneof(session, junk),
        facebooksessions: fc.oneof(session, junk),
        facebooksessionPath: fc.oneof(fc.constant('/facebooksessions/1'), junk),
        messages: fc.oneof(fc.array(fc.oneof(entry, junk)), junk),
        errorCode: junk,
        referenceId: junk,
      },
      { requiredKeys: ['messageType'] },
    );
    fc.assert(fc.property(data, (value) => readAll(value).every(isPlain)));
  });

  test('on nesting that JSON.parse bears and recursion does not', () => {
    const deep: unknown = JSON.parse('{"a":['.repeat(50_000) + ']}'.repeat(50_000));
    const session = { id: '1', userData: { deep }, participants: [deep], capabilities: deep, state: deep };
    const entry = { index: 1, type: deep, from: { id: '1', nickname: deep }, timestampSeconds: 1, text: deep };
    expect(readAll(deep)).toHaveLength(1);
    expect(
      readAll({ messageType: 'FacebooksessionStateChangeMessage', notificationType: deep, facebooksession: session }),
    ).toHaveLength(2);
    expect(
      readAll({ messageType: 'MessageLogUpdated', facebooksessionPath: '/x/1', messages: [entry, deep] }),
    ).toHaveLength(2);
  });

  test('and gives equal facts for equal input, which it does not change', () => {
    fc.assert(
      fc.property(mutated, (data) => {
        const before = structuredClone(data);
        expect(normaliseNotification(structuredClone(data))).toStrictEqual(normaliseNotification(data));
        expect(data).toStrictEqual(before);
      }),
    );
  });
});

describe('cleaning', () => {
  const clean = fc.stringMatching(/^[\da-zA-Z._-]{1,40}$/);

  test('leaves clean ids, paths and URIs as they are', () => {
    fc.assert(
      fc.property(clean, fc.webUrl({ withQueryParameters: true }), (id, url) => {
        expect(asId(id)).toBe(id);
        expect(withoutBlanks(url)).toBe(url);
        expect(sessionIdOf(`/sessions/${id}`)).toBe(id);
      }),
    );
  });

  test('restores what blanks were put into', () => {
    const blanks = fc.array(fc.constantFrom('', ' ', '  '), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(clean, blanks, (id, gaps) => {
        const spaced = `http://h:1/x/${id}`.replace(/./g, (letter, at: number) => letter + (gaps[at] ?? ''));
        expect(sessionIdOf(spaced)).toBe(id);
      }),
    );
  });
});

describe('instants', () => {
  const instants = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9998-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  const offsets = fc.integer({ min: -18 * 60, max: 18 * 60 });

  test('come back from all written forms, and clean ones unchanged', () => {
    fc.assert(
      fc.property(instants, offsets, (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString();
        const [day, time] = [local.slice(0, 10), local.slice(11, 23)];
        const two = (number: number) => String(number).padStart(2, '0');
        const [sign, size] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
        const offset = `${sign}${two(Math.floor(size / 60))}${two(size % 60)}`;
        const written = [
          `${day} ${time}${offset}`,
          `${day}${time.replaceAll(':', ': ')}${offset}`,
          `${day}${time}${offset}`,
          `${day}T${time}${offset}`,
          `${day}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`,
          date.toISOString(),
        ];
        expect(written.map(instant)).toEqual(written.map(() => date.toISOString()));
      }),
    );
  });
});

describe('mergeSession', () => {
  const patches = mutated
    .map((data) => normaliseNotification(data).flatMap((fact) => (fact.kind === 'session' ? [fact.patch] : [])))
    .filter((found): found is [SessionPatch] => found.length === 1)
    .map(([patch]) => patch);
  const treatments = fc.constantFrom('merge', 'replace' as const);

  /** Equal, with nothing in it that is the same object. */
  function copyOf(patch: SessionPatch): SessionPatch {
    const { userData } = patch;
    return structuredClone(userData === undefined ? patch : { ...patch, userData: new Map(userData) });
  }

  test('is idempotent, and a patch repeated gives the very same record', () => {
    fc.assert(
      fc.property(patches, patches, treatments, (first, second, userData) => {
        const known = completeSession(first);
        const once = mergeSession(known, second, { userData });
        expect(mergeSession(once, copyOf(second), { userData })).toBe(once);
        expect(mergeSession(known, first, { userData })).toBe(known);
      }),
    );
  });

  test('holds all a patch mentions, and otherwise what was known', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const known = completeSession(first);
        const merged = mergeSession(known, second);
        expect(merged.state).toBe(second.state ?? known.state);
        expect(merged.comment).toBe(second.comment ?? known.comment);
        // Older servers leave out whose and how visible a participant is: what was known of the same presence stays.
        const filled = second.participants?.map((one) => {
          const same = known.participants.find(({ id }) => id === one.id);
          const visibility = one.visibility === 'UNKNOWN' ? (same?.visibility ?? 'UNKNOWN') : one.visibility;
          return { ...one, visibility, userId: one.userId ?? same?.userId ?? null };
        });
        expect(new Set(merged.participants)).toEqual(new Set(filled ?? known.participants));
        expect(new Map(merged.userData)).toEqual(new Map([...known.userData, ...(second.userData ?? [])]));
      }),
    );
  });
});
