import { GatewayError } from '../errors.ts';
import { completeSession, isOver, mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { sizeOfSession, type SessionSize } from './session-size.ts';
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
  /** What it keeps, about. */
  bytes(): number;
}

/** Who is told when there is more to keep than may be. */
export interface KeptViewListener {
  /** Everything was let go, for a view with holes would tell of things that never happened. Nothing more is to be made of it. */
  onTooLarge(error: GatewayError): void;
}

/** Sessions that are over are kept for late readers, the most recent of them only. */
const endedSessionsKept = 50;

/** @param mostBytes kept, about */
export function createKeptView(mostBytes: number, listener: KeptViewListener): KeptView {
  return new CallerView(mostBytes, listener);
}

/** A class, for every caller has one. */
class CallerView implements KeptView {
  readonly sessions = new Map<string, SessionRecord>();
  readonly #mostBytes: number;
  readonly #listener: KeptViewListener;
  readonly #sizes = new Map<string, SessionSize>();
  /** Of the sessions. */
  #bytes = 0;
  /** Ids of those that are over, in their order; null until there is one. */
  #ended: Set<string> | null = null;
  #told: KeptTold = createKeptTold();

  constructor(mostBytes: number, listener: KeptViewListener) {
    this.#mostBytes = mostBytes;
    this.#listener = listener;
  }

  get told(): ReadonlyMap<string, ToldEntries> {
    return this.#told.bySession;
  }

  bytes(): number {
    return this.#bytes + this.#told.bytes();
  }

  adopt({ session, told }: Reduction): void {
    if (session !== null) this.#put(session);
    if (told !== null) {
      this.#told.add(told.sessionId, told.entries);
      this.#told.forget(this.sessions);
    }
    if (session !== null || told !== null) this.#keepWithin();
  }

  replace(read: readonly SessionPatch[]): void {
    const before = new Map(this.sessions);
    const sizes = new Map(this.#sizes);
    this.#clear();
    for (const patch of read) {
      const known = before.get(patch.id);
      const session =
        known === undefined ? completeSession(patch) : mergeSession(known, patch, { userData: 'replace' });
      this.#set(session, sizes.get(session.id));
    }
    for (const session of this.sessions.values()) if (isOver(session.state)) this.#end(session.id);
    this.#told.forget(this.sessions);
    this.#keepWithin();
  }

  markTold(sessionId: string, messageIds: Iterable<string>): void {
    this.#told.add(sessionId, { messages: new Set(messageIds), typing: new Set() });
    this.#told.forget(this.sessions);
    this.#keepWithin();
  }

  #put(session: SessionRecord): void {
    const { id } = session;
    const before = this.#sizes.get(id);
    // Re-inserted at the end, so that a session that lasted long is not the first to go once it is over.
    if (isOver(session.state)) this.#drop(id);
    this.#set(session, before);
    this.#ended?.delete(id);
    if (!isOver(session.state)) return;
    const ended = this.#end(id);
    for (const first of ended) {
      if (ended.size <= endedSessionsKept) break;
      this.#drop(first);
    }
  }

  #set(session: SessionRecord, before: SessionSize | undefined): void {
    const size = sizeOfSession(session, before);
    this.#bytes += size.bytes - (this.#sizes.get(session.id)?.bytes ?? 0);
    this.#sizes.set(session.id, size);
    this.sessions.set(session.id, session);
  }

  #end(id: string): Set<string> {
    return (this.#ended ??= new Set()).add(id);
  }

  #drop(id: string): void {
    this.#bytes -= this.#sizes.get(id)?.bytes ?? 0;
    this.#sizes.delete(id);
    this.sessions.delete(id);
    this.#ended?.delete(id);
  }

  #clear(): void {
    this.sessions.clear();
    this.#sizes.clear();
    this.#bytes = 0;
    this.#ended = null;
  }

  /** What is over goes first, and what was told of what is not shown: nobody is told anything wrong without them. */
  #keepWithin(): void {
    const most = this.#mostBytes;
    if (this.bytes() <= most) return;
    this.#told.forgetOthers(this.sessions);
    for (const id of this.#ended ?? []) {
      if (this.bytes() <= most) return;
      this.#drop(id);
      this.#told.forgetOthers(this.sessions);
    }
    if (this.bytes() <= most) return;
    this.#clear();
    this.#told = createKeptTold();
    const message = `The upstream tells of more sessions, or of larger ones, than ${most} bytes hold.`;
    this.#listener.onTooLarge(new GatewayError('UPSTREAM_BAD_RESPONSE', message));
  }
}
