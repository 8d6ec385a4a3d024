import { createKeptView, type KeptView, type KeptViewListener } from '../agent/kept-view.ts';
import type { EventBody, LoggedEvent, SnapshotReason, StatusChanged } from '../agent/session-event.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { Turn, ViewChange, ViewState } from './turn.ts';

/** What is known of a caller's sessions by what a shared log tells: the same on every replica at the same place of the log. */
export interface SessionsCopy {
  session(id: string): SessionRecord | null;
  snapshot(reason: SnapshotReason): EventBody;
  /** How the connection to the upstream was told to be; null where well. */
  status(): StatusChanged | null;
  /** The token of whoever came to know the sessions last; null where nobody did. */
  knownBy(): string | null;
  apply(turn: Turn): void;
  /** Begins anew with this; with nothing where null. */
  restore(state: ViewState | null): void;
  state(): ViewState;
  /** A view that begins with this one, and tells of everything that it takes in. */
  recorded(listener: KeptViewListener, record: (change: ViewChange) => void): KeptView;
}

export function createSessionsCopy(mostBytes: number, listener: KeptViewListener): SessionsCopy {
  let view = createKeptView(mostBytes, listener);
  let status: StatusChanged | null = null;
  let knownBy: string | null = null;

  function take(change: ViewChange): void {
    switch (change.kind) {
      case 'session':
        view.adopt({ session: change.session, told: null, events: [] });
        return;
      case 'all':
        view.replace(change.sessions);
        return;
      case 'told':
        addTold(view, change);
        return;
      case 'known':
        knownBy = change.by;
    }
  }

  function observe(event: LoggedEvent): void {
    if (event.__typename !== 'UpstreamStatusChanged') return;
    const { __typename, reason } = event;
    status = event.status === 'CONNECTED' ? null : { __typename, status: event.status, reason };
  }

  function state(): ViewState {
    const told = [...view.told].map(([sessionId, { messages, typing }]) => ({
      sessionId,
      messages: [...messages],
      typing: [...typing],
    }));
    return { sessions: [...view.sessions.values()], told, status, knownBy };
  }

  return {
    session: (id) => view.sessions.get(id) ?? null,
    snapshot: (reason) => ({
      __typename: 'SessionsSnapshot',
      reason,
      mayHaveMissedEvents: reason !== 'SUBSCRIBED',
      sessions: [...view.sessions.values()],
    }),
    status: () => status,
    knownBy: () => knownBy,
    apply({ events, changes }) {
      changes.forEach(take);
      events.forEach(observe);
    },
    restore(before) {
      view = createKeptView(mostBytes, listener);
      fill(view, before);
      status = before?.status ?? null;
      knownBy = before?.knownBy ?? null;
    },
    state,
    recorded(itsListener, record) {
      let isWhole = true;
      const own = createKeptView(mostBytes, {
        onTooLarge: (error) => {
          isWhole = false;
          itsListener.onTooLarge(error);
        },
      });
      fill(own, state());
      // What was let go is still there, and nobody is told otherwise.
      return recording(own, (change) => {
        if (isWhole) record(change);
      });
    },
  };
}

function fill(view: KeptView, state: ViewState | null): void {
  for (const session of state?.sessions ?? []) view.adopt({ session, told: null, events: [] });
  for (const told of state?.told ?? []) addTold(view, told);
}

function addTold(view: KeptView, { sessionId, messages, typing }: ViewState['told'][number]): void {
  const entries = { messages: new Set(messages), typing: new Set(typing) };
  view.adopt({ session: null, told: { sessionId, entries }, events: [] });
}

function recording(view: KeptView, record: (change: ViewChange) => void): KeptView {
  return {
    get sessions() {
      return view.sessions;
    },
    get told() {
      return view.told;
    },
    bytes: () => view.bytes(),
    adopt(reduction) {
      view.adopt(reduction);
      const { session, told } = reduction;
      if (session !== null) record({ kind: 'session', session });
      if (told === null) return;
      const { messages, typing } = told.entries;
      record({ kind: 'told', sessionId: told.sessionId, messages: [...messages], typing: [...typing] });
    },
    replace(read) {
      view.replace(read);
      record({ kind: 'all', sessions: [...view.sessions.values()] });
    },
    markTold(sessionId, messageIds) {
      const messages = [...messageIds];
      view.markTold(sessionId, messages);
      record({ kind: 'told', sessionId, messages, typing: [] });
    },
  };
}
