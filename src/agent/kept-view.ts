import { completeSession, mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import type { Reduction, SessionView } from './session-view.ts';
import { createKeptTold } from './told-entries.ts';

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
  const sessions = new Map<string, SessionRecord>();
  /** Ids of those that are over, in their order. */
  const ended = new Set<string>();
  const told = createKeptTold();

  function put(session: SessionRecord): void {
    const { id } = session;
    // Re-inserted at the end, so that a session that lasted long is not the first to go once it is over.
    if (isEnded(session)) sessions.delete(id);
    sessions.set(id, session);
    ended.delete(id);
    if (isEnded(session)) {
      ended.add(id);
      dropFirst(ended, endedSessionsKept);
    } else {
      dropFirst(sessions, sessionsKept);
    }
  }

  function dropFirst(from: Map<string, unknown> | Set<string>, kept: number): void {
    for (const id of from.keys()) {
      if (from.size <= kept) break;
      sessions.delete(id);
      ended.delete(id);
    }
  }

  return {
    sessions,
    told: told.bySession,
    adopt({ session, told: news }) {
      if (session !== null) put(session);
      if (news === null) return;
      told.add(news.sessionId, news.entries);
      told.forget(sessions);
    },
    replace(read) {
      const before = new Map(sessions);
      sessions.clear();
      ended.clear();
      for (const patch of read) {
        const known = before.get(patch.id);
        const session =
          known === undefined ? completeSession(patch) : mergeSession(known, patch, { userData: 'replace' });
        sessions.set(patch.id, session);
      }
      for (const session of sessions.values()) if (isEnded(session)) ended.add(session.id);
      told.forget(sessions);
    },
    markTold(sessionId, messageIds) {
      told.add(sessionId, { messages: new Set(messageIds), typing: new Set() });
      told.forget(sessions);
    },
  };
}

function isEnded({ state }: SessionRecord): boolean {
  return state === 'COMPLETED' || state === 'REVOKED';
}
