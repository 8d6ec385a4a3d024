import { isGatewayError } from '../errors.ts';
import type { MessageRecord } from '../normalise/message.ts';
import type { SessionPatch } from '../normalise/session.ts';
import { withDeadline } from '../upstream/deadline.ts';

/** The upstream as a whole: the caller's sessions, and the transcripts of some. */
export interface WholeReading {
  readonly sessions: readonly SessionPatch[];
  /** By session; those that could not be read are missing. */
  readonly transcripts: ReadonlyMap<string, readonly MessageRecord[]>;
}

export interface ReadingOptions {
  /** @throws GatewayError when the sessions cannot be read */
  readonly readSessions: (signal: AbortSignal) => Promise<readonly SessionPatch[]>;
  /** Null where the upstream has no transcripts to read. */
  readonly readTranscript: (sessionId: string, signal: AbortSignal) => Promise<readonly MessageRecord[] | null>;
}

/** Milliseconds for a transcript: nobody waits longer for what is only there to fill gaps. */
const transcriptTime = 3000;

/**
 * Reads the sessions, then the transcripts of those that are wanted: what they show is no older than the sessions.
 *
 * @param strict whether a transcript that fails for the moment fails the reading; one that the upstream refuses never does
 * @throws GatewayError
 */
export async function readWhole(
  { readSessions, readTranscript }: ReadingOptions,
  wants: (session: SessionPatch) => boolean,
  strict: boolean,
  signal: AbortSignal,
): Promise<WholeReading> {
  const sessions = await readSessions(signal);
  const transcripts = new Map<string, readonly MessageRecord[]>();
  const read = async ({ id }: SessionPatch): Promise<void> => {
    try {
      const transcript = await withDeadline(transcriptTime, signal, (stop) => readTranscript(id, stop));
      if (transcript !== null) transcripts.set(id, transcript);
    } catch (error) {
      if (!isGatewayError(error) || error.code === 'UNAUTHENTICATED') throw error;
      if (strict && error.code !== 'UPSTREAM_REFUSED') throw error;
    }
  };
  await Promise.all(sessions.filter(wants).map(read));
  return { sessions, transcripts };
}
