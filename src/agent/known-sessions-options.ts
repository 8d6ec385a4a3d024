import type { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { SessionPatch } from '../normalise/session.ts';
import type { Confirmations } from './confirmations.ts';
import type { KeptViewListener } from './kept-view.ts';
import type { EventBody } from './session-event.ts';
import type { WholeReadings } from './whole-reading.ts';

export interface KnownSessionsOptions {
  readonly upstream: SessionReadings;
  /** The caller's user id. */
  readonly me: string;
  /** Most bytes that sessions may take, about, and as many more that wait while they are being read. */
  readonly mostBytes: number;
  /** Pause before the sessions are read again after a failure, in milliseconds. */
  readonly retryPause: number;
  readonly confirmations: Confirmations;
  readonly logger: Log;
}

export interface SessionReadings extends WholeReadings {
  /** Reads one session from the upstream; null when it knows none of this id. */
  readSession(id: string, signal: AbortSignal): Promise<SessionPatch | null>;
}

/** Who is told what becomes known. */
export interface KnownSessionsListener extends KeptViewListener {
  append(body: EventBody): void;
  /** The sessions are known, for the first time or again. */
  onKnown(): void;
  /** A reading failed, and is tried again. */
  onTrouble(reason: string): void;
  onUnauthenticated(error: GatewayError): void;
}
