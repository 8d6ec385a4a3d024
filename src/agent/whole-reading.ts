import { isGatewayError, type ErrorCode } from '../errors.ts';
import type { MessageRecord } from '../normalise/message.ts';
import type { SessionPatch } from '../normalise/session.ts';
import { withDeadline } from '../upstream/deadline.ts';

/** The upstream as a whole: the caller's sessions, and the transcripts of some. */
export interface WholeReading {
  readonly sessions: readonly SessionPatch[];
  /** By session; those that could not be read are missing. */
  readonly transcripts: ReadonlyMap<string, readonly MessageRecord[]>;
}

export interface WholeReadings {
  /** @throws GatewayError when the sessions cannot be read */
  readSessions(signal: AbortSignal): Promise<readonly SessionPatch[]>;
  /** Null where the upstream has no transcripts to read. */
  readTranscript(sessionId: string, signal: AbortSignal): Promise<readonly MessageRecord[] | null>;
}

/** Milliseconds for all transcripts: nobody waits longer for what is only there to fill gaps. */
const transcriptTime = 2000;

/** What may be otherwise in a moment. */
const passing: ReadonlySet<ErrorCode> = new Set(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'UPSTREAM_BAD_RESPONSE']);

/**
 * Reads the sessions, then the transcripts that are wanted: what they show is no older than the sessions.
 *
 * @param wanted the ids of the sessions whose transcripts are to be read, once it is known which sessions there are
 * @param strict whether a transcript that fails for the moment fails the reading; one that is refused or slow never does
 * @throws GatewayError
 */
export async function readWhole(
  readings: WholeReadings,
  wanted: (sessions: readonly SessionPatch[]) => readonly string[],
  strict: boolean,
  signal: AbortSignal,
): Promise<WholeReading> {
  const sessions = await readings.readSessions(signal);
  const transcripts = new Map<string, readonly MessageRecord[]>();
  await withDeadline(transcriptTime, signal, async (stop, ended) => {
    const read = async (id: string): Promise<void> => {
      try {
        const transcript = await readings.readTranscript(id, stop);
        if (transcript !== null) transcripts.set(id, transcript);
      } catch (error) {
        if (isGatewayError(error, 'UNAUTHENTICATED')) throw error;
        // Also of one that still waited for its turn, and was no call yet.
        if (ended() === 'deadline') return;
        if (!isGatewayError(error) || (strict && passing.has(error.code))) throw error;
      }
    };
    await Promise.all(wanted(sessions).map(read));
  });
  return { sessions, transcripts };
}
