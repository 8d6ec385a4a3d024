import { describe, expect, test } from 'vitest';
import { createEnding } from '../../src/agent/ending.ts';
import type { LoggedEvent, SessionEvent } from '../../src/agent/session-event.ts';
import { eventsAfter } from '../../src/agent/subscriber-events.ts';
import type { SessionEventType } from '../../src/generated/schema.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { subscription } from '../../src/resolvers/session-events.ts';
import { agent1, logFact, reduceAll, textEntry, viewOf } from '../agent/given.ts';
import { logOf } from '../agent/log-of.ts';
import { contextOf } from './calling.ts';

const [a, b] = [completeSession({ id: 'a' }), completeSession({ id: 'b' })];
const place = { cursor: 'c', receivedAt: '2026-01-01T00:00:00.000Z' };
const { events: added } = reduceAll(viewOf(), [logFact(textEntry(1, 'words'))]);
const message = added[0]?.__typename === 'MessageAdded' ? added[0].message : null;
if (message === null) throw new Error('a message was expected');

/** One of each type, about session `a` where it is about one. */
const events: Readonly<Record<SessionEventType, SessionEvent>> = {
  SESSIONS_SNAPSHOT: {
    __typename: 'SessionsSnapshot',
    ...place,
    reason: 'SUBSCRIBED',
    mayHaveMissedEvents: false,
    sessions: [a, b],
  },
  SESSION_STATE_CHANGED: {
    __typename: 'SessionStateChanged',
    ...place,
    session: a,
    state: 'CHATTING',
    previousState: null,
  },
  PARTICIPANTS_CHANGED: { __typename: 'ParticipantsChanged', ...place, session: a, joined: [], left: [] },
  MESSAGE_ADDED: { __typename: 'MessageAdded', ...place, sessionId: 'a', session: null, message },
  TYPING_CHANGED: { __typename: 'TypingChanged', ...place, sessionId: 'a', participant: agent1, isTyping: true },
  SESSION_PROPERTIES_CHANGED: {
    __typename: 'SessionPropertiesChanged',
    ...place,
    session: a,
    changedKeys: [],
    commentChanged: true,
  },
  OPERATION_FAILED: {
    __typename: 'OperationFailed',
    ...place,
    sessionId: 'a',
    referenceId: null,
    code: 'UNKNOWN',
    message: null,
  },
  UNRECOGNIZED_NOTIFICATION: {
    __typename: 'UnrecognizedNotification',
    ...place,
    messageType: null,
    notificationType: null,
    payload: {},
  },
  UPSTREAM_STATUS_CHANGED: { __typename: 'UpstreamStatusChanged', ...place, status: 'CONNECTED', reason: null },
  STREAM_ENDING: { __typename: 'StreamEnding', ...place, endReason: 'SHUTTING_DOWN' },
};
const types = Object.keys(events) as SessionEventType[];
const always: readonly SessionEventType[] = ['SESSIONS_SNAPSHOT', 'UPSTREAM_STATUS_CHANGED', 'STREAM_ENDING'];

type Arguments = Parameters<typeof subscription.sessionEvents.subscribe>[1];
type Source = (after: string | null) => AsyncGenerator<SessionEvent, void, void>;

function subscribe(args: Arguments, source: Source, resumeAfter: string | null = null) {
  return subscription.sessionEvents.subscribe({}, args, contextOf({ events: source }, { resumeAfter }));
}

/** A stream of these that ends. */
async function* streamOf(list: readonly SessionEvent[]): AsyncGenerator<SessionEvent, void, void> {
  for (const event of list) yield await Promise.resolve(event);
}

async function all(stream: AsyncIterable<SessionEvent>): Promise<SessionEvent[]> {
  const found: SessionEvent[] = [];
  for await (const event of stream) found.push(event);
  return found;
}

function shown(args: Arguments): Promise<SessionEvent[]> {
  return all(subscribe(args, () => streamOf(Object.values(events))));
}

const typesOf = (list: readonly SessionEvent[]): SessionEventType[] =>
  types.filter((type) => list.some(({ __typename }) => __typename === events[type].__typename));

