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
      return abortable((signal) => shown(link().events(cursor, signal, ending), wanted, types ?? null));
    },
    resolve: (event: SessionEvent) => event,
  },
} satisfies Required<SubscriptionResolvers>;

/** What the filters leave: never fewer of what is said about the stream itself, without which a client could not trust the rest. */
async function* shown(
  events: AsyncIterable<SessionEvent>,
  sessionId: string | null,
  types: readonly SessionEventType[] | null,
): AsyncGenerator<SessionEvent, void, void> {
  for await (const event of events) {
    if (event.__typename === 'UpstreamStatusChanged' || event.__typename === 'StreamEnding') {
      yield event;
    } else if (event.__typename === 'SessionsSnapshot') {
      yield sessionId === null ? event : { ...event, sessions: event.sessions.filter(({ id }) => id === sessionId) };
    } else if ((types === null || types.includes(typeOf[event.__typename])) && concerns(event, sessionId)) {
      yield event;
    }
  }
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

/** A generator that waits hears `return()` only when it wakes; here it wakes it. */
function abortable<T>(generate: (signal: AbortSignal) => AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  const stop = new AbortController();
  const source = generate(stop.signal);
  return {
    next: () => source.next(),
    return() {
      stop.abort();
      return source.return();
    },
    throw(error) {
      stop.abort();
      return source.throw(error);
    },
    async [Symbol.asyncDispose]() {
      await this.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
