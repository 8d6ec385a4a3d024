import { GatewayError } from '../errors.ts';
import type { UpstreamStatus } from '../generated/schema.ts';
import type { Log } from '../log.ts';
import { normaliseNotification } from '../normalise/notification.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { withDeadline } from '../upstream/deadline.ts';
import type { NotificationSignal } from '../upstream/notifications.ts';
import type { Ending } from './ending.ts';
import type { EventLog } from './event-log.ts';
import { createKnownSessions, type KnownSessionsOptions } from './known-sessions.ts';
import { recheck } from './recheck.ts';
import { withoutRepeats } from './repeats.ts';
import type { EventBody, LoggedEvent } from './session-event.ts';
import { eventsAfter, type EventSource, type SubscriberEvents } from './subscriber-events.ts';
import { createStatus } from './upstream-status.ts';

export interface LiveOptions extends Pick<
  KnownSessionsOptions,
  'me' | 'readSession' | 'readSessions' | 'readTranscript' | 'retryPause' | 'confirmations'
> {
  /** Opens the caller's notification stream; called once. */
  readonly receive: (signal: AbortSignal) => AsyncIterable<NotificationSignal>;
  readonly log: EventLog<LoggedEvent>;
  /** How long to wait for the first snapshot, in milliseconds. */
  readonly startTimeout: number;
  /** Milliseconds between looks for what was lost without a sign; 0 never looks. */
  readonly recheckEvery: number;
  /** Milliseconds within which a notification arrives that is on its way. */
  readonly lookGrace: number;
  readonly now: () => number;
  /** In [0, 1); for jitter. */
  readonly random: () => number;
  readonly logger: Log;
}

/** One caller's sessions as they happen. */
export interface Live {
  /**
   * Resolves once notifications flow and the sessions are known.
   *
   * @throws GatewayError UNAUTHENTICATED, UPSTREAM_REFUSED; UPSTREAM_UNAVAILABLE when it takes too long, the start goes on
   */
  started(): Promise<void>;
  session(id: string): SessionRecord | null;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(id: string): Promise<void>;
  /** Every event after the cursor, or a snapshot first; without end until the signal fires, the ending comes or the login ends. */
  events(after: string | null, signal: AbortSignal | null, ending: Ending): SubscriberEvents;
  /** The same for whoever has to wait for this first. */
  readonly source: EventSource;
  /** True while the first start keeps failing. */
  isFailing(): boolean;
  status(): UpstreamStatus;
  /** Ends every subscriber with this error. */
  fail(error: Error): void;
  /** Settles when the stream ended: with its error, or null when it was closed. */
  readonly ended: Promise<Error | null>;
  close(): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  const { log, logger } = options;
  const closing = new AbortController();
  const ready = Promise.withResolvers<null>();
  ready.promise.catch(() => undefined);
  const ended = Promise.withResolvers<Error | null>();
  let lastTrouble = '';
  /** The connection fails just now. */
  let troubled = false;

  const time = (): string => new Date(options.now()).toISOString();
  const append = (body: EventBody): void => {
    log.append({ ...body, receivedAt: time(), cursor: null });
  };
  const status = createStatus(append);
  const isNews = withoutRepeats();

  const known = createKnownSessions({
    ...options,
    append,
    signal: closing.signal,
    onKnown() {
      recovered();
      restate();
      ready.resolve(null);
    },
    onTrouble(reason) {
      lastTrouble = reason;
    },
    onUnauthenticated: finish,
  });

  function recovered(): void {
    if (!troubled && known.isKnown()) status.well();
  }

  /** After a snapshot, for whoever takes it for a sign that all is well. */
  function restate(): void {
    const still = status.event();
    if (still !== null) append(still);
  }

  function take(signal: NotificationSignal): void {
    switch (signal.kind) {
      case 'subscribed':
        troubled = false;
        void known.synchronise();
        return;
      case 'delivery':
        known.take(normaliseNotification(signal.data).filter(isNews));
        return;
      case 'trouble':
        lastTrouble = signal.reason;
        troubled = true;
        status.trouble(signal.reason, signal.gone);
        return;
      case 'resumed':
        troubled = false;
        if (signal.lossless) recovered();
        else void known.synchronise();
        return;
    }
  }

  function finish(error: Error | null): void {
    closing.abort();
    log.end(error ?? undefined);
    ready.reject(error ?? new GatewayError('SHUTTING_DOWN', 'The connection to the upstream was closed.'));
    ended.resolve(error);
  }

  async function follow(): Promise<void> {
    try {
      for await (const signal of options.receive(closing.signal)) take(signal);
      finish(null);
    } catch (error) {
      finish(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const source: EventSource = {
    log,
    snapshot: (reason) => known.snapshot(reason),
    status: () => status.event(),
    time,
  };
  const following = follow();
  const rechecking = recheck({
    every: options.recheckEvery,
    grace: options.lookGrace,
    look: () => (troubled ? Promise.resolve(null) : known.look()),
    onLoss() {
      logger.warn({}, 'the upstream has lost notifications without a sign; the sessions are read anew');
      void known.synchronise();
    },
    random: options.random,
    signal: closing.signal,
  });

  return {
    ended: ended.promise,
    session: (id) => known.session(id),
    reread: (id) => known.reread(id),
    started: () =>
      withDeadline(options.startTimeout, undefined, async (signal) => {
        const late = Promise.withResolvers<never>();
        signal.addEventListener('abort', () => {
          const why = lastTrouble === '' ? '' : `: ${lastTrouble}`;
          late.reject(
            new GatewayError('UPSTREAM_UNAVAILABLE', `The upstream's notifications could not be started in time${why}`),
          );
        });
        await Promise.race([ready.promise, late.promise]);
      }),

    source,
    events: (after, signal, ending) => eventsAfter(after, signal, ending, () => Promise.resolve(source)),
    isFailing: () => !known.wasKnown() && lastTrouble !== '',
    status: () => status.current(),
    fail: finish,

    async close() {
      finish(null);
      await Promise.all([following, rechecking]);
    },
  };
}
