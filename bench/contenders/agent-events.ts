import { createLongPolls, type Beginning } from './long-poll.ts';

/** A subscriber's events, shaped as the schema has them. */
export interface AgentEvents {
  /** Begins with a `SessionsSnapshot`. */
  events(authorization: string): AsyncGenerator<object, void, void>;
  /** Calls back with each event after the snapshot that `ready` gives; one caller's events are mapped once. */
  listen(
    authorization: string,
    listener: (event: object) => void,
  ): { readonly ready: Promise<object>; readonly stop: () => void };
  close(): Promise<void>;
}

interface Participant {
  readonly id: string;
  readonly type: string;
  readonly nickname: string;
  readonly visibility: string;
  readonly path?: string;
}

interface SessionData {
  readonly id: string;
  readonly state: string;
  readonly capabilities: readonly string[];
  readonly participants: readonly Participant[];
  readonly userData: Readonly<Record<string, unknown>>;
  readonly comment?: string;
}

interface Caller {
  readonly ready: Promise<object>;
  readonly listeners: Set<(event: object) => void>;
}

/** What a server of one's own does between the upstream and GraphQL: a long poll per caller, its data made events in memory. */
export function createAgentEvents(base: string): AgentEvents {
  const polls = createLongPolls(base);
  const callers = new Map<string, Caller>();

  function open(authorization: string): Caller {
    const listeners = new Set<(event: object) => void>();
    let beginning: Beginning | null = null;
    let before: readonly Participant[] = [];
    let count = 0;

    function head(): { cursor: string; receivedAt: string } {
      count += 1;
      return { cursor: String(count), receivedAt: new Date().toISOString() };
    }

    const { ready } = polls.follow(authorization, (data) => {
      const userId = beginning?.userId ?? '';
      const { facebooksession: session } = data as { facebooksession: SessionData };
      const was = new Set(before.map(({ id }) => id));
      const is = new Set(session.participants.map(({ id }) => id));
      const event = {
        __typename: 'ParticipantsChanged',
        ...head(),
        session: sessionOf(session, userId),
        joined: session.participants.filter(({ id }) => !was.has(id)).map((one) => participantOf(one, userId)),
        left: before.filter(({ id }) => !is.has(id)).map((one) => participantOf(one, userId)),
      };
      before = session.participants;
      for (const listener of listeners) listener(event);
    });
    const snapshot = ready.then((found) => {
      beginning = found;
      const sessions = found.sessions as readonly SessionData[];
      before = sessions[0]?.participants ?? [];
      const told = sessions.map((session) => sessionOf(session, found.userId));
      return {
        __typename: 'SessionsSnapshot',
        ...head(),
        reason: 'SUBSCRIBED',
        mayHaveMissedEvents: false,
        sessions: told,
      };
    });
    return { ready: snapshot, listeners };
  }

  function listen(
    authorization: string,
    listener: (event: object) => void,
  ): { ready: Promise<object>; stop: () => void } {
    const caller = callers.get(authorization) ?? open(authorization);
    callers.set(authorization, caller);
    caller.listeners.add(listener);
    return { ready: caller.ready, stop: () => void caller.listeners.delete(listener) };
  }

  return {
    listen,
    async *events(authorization) {
      const waiting: object[] = [];
      let wake = (): void => undefined;
      const { ready, stop } = listen(authorization, (event) => {
        waiting.push(event);
        wake();
      });
      try {
        yield await ready;
        for (;;) {
          const event = waiting.shift();
          if (event !== undefined) yield event;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        stop();
      }
    },
    close: () => polls.close(),
  };
}

function sessionOf({ id, state, capabilities, participants, userData, comment }: SessionData, userId: string): object {
  return {
    id,
    state: state.toUpperCase(),
    capabilities,
    participants: participants.map((one) => participantOf(one, userId)),
    userData: Object.entries(userData).map(([key, value]) => ({ key, value })),
    comment: comment ?? null,
  };
}

function participantOf({ id, type, nickname, visibility, path }: Participant, userId: string): object {
  const isMe = path === `/users/${userId}`;
  return { id, nickname, role: type.toUpperCase(), visibility: visibility.toUpperCase(), isMe };
}
