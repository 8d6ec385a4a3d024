import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../src/agent/session-view.ts';
import { emptyView, reduce, replaceSessions } from './pure-view.ts';
import { completeSession, type SessionRecord } from '../../src/normalise/session.ts';
import {
  agent1,
  agent2,
  at,
  customer,
  logFact,
  reduceAll,
  seedSession,
  sessionFact,
  sessionId,
  textEntry,
  viewOf,
} from './given.ts';

const id = sessionId;
const typesOf = (events: readonly { __typename: string }[]) => events.map(({ __typename }) => __typename);

describe('what a notification does not mention', () => {
  test('absent, partial and empty user data erase nothing', () => {
    const known = viewOf(seedSession());
    const { userData } = seedSession();
    for (const patch of [{ id }, { id, userData: new Map() }, { id, userData: new Map([...userData].slice(0, 1)) }]) {
      expect(reduce(known, sessionFact('PROPERTIES', patch))).toStrictEqual({ view: known, events: [] });
    }
  });

  test('a key set anew and a key added are named, others are not', () => {
    const userData = new Map<string, unknown>([
      ['FirstName', 'Vitaliy'],
      ['LastName', 'Other'],
      ['Added', { deep: [1] }],
    ]);
    const { events } = reduce(viewOf(seedSession()), sessionFact('PROPERTIES', { id, userData }));
    expect(events).toMatchObject([
      { __typename: 'SessionPropertiesChanged', changedKeys: ['LastName', 'Added'], commentChanged: false },
    ]);
  });

  test('an empty participants list counts in a ParticipantsUpdated only', () => {
    const known = viewOf(seedSession());
    for (const change of ['STATUS', 'PROPERTIES', 'UNKNOWN'] as const) {
      expect(reduce(known, sessionFact(change, { id, participants: [] })).view).toBe(known);
    }
    expect(reduce(known, sessionFact('PARTICIPANTS', { id, participants: [] })).events).toStrictEqual([
      {
        __typename: 'ParticipantsChanged',
        session: { ...seedSession(), participants: [] },
        joined: [],
        left: [customer, agent1, agent2],
      },
    ]);
  });

  test('are not believed of a session that was left, when a PropertiesUpdated of before comes late', () => {
    const left = viewOf({ ...seedSession('LEFT_CHAT'), participants: [] });
    const { participants } = seedSession();
    const { events } = reduce(left, sessionFact('PROPERTIES', { id, participants, comment: 'late' }));
    expect(events).toMatchObject([{ session: { participants: [], comment: 'late' } }]);
    expect(reduce(left, sessionFact('PARTICIPANTS', { id, participants })).events).toMatchObject([
      { joined: participants, left: [] },
    ]);
  });
});

describe('a session first heard of', () => {
  test('by a ParticipantsUpdated: it appears, then its people', () => {
    const participants = [customer, agent1];
    const { events } = reduce(emptyView, sessionFact('PARTICIPANTS', { id, state: 'CHATTING', participants }));
    const session = completeSession({ id, state: 'CHATTING', participants });
    expect(events).toStrictEqual([
      { __typename: 'SessionStateChanged', session, state: 'CHATTING', previousState: null },
      { __typename: 'ParticipantsChanged', session, joined: participants, left: [] },
    ]);
  });

  test.each(['LEFT_CHAT', 'COMPLETED', 'REVOKED', 'UNKNOWN'] as const)('not by a StatusChange: no %s', (state) => {
    for (const change of ['PARTICIPANTS', 'PROPERTIES', 'UNKNOWN'] as const) {
      const { events } = reduce(emptyView, sessionFact(change, { id, state }));
      expect(events).toMatchObject([{ __typename: 'SessionStateChanged', state: 'UNKNOWN', previousState: null }]);
    }
    expect(reduce(emptyView, sessionFact('STATUS', { id, state })).events).toMatchObject([{ state }]);
  });

  test('by a message: the session is null in the event and stays unknown', () => {
    const { view, events } = reduce(emptyView, logFact(textEntry(1, 'a')));
    expect(events).toMatchObject([{ __typename: 'MessageAdded', session: null, sessionId }]);
    expect(view.sessions.size).toBe(0);
  });
});

