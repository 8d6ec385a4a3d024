import type { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Fact } from '../normalise/fact.ts';
import type { SessionPatch, SessionRecord } from '../normalise/session.ts';
import type { Confirmations } from './confirmations.ts';
import type { KeptViewListener } from './kept-view.ts';
import type { KeptView } from './kept-view.ts';
import type { Suspicions } from './recheck.ts';
import type { EventBody, SnapshotReason, StatusChanged } from './session-event.ts';
import type { WholeReadings } from './whole-reading.ts';

/** What is known of one caller's sessions, kept true by notifications and readings. */
export interface KnownSessions {
  session(id: string): SessionRecord | null;
  snapshot(reason: SnapshotReason): EventBody;
  /** What a notification states. Gives what came of it: events, nothing new, or it waits while all is read anew. */
  take(facts: readonly Fact[]): 'told' | 'nothing_new' | 'held';
  /** Reads everything anew while facts wait, until it succeeds or a newer reading takes over; then tells what that shows. */
  synchronise(): Promise<void>;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(id: string): Promise<void>;
  /** True while nothing is being read anew. */
  isKnown(): boolean;
  /** True once the sessions were known. */
  wasKnown(): boolean;
  /** What a look at the upstream shows that notifications should have told; null when nothing can be said just now. */
  look(): Promise<Suspicions | null>;
}

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
  /** What was told before, that this goes on from; absent where nobody was told anything. */
  readonly continued?: Continued | undefined;
}

/** What is known already of a caller's sessions when their notifications begin. */
export interface Continued {
  readonly createView: (listener: KeptViewListener) => KeptView;
  /** The sessions were known: there may be subscribers, who must hear what is new in them. */
  readonly wasKnown: boolean;
  /** How the connection to the upstream was told to be; null where well. */
  readonly status: StatusChanged | null;
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