describe('what is shown', () => {
  test('is everything, as it is, without a filter', async () => {
    expect(await shown({})).toEqual(Object.values(events));
    expect(await shown({ sessionId: null, types: null, after: null })).toEqual(Object.values(events));
    expect(subscription.sessionEvents.resolve(events.MESSAGE_ADDED)).toBe(events.MESSAGE_ADDED);
  });

  test.each(types)('of type %s only: that, snapshots and status changes', async (type) => {
    expect(typesOf(await shown({ types: [] }))).toEqual(always);
    expect(typesOf(await shown({ types: [type] }))).toEqual(
      types.filter((one) => one === type || always.includes(one)),
    );
  });

  test('of a session: what is about it; the snapshot is narrowed to it, status changes stay', async () => {
    const found = await shown({ sessionId: 'a' });
    expect(typesOf(found)).toEqual(types.filter((type) => type !== 'UNRECOGNIZED_NOTIFICATION'));
    expect(found[0]).toEqual({ ...events.SESSIONS_SNAPSHOT, sessions: [a] });
    expect(typesOf(await shown({ sessionId: 'b' }))).toEqual(always);
    expect(await shown({ sessionId: 'c' })).toEqual([
      { ...events.SESSIONS_SNAPSHOT, sessions: [] },
      events.UPSTREAM_STATUS_CHANGED,
      events.STREAM_ENDING,
    ]);
  });

  test('of a session and a type: both', async () => {
    const found = await shown({ sessionId: 'a', types: ['TYPING_CHANGED'] });
    expect(typesOf(found)).toEqual(['SESSIONS_SNAPSHOT', 'TYPING_CHANGED', 'UPSTREAM_STATUS_CHANGED', 'STREAM_ENDING']);
  });

  test('after a cursor is the link’s business; a session id that is none is refused', async () => {
    const asked: (string | null)[] = [];
    const source: Source = (after) => {
      asked.push(after);
      return streamOf([events.MESSAGE_ADDED]);
    };
    for (const after of ['x', null, undefined]) await subscribe({ after }, source).next();
    expect(asked).toEqual(['x', null, null]);
    // What the protocol remembers is newer than the variables a client began with.
    for (const after of ['x', null]) await subscribe({ after }, source, 'newer').next();
    expect(asked.slice(3)).toEqual(['newer', 'newer']);
    expect(() => subscribe({ sessionId: '../a' }, source)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { argumentPath: ['sessionId'] } }),
    );
  });
});

describe('leaving', () => {
  const done = { done: true, value: undefined };

  /** A stream that waits on an event log, as the link's does. */
  function waiting() {
    const log = logOf<LoggedEvent>(10);
    const source = eventsAfter(log.head(), createEnding(), () =>
      Promise.resolve({ log, snapshot: () => events.SESSIONS_SNAPSHOT, status: () => null, time: () => 'now' }),
    );
    return { log, source, stream: subscribe({ types: [] }, () => source) };
  }

  test('while waiting ends at once, the source too', async () => {
    const { source, stream } = waiting();
    const next = stream.next();
    expect(await stream.return()).toEqual(done);
    expect([await next, await source.next()]).toEqual([done, done]);
  });

  test('while what is filtered out goes by ends at once too', async () => {
    const { log, source, stream } = waiting();
    const next = stream.next();
    log.append(events.MESSAGE_ADDED);
    await stream.return();
    expect([await next, await source.next()]).toEqual([done, done]);
  });

  test('by an error of the consumer’s ends it too', async () => {
    const { source, stream } = waiting();
    const next = stream.next();
    const error = new Error('the consumer failed');
    await expect(stream.throw(error)).rejects.toBe(error);
    expect([await next, await source.next()]).toEqual([done, done]);
  });

  test('before the first event, twice, or by disposal is fine', async () => {
    const first = waiting();
    await first.stream.return();
    await first.stream.return();
    const second = waiting();
    const next = second.stream.next();
    await second.stream[Symbol.asyncDispose]();
    expect([await next, await second.source.next()]).toEqual([done, done]);
  });

  test('an end or an error of the source reaches the reader', async () => {
    const ending = waiting();
    ending.log.end();
    expect(await all(ending.stream)).toEqual([]);
    const failing = waiting();
    const next = expect(failing.stream.next()).rejects.toThrow('gone');
    failing.log.end(new Error('gone'));
    await next;
  });
});
