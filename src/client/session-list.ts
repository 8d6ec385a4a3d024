import type {
  Entry,
  Identified,
  MessageOf,
  SessionEventLike,
  SessionOf,
  TypistOf,
  UpstreamStatus,
} from './session-event.ts';

/** The live session list: what a snapshot told and every event since. Never changed, always replaced. */
export interface SessionList<Session, Message, Typist> {
  /** In the gateway's order, new ones last. One that is over stays until the next snapshot, or until it is forgotten. */
  readonly sessions: readonly Session[];
  /** Transcripts by session id, oldest entry first: of the snapshot where it selects `messages`, else from then on. */
  readonly messages: ReadonlyMap<string, readonly Message[]>;
  /** Who types, by session id; without those where nobody does. */
  readonly typing: ReadonlyMap<string, readonly Typist[]>;
  /** The gateway's connection to the upstream, as told last; a snapshot says that it is well, unless told otherwise after it. */
  readonly upstream: UpstreamStatus;
  /** The last snapshot came in the place of events that may be missing: what was shown before may not be the whole story. */
  readonly mayHaveMissedEvents: boolean;
}

export const emptySessionList: SessionList<never, never, never> = {
  sessions: [],
  messages: new Map(),
  typing: new Map(),
  upstream: 'CONNECTED',
  mayHaveMissedEvents: false,
};

/** The list that the events of a document make. */
export type SessionListOf<Event> = SessionList<SessionOf<Event>, MessageOf<Event>, TypistOf<Event>>;

type AnyList = SessionList<Identified, Entry, Identified>;

/** The list after an event. Told once more, an event changes nothing; a type that this version does not know, neither. */
export function foldSessionEvent<Event extends SessionEventLike>(
  list: SessionListOf<Event>,
  event: Event,
): SessionListOf<Event> {
  // What goes in comes out: nothing is made here, so the list holds what the document selects, whatever that is.
  return fold(list as AnyList, event) as SessionListOf<Event>;
}

/** The list without a session, for example one that is over. */
export function forgetSession<List extends SessionList<unknown, unknown, unknown>>(
  list: List,
  sessionId: string,
): List {
  const without = <Value>(byId: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
    new Map([...byId].filter(([id]) => id !== sessionId));
  const sessions = (list as AnyList).sessions.filter(({ id }) => id !== sessionId);
  return { ...list, sessions, messages: without(list.messages), typing: without(list.typing) };
}

function fold(list: AnyList, event: SessionEventLike): AnyList {
  switch (event.__typename) {
    case 'SessionsSnapshot': {
      const sessions = event.sessions ?? [];
      const transcripts = sessions.flatMap(({ id, messages }) => {
        const known = messages?.nodes ?? list.messages.get(id);
        return known === undefined ? [] : [[id, known] as const];
      });
      return {
        sessions,
        messages: new Map(transcripts),
        typing: new Map(),
        // The gateway tells right after a snapshot if it is otherwise.
        upstream: 'CONNECTED',
        mayHaveMissedEvents: event.mayHaveMissedEvents ?? false,
      };
    }
    case 'SessionStateChanged':
    case 'SessionPropertiesChanged':
      return withSession(list, event.session);
    case 'ParticipantsChanged': {
      const { session, left = [] } = event;
      if (session === undefined) return list;
      // Who is gone does not type; nobody says so separately.
      const typing = left.reduce((rest, participant) => withoutTypist(rest, session.id, participant), list.typing);
      return { ...withSession(list, session), typing };
    }
    case 'MessageAdded': {
      const { sessionId, message } = event;
      if (sessionId === undefined || message === undefined) return list;
      const messages = new Map(list.messages).set(sessionId, withEntry(list.messages.get(sessionId) ?? [], message));
      return { ...list, messages, typing: withoutTypist(list.typing, sessionId, message.sender) };
    }
    case 'TypingChanged': {
      const { sessionId, participant, isTyping } = event;
      if (sessionId === undefined || participant === undefined) return list;
      if (isTyping !== true) return { ...list, typing: withoutTypist(list.typing, sessionId, participant) };
      return {
        ...list,
        typing: new Map(list.typing).set(sessionId, withOne(list.typing.get(sessionId) ?? [], participant)),
      };
    }
    case 'UpstreamStatusChanged':
      return { ...list, upstream: event.status ?? list.upstream };
    case 'OperationFailed':
    case 'UnrecognizedNotification':
    case 'StreamEnding':
      return list;
    default:
      event satisfies never;
      return list;
  }
}

function withSession(list: AnyList, session: Identified | undefined): AnyList {
  return session === undefined ? list : { ...list, sessions: withOne(list.sessions, session) };
}

function withOne<Item extends Identified>(items: readonly Item[], item: Item): readonly Item[] {
  const place = items.findIndex(({ id }) => id === item.id);
  return place < 0 ? [...items, item] : items.with(place, item);
}

/** An entry that comes late, after a gap, goes where its index says. */
function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  if (entries.some(({ id }) => id === entry.id)) return withOne(entries, entry);
  const { index = Infinity } = entry;
  const before = entries.findLastIndex((other) => (other.index ?? -Infinity) <= index);
  return entries.toSpliced(before + 1, 0, entry);
}

function withoutTypist(
  typing: AnyList['typing'],
  sessionId: string,
  typist: Identified | undefined,
): AnyList['typing'] {
  const before = typing.get(sessionId);
  if (before === undefined) return typing;
  const left = before.filter(({ id }) => id !== typist?.id);
  const changed = new Map(typing);
  if (left.length > 0) changed.set(sessionId, left);
  else changed.delete(sessionId);
  return changed;
}
