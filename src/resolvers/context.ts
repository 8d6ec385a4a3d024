import DataLoader from 'dataloader';
import type { Link } from '../agent/link.ts';
import type { MessageRecord } from '../normalise/message.ts';

/** What a resolver gets besides its arguments. */
export interface Context {
  /** The caller's link. @throws GatewayError UNAUTHENTICATED when the request carries no usable credential */
  readonly link: () => Link;
  /** A session's transcript. Asked for more than once at a time, it is read once. */
  readonly transcript: (sessionId: string) => Promise<readonly MessageRecord[]>;
}

/** The context of one operation. */
export function createContext(link: () => Link): Context {
  // Nothing is kept beyond the batch: a subscription lives for hours, and a mutation's answer is read after its effect.
  const transcripts = new DataLoader<string, readonly MessageRecord[]>(
    async (ids) => {
      const reading = new Map<string, Promise<readonly MessageRecord[] | Error>>();
      for (const id of ids) reading.set(id, reading.get(id) ?? link().reads.messages(id).catch(asError));
      return Promise.all(ids.map(async (id) => (await reading.get(id)) ?? []));
    },
    { cache: false },
  );
  return { link, transcript: (id) => transcripts.load(id) };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
