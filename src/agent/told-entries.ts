/** Ids of log entries that were told. */
export interface ToldEntries {
  readonly messages: ReadonlySet<string>;
  /** Apart, for no transcript keeps them. */
  readonly typing: ReadonlySet<string>;
}

/** By session. */
export type Told = ReadonlyMap<string, ToldEntries>;

export const nothingTold: ToldEntries = { messages: new Set(), typing: new Set() };

/** Entries remembered per session; an older one repeated would be told again. More messages than a transcript is read for. */
const entriesKept = { messages: 6000, typing: 100 };

/** Sessions remembered besides those shown: what was on its way when they went may still arrive. */
const otherSessionsKept = 50;

/** What was told once this is what was told of that session. */
export function withTold(
  told: Told,
  sessionId: string,
  { messages, typing }: ToldEntries,
  shown: ReadonlyMap<string, unknown>,
): Told {
  const entries = { messages: newest(messages, entriesKept.messages), typing: newest(typing, entriesKept.typing) };
  // Re-inserted at the end, so that what is dropped is what was silent longest: a log may speak of sessions never shown.
  const next = new Map(told);
  next.delete(sessionId);
  next.set(sessionId, entries);
  return withoutForgotten(next, shown);
}

export function withoutForgotten(told: Told, shown: ReadonlyMap<string, unknown>): Told {
  const next = new Map(told);
  for (const id of next.keys()) {
    if (next.size <= shown.size + otherSessionsKept) break;
    if (!shown.has(id)) next.delete(id);
  }
  return next;
}

function newest(ids: ReadonlySet<string>, kept: number): ReadonlySet<string> {
  return ids.size <= kept ? ids : new Set([...ids].slice(ids.size - kept));
}
