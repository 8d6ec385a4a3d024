import { sizeOfText } from './event-size.ts';

/** Ids of log entries that were told. */
export interface ToldEntries {
  readonly messages: ReadonlySet<string>;
  /** Apart, for no transcript keeps them. */
  readonly typing: ReadonlySet<string>;
}

/** What was told, by session. */
export interface KeptTold {
  readonly bySession: ReadonlyMap<string, ToldEntries>;
  /** What was told of that session from now on includes these. */
  add(sessionId: string, entries: ToldEntries): void;
  /** Forgets what was told of sessions that were silent longest, except those shown. */
  forget(shown: ReadonlyMap<string, unknown>): void;
  /** Forgets what was told of all sessions but those shown. */
  forgetOthers(shown: ReadonlyMap<string, unknown>): void;
  /** What it keeps, about. */
  bytes(): number;
}

export const nothingTold: ToldEntries = { messages: new Set(), typing: new Set() };

/** Entries remembered per session; an older one repeated would be told again. More messages than a transcript is read for. */
const entriesKept = { messages: 6000, typing: 100 };

/** What two sets cost, and a text in one of them besides what it holds. */
const perSession = 300;
const perEntry = 32;

/** Sessions remembered besides those shown: what was on its way when they went may still arrive. */
const otherSessionsKept = 50;

export function createKeptTold(): KeptTold {
  return new Told();
}

interface KeptEntries {
  readonly messages: Set<string>;
  readonly typing: Set<string>;
}

/** A class, for every caller has one. */
class Told implements KeptTold {
  readonly bySession = new Map<string, KeptEntries>();
  #bytes = 0;

  bytes(): number {
    return this.#bytes;
  }

  add(sessionId: string, { messages, typing }: ToldEntries): void {
    let told = this.bySession.get(sessionId);
    if (told === undefined) {
      told = { messages: new Set(), typing: new Set() };
      this.#bytes += perSession + sizeOfText(sessionId);
    }
    this.#bytes += addTo(told.messages, messages, entriesKept.messages);
    this.#bytes += addTo(told.typing, typing, entriesKept.typing);
    // Re-inserted at the end, so that what is dropped is what was silent longest: a log may speak of sessions never shown.
    this.bySession.delete(sessionId);
    this.bySession.set(sessionId, told);
  }

  forget(shown: ReadonlyMap<string, unknown>): void {
    for (const id of this.bySession.keys()) {
      if (this.bySession.size <= shown.size + otherSessionsKept) break;
      if (!shown.has(id)) this.#drop(id);
    }
  }

  forgetOthers(shown: ReadonlyMap<string, unknown>): void {
    for (const id of this.bySession.keys()) if (!shown.has(id)) this.#drop(id);
  }

  #drop(sessionId: string): void {
    const { messages, typing } = this.bySession.get(sessionId) ?? nothingTold;
    this.#bytes -= perSession + sizeOfText(sessionId);
    for (const entries of [messages, typing]) for (const id of entries) this.#bytes -= perEntry + sizeOfText(id);
    this.bySession.delete(sessionId);
  }
}

/** Adds these and keeps the newest. What that changes in bytes. */
function addTo(ids: Set<string>, added: ReadonlySet<string>, kept: number): number {
  let bytes = 0;
  for (const id of added) {
    if (!ids.has(id)) bytes += perEntry + sizeOfText(id);
    ids.add(id);
  }
  for (const id of ids) {
    if (ids.size <= kept) break;
    ids.delete(id);
    bytes -= perEntry + sizeOfText(id);
  }
  return bytes;
}
