import type { LoggedEvent, StatusChanged } from '../agent/session-event.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { deepest, shallow } from '../normalise/shallow.ts';

/** Something that the view of a caller's sessions takes in. */
export type ViewChange =
  | { readonly kind: 'session'; readonly session: SessionRecord }
  /** Every session there is. */
  | { readonly kind: 'all'; readonly sessions: readonly SessionRecord[] }
  | ToldChange
  /** The sessions are known by whoever has the lease with this token. */
  | { readonly kind: 'known'; readonly by: string };

interface ToldChange {
  readonly kind: 'told';
  readonly sessionId: string;
  readonly messages: readonly string[];
  readonly typing: readonly string[];
}

/** What was learnt at once: all of it is known, or nothing. */
export interface Turn {
  readonly events: readonly LoggedEvent[];
  readonly changes: readonly ViewChange[];
}

/** All that is known after a turn. */
export interface ViewState {
  readonly sessions: readonly SessionRecord[];
  readonly told: readonly Omit<ToldChange, 'kind'>[];
  readonly status: StatusChanged | null;
  /** Who came to know the sessions last; null where nobody did. */
  readonly knownBy: string | null;
}

/*
 * Written as JSON. Sessions stand once, in a list; whatever has one has its place there. Their user data is a list of entries, for it
 * is a map, and keys may be called anything.
 */

export function writeTurn({ events, changes }: Turn): string {
  const sessions = new SessionList();
  const body = {
    events: events.map((event) => {
      if (event.__typename === 'SessionsSnapshot') return { ...event, sessions: sessions.all(event.sessions) };
      return 'session' in event ? { ...event, session: event.session && sessions.one(event.session) } : event;
    }),
    changes: changes.map((change) => {
      if (change.kind === 'session') return { ...change, session: sessions.one(change.session) };
      return change.kind === 'all' ? { ...change, sessions: sessions.all(change.sessions) } : change;
    }),
  };
  return encoded({ ...body, sessions: sessions.written() });
}

/** @param text of `writeTurn`; it was sealed, so nobody else wrote it */
export function readTurn(text: string): Turn {
  const { events, changes, sessions: written } = JSON.parse(text) as Written<{ events: Packed[]; changes: Packed[] }>;
  const sessions = written.map(readSession);
  const unpack = (packed: Packed): unknown => {
    if (packed.sessions !== undefined) return { ...packed, sessions: packed.sessions.map((index) => sessions[index]) };
    return typeof packed.session === 'number' ? { ...packed, session: sessions[packed.session] } : packed;
  };
  return { events: events.map(unpack) as LoggedEvent[], changes: changes.map(unpack) as ViewChange[] };
}

export function writeView({ sessions, ...rest }: ViewState): string {
  return encoded({ ...rest, sessions: sessions.map(writeSession) });
}

export function readView(text: string): ViewState {
  const { sessions, ...rest } = JSON.parse(text) as Written<Omit<ViewState, 'sessions'>>;
  return { ...rest, sessions: sessions.map(readSession) };
}

/** Around the values of the upstream there is no more than this. */
const around = 20;

/** What the upstream nests deeper than an encoder goes would end this process: nobody is shown what lies too deep. */
function encoded(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(shallow(value, deepest + around));
  }
}

type Written<T> = T & { readonly sessions: readonly WrittenSession[] };

type WrittenSession = Omit<SessionRecord, 'userData'> & { readonly userData: readonly (readonly [string, unknown])[] };

interface Packed {
  readonly session?: number | null;
  readonly sessions?: readonly number[];
}

function writeSession(session: SessionRecord): WrittenSession {
  return { ...session, userData: [...session.userData] };
}

function readSession({ userData, ...session }: WrittenSession): SessionRecord {
  return { ...session, userData: new Map(userData) };
}

/** Sessions, each once. */
class SessionList {
  readonly #places = new Map<SessionRecord, number>();

  one(session: SessionRecord): number {
    const place = this.#places.get(session) ?? this.#places.size;
    this.#places.set(session, place);
    return place;
  }

  all(sessions: readonly SessionRecord[]): readonly number[] {
    return sessions.map((session) => this.one(session));
  }

  written(): readonly WrittenSession[] {
    return [...this.#places.keys()].map(writeSession);
  }
}
