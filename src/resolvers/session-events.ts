import { checkedId } from '../agent/reads.ts';
import type { SessionEvent } from '../agent/session-event.ts';
import type { SessionEventType, SubscriptionResolvers } from '../generated/schema.ts';

const typeOf: Readonly<Record<SessionEvent['__typename'], SessionEventType>> = {
  SessionsSnapshot: 'SESSIONS_SNAPSHOT',
  SessionStateChanged: 'SESSION_STATE_CHANGED',
  ParticipantsChanged: 'PARTICIPANTS_CHANGED',
  MessageAdded: 'MESSAGE_ADDED',
  TypingChanged: 'TYPING_CHANGED',
  SessionPropertiesChanged: 'SESSION_PROPERTIES_CHANGED',
  OperationFailed: 'OPERATION_FAILED',
  UnrecognizedNotification: 'UNRECOGNIZED_NOTIFICATION',
  UpstreamStatusChanged: 'UPSTREAM_STATUS_CHANGED',
  StreamEnding: 'STREAM_ENDING',
};

export const subscription = {
  sessionEvents: {
    subscribe(_root, { sessionId, after, types }, { link, stream: { resumeAfter, ending } }) {
      const wanted = sessionId === null || sessionId === undefined ? null : checkedId(sessionId, ['sessionId']);
      const cursor = resumeAfter ?? after ?? null;
      const events = link().events(cursor, ending);
      return wanted === null && (types ?? null) === null ? events : filtered(events, wanted, types ?? null);
    },
    resolve: (event: SessionEvent) => event,
  },
} satisfies Required<SubscriptionResolvers>;

type Events = AsyncGenerator<SessionEvent, void, void>;

/** What the filters leave of the events, which hear `return()` also while they wait. */
function filtered(events: Events, sessionId: string | null, types: readonly SessionEventType[] | null): Events {
  return {
    async next() {
      for (;;) {
        const result = await events.next();
        if (result.done === true) return result;
        const event = shown(result.value, sessionId, types);
        if (event !== null) return { done: false, value: event };
      }
    },
    return: () => events.return(),
    throw: (error) => events.throw(error),
    [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Never fewer of what is said about the stream itself, without which a client could not trust the rest. */
function shown(
  event: SessionEvent,
  sessionId: string | null,
  types: readonly SessionEventType[] | null,
): SessionEvent | null {
  if (event.__typename === 'UpstreamStatusChanged' || event.__typename === 'StreamEnding') return event;
  if (event.__typename === 'SessionsSnapshot') {
    return sessionId === null ? event : { ...event, sessions: event.sessions.filter(({ id }) => id === sessionId) };
  }
  return (types === null || types.includes(typeOf[event.__typename])) && concerns(event, sessionId) ? event : null;
}

function concerns(event: SessionEvent, sessionId: string | null): boolean {
  if (sessionId === null) return true;
  switch (event.__typename) {
    case 'SessionStateChanged':
    case 'ParticipantsChanged':
    case 'SessionPropertiesChanged':
      return event.session.id === sessionId;
    case 'MessageAdded':
    case 'TypingChanged':
    case 'OperationFailed':
      return event.sessionId === sessionId;
    case 'UnrecognizedNotification':
      return false;
    case 'SessionsSnapshot':
    case 'UpstreamStatusChanged':
    case 'StreamEnding':
      return true;
  }
}
