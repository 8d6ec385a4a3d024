import { completeSession, isOver, mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import type { Reduction, SessionView } from './session-view.ts';
import { createKeptTold, type KeptTold, type ToldEntries } from './told-entries.ts';

/** The one view of a caller's sessions as it changes. Who wants to keep what it shows keeps records, which never change. */
export interface KeptView extends SessionView {
  /** Takes in what follows from a fact. The work does not grow with what is in the view. */
  adopt(reduction: Reduction): void;
  /** All sessions were read anew, in full: those that upstream no longer lists are gone. */
  replace(read: readonly SessionPatch[]): void;
  /** These messages count as told: they were there before there was anyone to tell. */
  markTold(sessionId: string, messageIds: Iterable<string>): void;
}

/** Sessions that are over are kept for late readers, the most recent of them only. */
const endedSessionsKept = 50;
/** No agent has so many; an upstream gone wrong could tell of more than memory holds. */
const sessionsKept = 1000;

export function createKeptView(): KeptView {
  return new CallerView();
}

/** A class, for every caller has one. */
class CallerView implements KeptView {
  readonly sessions = new Map<string, SessionRecord>();
  /** Ids of those that are over, in their order; null until there is one. */
  #ended: Set<string> | null = null;
  readonly #told: KeptTold = createKeptTold();

  get told(): ReadonlyMap<string, ToldEntries> {
    return this.#told.bySession;
  }

  adopt({ session, told }: Reduction): void {
    if (session !== null) this.#put(session);
    if (told === null) return;
    this.#told.add(told.sessionId, told.entries);
    this.#told.forget(this.sessions);
  }

  replace(read: readonly SessionPatch[]): void {
    const before = new Map(this.sessions);
    this.sessions.clear();
    this.#ended = null;
    for (const patch of read) {
      const known = before.get(patch.id);
      const session =
        known === undefined ? completeSession(patch) : mergeSession(known, patch, { userData: 'replace' });
      this.sessions.set(patch.id, session);
    }
    for (const session of this.sessions.values()) if (isOver(session.state)) this.#end(session.id);
    this.#told.forget(this.sessions);
  }

  markTold(sessionId: string, messageIds: Iterable<string>): void {
    this.#told.add(sessionId, { messages: new Set(messageIds), typing: new Set() });
    this.#told.forget(this.sessions);
  }

  #put(session: SessionRecord): void {
    const { id } = session;
    // Re-inserted at the end, so that a session that lasted long is not the first to go once it is over.
    if (isOver(session.state)) this.sessions.delete(id);
    this.sessions.set(id, session);
    this.#ended?.delete(id);
    if (isOver(session.state)) this.#dropFirst(this.#end(id), endedSessionsKept);
    else this.#dropFirst(this.sessions, sessionsKept);
  }

  #end(id: string): Set<string> {
    return (this.#ended ??= new Set()).add(id);
  }

  #dropFirst(from: Map<string, unknown> | Set<string>, kept: number): void {
    for (const id of from.keys()) {
      if (from.size <= kept) break;
      this.sessions.delete(id);
      this.#ended?.delete(id);
    }
  }
}