describe('changes without an event of their own', () => {
  test('capabilities, queues, direction and what is known of a participant are told as properties', () => {
    const known = viewOf(seedSession());
    const renamed = { ...agent1, nickname: 'Renamed' };
    for (const change of ['STATUS', 'PARTICIPANTS', 'PROPERTIES', 'UNKNOWN'] as const) {
      for (const patch of [
        { id, capabilities: ['LEAVE'] as const },
        { id, suggestedQueues: [] },
        { id, direction: 'OUTBOUND' as const },
        { id, participants: [customer, renamed, agent2] },
      ]) {
        expect(reduce(known, sessionFact(change, patch)).events).toMatchObject([
          { __typename: 'SessionPropertiesChanged', changedKeys: [], commentChanged: false },
        ]);
      }
    }
  });

  test('a PropertiesUpdated with other people in it tells both', () => {
    const patch = { id, participants: [customer, agent1], comment: 'c' };
    const { events } = reduce(viewOf(seedSession()), sessionFact('PROPERTIES', patch));
    expect(typesOf(events)).toEqual(['ParticipantsChanged', 'SessionPropertiesChanged']);
    expect(events).toMatchObject([{ left: [agent2] }, { commentChanged: true }]);
  });
});

test('a failure and what nobody understands are told, and told again when repeated: they have no identity', () => {
  const failure = { kind: 'failure', sessionId, referenceId: 7, code: 'FORBIDDEN', message: 'no' } as const;
  const strange = { kind: 'unrecognized', messageType: 'A', notificationType: null, payload: { a: 1 } } as const;
  const { view, events } = reduceAll(emptyView, [failure, strange, failure]);
  expect(view).toBe(emptyView);
  expect(events).toStrictEqual([
    { __typename: 'OperationFailed', sessionId, referenceId: 7, code: 'FORBIDDEN', message: 'no' },
    { __typename: 'UnrecognizedNotification', messageType: 'A', notificationType: null, payload: { a: 1 } },
    { __typename: 'OperationFailed', sessionId, referenceId: 7, code: 'FORBIDDEN', message: 'no' },
  ]);
});

test('a sign of typing repeated is none; the next one is', () => {
  const sign = (entryId: string, isTyping: boolean) =>
    logFact({ kind: 'typing', id: entryId, participant: agent1, isTyping });
  const { events } = reduceAll(emptyView, [sign('1', true), sign('1', true), sign('2', false), sign('1', true)]);
  expect(events).toStrictEqual([
    { __typename: 'TypingChanged', sessionId, participant: agent1, isTyping: true },
    { __typename: 'TypingChanged', sessionId, participant: agent1, isTyping: false },
  ]);
});

describe('replaceSessions', () => {
  const other = completeSession({ id: 'other', state: 'CHATTING', comment: 'c' });

  test('forgets what is not listed, but not what was told of it; keeps what the answer does not mention', () => {
    const before: SessionView = {
      sessions: viewOf(seedSession(), other).sessions,
      told: new Map([[id, { messages: new Set(['1']), typing: new Set(['2']) }]]),
    };
    const { sessions, told } = replaceSessions(before, [{ id: 'other', state: 'LEFT_CHAT' }, { id: 'new' }]);
    expect([...sessions.values()]).toStrictEqual([{ ...other, state: 'LEFT_CHAT' }, completeSession({ id: 'new' })]);
    // What was under way when it went may arrive yet, and is no news.
    expect(told).toStrictEqual(before.told);
  });

  test('believes all of a read: the state, empty lists, and keys that are gone', () => {
    const read = { id, state: 'COMPLETED', participants: [], userData: new Map([['LastName', 'Onv']]) } as const;
    const session: SessionRecord | undefined = replaceSessions(viewOf(seedSession()), [read]).sessions.get(id);
    expect(session).toStrictEqual({ ...seedSession(), ...read });
  });

  test('the same session listed twice is one', () => {
    expect(replaceSessions(emptyView, [{ id }, { id, comment: 'c' }]).sessions.size).toBe(1);
    expect(at([...replaceSessions(emptyView, [{ id }]).sessions.keys()], 0)).toBe(id);
  });
});
