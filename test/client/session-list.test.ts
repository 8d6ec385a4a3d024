import fc from 'fast-check';
import {
  emptySessionList,
  foldSessionEvent,
  forgetSession,
  type MessageOf,
  type SessionList,
  type SessionOf,
  type TypistOf,
} from 'gws-graphql/client';
import { expect, expectTypeOf, test } from 'vitest';
import type {
  ListedMessageFragment,
  ListedSessionFragment,
  SessionEventsSubscription,
} from '../../examples/clients/generated/graphql.ts';

type Event = SessionEventsSubscription['sessionEvents'];
type List = SessionList<ListedSessionFragment, ListedMessageFragment, { id: string; nickname: string | null }>;

const fold = (events: readonly Event[], from: List = emptySessionList): List =>
  events.reduce<List>((list, event) => foldSessionEvent<Event>(list, event), from);

const sessionId = fc.constantFrom('s1', 's2', 's3');
const participant = fc.record({ id: fc.constantFrom('p1', 'p2'), nickname: fc.constant(null) });
const session: fc.Arbitrary<ListedSessionFragment> = fc.record({
  id: sessionId,
  state: fc.constantFrom('INVITED', 'CHATTING', 'COMPLETED'),
  comment: fc.option(fc.string()),
  participants: fc.constant([]),
});
const message: fc.Arbitrary<ListedMessageFragment> = fc
  .record({ index: fc.nat(8), twin: fc.nat(1), sender: participant })
  .map(({ index, twin, sender }) => ({
    __typename: 'TextMessage',
    id: `m${index}.${twin}`,
    text: `${index}`,
    index,
    sender,
  }));
const cursor = fc.string();
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    __typename: fc.constant('SessionsSnapshot' as const),
    cursor,
    mayHaveMissedEvents: fc.boolean(),
    sessions: fc.uniqueArray(session, { selector: ({ id }) => id }),
  }),
  fc.record({ __typename: fc.constantFrom('SessionStateChanged', 'SessionPropertiesChanged'), cursor, session }),
  fc.record({ __typename: fc.constant('ParticipantsChanged' as const), cursor, session, left: fc.array(participant) }),
  fc.record({ __typename: fc.constant('MessageAdded' as const), cursor, sessionId, message }),
  fc.record({
    __typename: fc.constant('TypingChanged' as const),
    cursor,
    sessionId,
    participant,
    isTyping: fc.boolean(),
  }),
  fc.record({
    __typename: fc.constant('UpstreamStatusChanged' as const),
    cursor,
    status: fc.constantFrom('CONNECTED', 'DEGRADED', 'DISCONNECTED'),
  }),
  fc.record({ __typename: fc.constantFrom('OperationFailed', 'UnrecognizedNotification', 'StreamEnding'), cursor }),
);
const events = fc.array(event, { maxLength: 30 });

test('an event told twice is told once', () => {
  fc.assert(
    fc.property(events, event, (before, told) => {
      const once = fold([...before, told]);
      expect(foldSessionEvent<Event>(once, told)).toEqual(once);
    }),
  );
});

test('a session, an entry and a typist are each in their list once, and entries are in order', () => {
  fc.assert(
    fc.property(events, (told) => {
      const { sessions, messages, typing } = fold(told);
      for (const list of [sessions, ...messages.values(), ...typing.values()]) {
        expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      }
      for (const entries of messages.values()) {
        const places = entries.map(({ index }) => index);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }
      expect([...typing.values()].every((typists) => typists.length > 0)).toBe(true);
    }),
  );
});

test('after a snapshot, what was before does not matter but to transcripts', () => {
  fc.assert(
    fc.property(events, fc.uniqueArray(session, { selector: ({ id }) => id }), (before, sessions) => {
      const snapshot: Event = { __typename: 'SessionsSnapshot', cursor: '', mayHaveMissedEvents: true, sessions };
      const list = fold([...before, snapshot]);
      expect(list).toMatchObject({ sessions, typing: new Map(), mayHaveMissedEvents: true, upstream: 'CONNECTED' });
      const ids = sessions.map(({ id }) => id);
      expect([...list.messages.keys()].every((id) => ids.includes(id))).toBe(true);
    }),
  );
});

test('the state before an event is not touched', () => {
  fc.assert(
    fc.property(events, event, (before, told) => {
      const list = fold(before);
      const copy = structuredClone(list);
      foldSessionEvent<Event>(list, told);
      expect(list).toEqual(copy);
    }),
  );
});

test('a type that this version does not know changes nothing', () => {
  fc.assert(
    fc.property(events, (before) => {
      const list = fold(before);
      const unknown = { __typename: 'Newer', cursor: 'c', session: { id: 's9' } } as unknown as Event;
      expect(foldSessionEvent<Event>(list, unknown)).toBe(list);
    }),
  );
});

test('who writes, leaves or stops does not type any more', () => {
  const typist = { id: 'p1', nickname: null };
  const typing: Event = {
    __typename: 'TypingChanged',
    cursor: '',
    sessionId: 's1',
    participant: typist,
    isTyping: true,
  };
  const [written] = fc.sample(message, 1);
  const [one] = fc.sample(session, 1);
  if (written === undefined || one === undefined) throw new Error('no sample');
  const ends: Event[] = [
    { ...typing, isTyping: false },
    { __typename: 'MessageAdded', cursor: '', sessionId: 's1', message: { ...written, sender: typist } },
    { __typename: 'ParticipantsChanged', cursor: '', session: { ...one, id: 's1' }, left: [typist] },
  ];
  expect(fold([typing]).typing.get('s1')).toEqual([typist]);
  for (const end of ends) expect(fold([typing, end]).typing.size).toBe(0);
});

test('a snapshot that selects transcripts brings them', () => {
  const snapshot = {
    __typename: 'SessionsSnapshot',
    cursor: '',
    sessions: [{ id: 's1', messages: { nodes: [{ id: 'm1', index: 1 }] } }],
  } as const;
  const late = { __typename: 'MessageAdded', cursor: '', sessionId: 's1', message: { id: 'm0', index: 0 } } as const;
  type Told = typeof snapshot | typeof late;
  const list = foldSessionEvent<Told>(foldSessionEvent<Told>(emptySessionList, snapshot), late);
  expect(list.messages.get('s1')?.map(({ id }) => id)).toEqual(['m0', 'm1']);
});

test('a session that is forgotten leaves nothing behind', () => {
  fc.assert(
    fc.property(events, sessionId, (told, id) => {
      const list = forgetSession(fold(told), id);
      expect(list.sessions.some((one) => one.id === id)).toBe(false);
      expect([list.messages.has(id), list.typing.has(id)]).toEqual([false, false]);
    }),
  );
});

test('events typed by code generation give the types of the list', () => {
  expectTypeOf<SessionOf<Event>>().toEqualTypeOf<ListedSessionFragment>();
  expectTypeOf<MessageOf<Event>>().toEqualTypeOf<ListedMessageFragment>();
  expectTypeOf<TypistOf<Event>>().toEqualTypeOf<{ readonly id: string; readonly nickname: string | null }>();
});
