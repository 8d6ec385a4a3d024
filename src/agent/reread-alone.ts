import type { Log } from '../log.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { Confirmations } from './confirmations.ts';

/** Reads a session for those who wait for the effect of a request, where nothing else is made of what is read. Never fails. */
export async function rereadAlone(
  sessionId: string,
  read: () => Promise<SessionRecord | null>,
  confirmations: Confirmations,
  log: Pick<Log, 'warn'>,
  requestId?: string,
): Promise<void> {
  try {
    confirmations.offer({ sessionId, fact: null, events: [], session: await read() });
  } catch (error) {
    log.warn({ err: error, requestId }, 'a session could not be read again');
  }
}
