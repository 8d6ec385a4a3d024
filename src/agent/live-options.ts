import type { Log } from '../log.ts';
import type { EventMeter } from '../meters/event-meter.ts';
import type { NotificationSignal } from '../upstream/notifications.ts';
import type { EventLog } from './event-log.ts';
import type { KnownSessionsOptions, SessionReadings } from './known-sessions-options.ts';
import type { LoggedEvent } from './session-event.ts';

/** What one caller is told, and can read. */
export interface LiveUpstream extends SessionReadings {
  /** Opens the caller's notification stream; called once. */
  receive(signal: AbortSignal): AsyncIterable<NotificationSignal>;
}

/** What one caller's live events are made of, wherever they are kept. */
export interface LiveTerms extends KnownSessionsOptions {
  readonly upstream: LiveUpstream;
  /** How long to wait for the first snapshot, in milliseconds. */
  readonly startTimeout: number;
  /** Milliseconds between looks for what was lost without a sign; 0 never looks. */
  readonly recheckEvery: number;
  /** Milliseconds within which a notification arrives that is on its way. */
  readonly lookGrace: number;
  readonly meter: EventMeter;
  readonly now: () => number;
  /** In [0, 1); for jitter. */
  readonly random: () => number;
  readonly logger: Log;
}

export interface LiveOptions extends LiveTerms {
  readonly log: EventLog<LoggedEvent>;
}
