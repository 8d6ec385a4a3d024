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
}

export const nothingTold: ToldEntries = { messages: new Set(), typing: new Set() };

/** Entries remembered per session; an older one repeated would be told again. More messages than a transcript is read for. */
const entriesKept = { messages: 6000, typing: 100 };

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

  add(sessionId: string, { messages, typing }: ToldEntries): void {
    const told = this.bySession.get(sessionId) ?? { messages: new Set(), typing: new Set() };
    for (const id of messages) told.messages.add(id);
    for (const id of typing) told.typing.add(id);
    keepNewest(told.messages, entriesKept.messages);
    keepNewest(told.typing, entriesKept.typing);
    // Re-inserted at the end, so that what is dropped is what was silent longest: a log may speak of sessions never shown.
    this.bySession.delete(sessionId);
    this.bySession.set(sessionId, told);
  }

  forget(shown: ReadonlyMap<string, unknown>): void {
    for (const id of this.bySession.keys()) {
      if (this.bySession.size <= shown.size + otherSessionsKept) break;
      if (!shown.has(id)) this.bySession.delete(id);
    }
  }
}

function keepNewest(ids: Set<string>, kept: number): void {
  for (const id of ids) {
    if (ids.size <= kept) break;
    ids.delete(id);
  }
}
