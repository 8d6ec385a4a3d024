import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeptView } from '../../src/agent/kept-view.ts';
import type { EventBody } from '../../src/agent/session-event.ts';
import { reduce as reduceKept, type SessionView } from '../../src/agent/session-view.ts';
import { emptyView, nobody, reduce, replaceSessions } from './pure-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import { normaliseNotification } from '../../src/normalise/notification.ts';
import type { SessionRecord } from '../../src/normalise/session.ts';
import { facts, identifiable, logFacts, patches } from './arbitrary-facts.ts';
import { reduceAll } from './given.ts';

const reads = fc.uniqueArray(patches, { selector: ({ id }) => id });

/** What a client makes of a snapshot and the events after it. */
function fold(start: ReadonlyMap<string, SessionRecord>, events: readonly EventBody[]): Map<string, SessionRecord> {
  const sessions = new Map(start);
  for (const event of events) {
    if ('session' in event && event.session) sessions.set(event.session.id, event.session);
  }
  return sessions;
}

/** Every object in it, so that a write throws (modules are strict). Maps are compared by the caller instead. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of value instanceof Map ? value.values() : Object.values(value)) frozen(item);
  }
  return value;
}

function copyOf({ sessions, told }: SessionView): unknown {
  return structuredClone([[...sessions], [...told]]);
}

describe('reduce', () => {
  test('never throws, whatever JSON the facts come from', () => {
    const session = fc.dictionary(
      fc.constantFrom('id', 'state', 'participants', 'userData', 'comment'),
      fc.jsonValue(),
    );
    const entry = fc.dictionary(
      fc.constantFrom('index', 'type', 'from', 'text', 'timestampSeconds'),
      fc.oneof(fc.nat(9), fc.constantFrom('Text', 'Notice'), fc.jsonValue()),
    );
    const data = fc.oneof(
      fc.jsonValue(),
      fc.record({
        messageType: fc.constantFrom('FacebooksessionStateChangeMessage', 'MessageLogUpdated', 'ErrorMessage'),
        notificationType: fc.constantFrom('StatusChange', 'ParticipantsUpdated', 'PropertiesUpdated', 'Error', 'New'),
        facebooksession: session,
        facebooksessionPath: fc.constantFrom('/facebooksessions/1', '/facebooksessions/__proto__', ''),
        messages: fc.array(entry),
      }),
    );
    fc.assert(
      fc.property(fc.array(data), reads, (payloads, read) => {
        const start = replaceSessions(emptyView, read);
        const { view, events } = reduceAll(start, payloads.flatMap(normaliseNotification));
        expect([...view.sessions].every(([id, one]) => id === one.id)).toBe(true);
        expect(events.every(({ __typename }) => __typename.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same events when anything is delivered several times in a row', () => {
    fc.assert(
      fc.property(reads, fc.array(fc.tuple(identifiable, fc.integer({ min: 1, max: 3 }))), (read, list) => {
        const start = replaceSessions(emptyView, read);
        const once = list.map(([fact]) => fact);
        const repeated = list.flatMap(([fact, times]) => Array.from({ length: times }, () => structuredClone(fact)));
        const [expected, found] = [reduceAll(start, once), reduceAll(start, repeated)];
        expect(found.events).toStrictEqual(expected.events);
        expect(copyOf(found.view)).toStrictEqual(copyOf(expected.view));
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same events when any prefix of the message log is replayed at any time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(identifiable, logFacts)), fc.nat(), fc.nat(), (list, end, back) => {
        const cut = list.length === 0 ? 0 : end % (list.length + 1);
        const logs = list.slice(0, cut).filter(({ kind }) => kind === 'log');
        const replayed = logs.slice(0, logs.length === 0 ? 0 : back % (logs.length + 1));
        const { events } = reduceAll(emptyView, [...list.slice(0, cut), ...replayed, ...list.slice(cut)]);
        expect(events).toStrictEqual(reduceAll(emptyView, list).events);
      }),
      { numRuns: 500 },
    );
  });

  test('changes no session without an event that carries it: snapshot and events give the view', () => {
    fc.assert(
      fc.property(reads, fc.array(facts), (read, list) => {
        const start = replaceSessions(emptyView, read);
        let view = start;
        let folded = new Map(start.sessions);
        for (const fact of list) {
          const reduction = reduce(view, fact);
          folded = fold(folded, reduction.events);
          expect(folded).toStrictEqual(new Map(reduction.view.sessions));
          if (reduction.events.length === 0) expect(reduction.view).toBe(view);
          view = reduction.view;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('says that people came and went exactly when the lists differ, and how', () => {
    fc.assert(
      fc.property(reads, identifiable, (read, fact) => {
        const { sessions } = replaceSessions(emptyView, read);
        for (const event of reduce({ ...emptyView, sessions }, fact).events) {
          if (event.__typename !== 'ParticipantsChanged') continue;
          const before = (sessions.get(event.session.id)?.participants ?? []).map(({ id }) => id);
          const after = event.session.participants.map(({ id }) => id);
          const [joined, left] = [event.joined.map(({ id }) => id), event.left.map(({ id }) => id)];
          expect(joined.length + left.length).toBeGreaterThan(0);
          expect(joined).toEqual(after.filter((id) => !before.includes(id)));
          expect(left).toEqual(before.filter((id) => !after.includes(id)));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('tells every change of state once, from the state before', () => {
    fc.assert(
      fc.property(fc.array(identifiable), (list) => {
        const states = new Map<string, string>();
        for (const event of reduceAll(emptyView, list).events) {
          if (event.__typename !== 'SessionStateChanged') continue;
          expect(event.previousState).toBe(states.get(event.session.id) ?? null);
          expect(event.state).not.toBe(event.previousState);
          expect(event.session.state).toBe(event.state);
          states.set(event.session.id, event.state);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('changes neither its view nor its fact', () => {
    fc.assert(
      fc.property(reads, fc.array(facts), facts, (read, list, last) => {
        const { view } = reduceAll(replaceSessions(emptyView, read), list);
        const before = copyOf(view);
        const fact: Fact = frozen(structuredClone(last));
        reduce(frozen(view), fact);
        expect(copyOf(view)).toStrictEqual(before);
        expect(fact).toStrictEqual(last);
      }),
      { numRuns: 500 },
    );
  });

  test('changes one view that is kept just as it changes a copy for each fact', () => {
    fc.assert(
      fc.property(reads, fc.array(facts, { maxLength: 200, size: 'max' }), reads, (read, list, again) => {
        const kept = createKeptView(Infinity, nobody);
        kept.replace(read);
        const events = list.flatMap((fact) => {
          const reduction = reduceKept(kept, fact);
          kept.adopt(reduction);
          return reduction.events;
        });
        const copied = reduceAll(replaceSessions(emptyView, read), list);
        expect(events).toStrictEqual(copied.events);
        expect(copyOf(kept)).toStrictEqual(copyOf(copied.view));
        kept.replace(again);
        expect(copyOf(kept)).toStrictEqual(copyOf(replaceSessions(copied.view, again)));
      }),
      { numRuns: 200 },
    );
  });
});
