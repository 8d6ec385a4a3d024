import type { Log } from '../log.ts';
import type { LinkMeters } from '../meters/meters.ts';
import type { Tracing } from '../observing/tracing.ts';
import type { ConnectionOptions } from '../upstream/connection.ts';
import type { Gate } from '../upstream/gate.ts';
import type { Idempotent } from './idempotency.ts';
import type { LiveTerms } from './live-options.ts';
import type { Live } from './live.ts';

/** What all links share: settings and the process's few common things, none of them about a caller. */
export interface LinkOptions {
  readonly base: string;
  readonly sessionsPath: string;
  readonly notificationsPath: string;
  readonly channels: readonly string[];
  readonly timeout: number;
  readonly maxResponseBytes: number;
  readonly connections: number;
  /** Most upstream calls at a time, the long poll aside; more wait their turn. */
  readonly concurrency: number;
  /** Live events that are shared with other processes; absent: each link has its own. */
  readonly createSharedLive?: ((terms: LiveTerms) => Live) | undefined;
  /** Bounds of what is kept for resuming: events, and about bytes. */
  readonly eventLog: { readonly size: number; readonly bytes: number };
  /** Most bytes that a caller's sessions may take, about. */
  readonly mostSessionBytes: number;
  /** Of the process: nobody without it can make a cursor. */
  readonly cursorSecret: Uint8Array;
  /** Milliseconds between looks for notifications lost without a sign; 0 never looks. */
  readonly recheckEvery: number;
  readonly backoff: { readonly first: number; readonly longest: number };
  /** Makes the sockets to the upstream; TCP and TLS when absent. */
  readonly connect?: ConnectionOptions['connect'];
  /** What all callers know of the upstream; nothing where absent. */
  readonly circuit?: ConnectionOptions['circuit'];
  readonly gate: Gate;
  readonly idempotent: Idempotent;
  readonly meters: LinkMeters;
  readonly log: Log;
  /** Null or absent: nobody follows what is done. */
  readonly tracing?: Tracing | null;
  readonly now: () => number;
  readonly random: () => number;
}
