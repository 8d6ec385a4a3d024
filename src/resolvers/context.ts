import DataLoader from 'dataloader';
import type { Ending } from '../agent/ending.ts';
import type { Link } from '../agent/link.ts';
import type { MessageRecord } from '../normalise/message.ts';
import type { Trail } from '../observing/trail.ts';

/** What a resolver gets besides its arguments. */
export interface Context {
  /** The caller's link. @throws GatewayError UNAUTHENTICATED when the request carries no usable credential */
  readonly link: () => Link;
  /** A session's transcript. Asked for more than once at a time, it is read once. */
  readonly transcript: (sessionId: string) => Promise<readonly MessageRecord[]>;
  readonly stream: StreamTerms;
  /** Who asks, and whence. */
  readonly trail: Trail;
}

/** What the door says of a subscription besides its arguments. */
export interface StreamTerms {
  /** The cursor the client had last, told by its protocol (`Last-Event-ID`): newer than the argument `after`. */
  readonly resumeAfter: string | null;
  /** When the door has to end its streams. */
  readonly ending: Ending;
}

type Transcripts = DataLoader<string, readonly MessageRecord[]>;

/** The context of one operation. */
export function createContext(link: () => Link, stream: StreamTerms, trail: Trail): Context {
  // Few operations read a transcript, and a subscription's context lives for hours.
  let transcripts: Transcripts | null = null;
  return { link, transcript: (id) => (transcripts ??= createTranscripts(link)).load(id), stream, trail };
}

function createTranscripts(link: () => Link): Transcripts {
  // Nothing is kept beyond the batch: a subscription goes on, and a mutation's answer is read after its effect.
  return new DataLoader(
    async (ids) => {
      const reading = new Map<string, Promise<readonly MessageRecord[] | Error>>();
      for (const id of ids) reading.set(id, reading.get(id) ?? link().reads.messages(id).catch(asError));
      return Promise.all(ids.map(async (id) => (await reading.get(id)) ?? []));
    },
    { cache: false },
  );
}

export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
