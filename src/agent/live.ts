import { GatewayError } from '../errors.ts';
import { normaliseNotification } from '../normalise/notification.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { withDeadline } from '../upstream/deadline.ts';
import type { NotificationSignal } from '../upstream/notifications.ts';
import type { Ending } from './ending.ts';
import type { EventLog } from './event-log.ts';
import type { KnownSessions, KnownSessionsListener } from './known-sessions-options.ts';
import { createKnownSessions } from './known-sessions.ts';
import type { LiveOptions } from './live-options.ts';
import { recheck } from './recheck.ts';
import { withoutRepeats } from './repeats.ts';
import type { EventBody, LoggedEvent, SnapshotReason } from './session-event.ts';
import { eventsAfter, type EventSource, type SubscriberEvents } from './subscriber-events.ts';
import { createStatus, type Status } from './upstream-status.ts';

/** One caller's sessions as they happen; a source of events for whoever had to wait for it first. */
export interface Live extends EventSource {
  /**
   * Resolves once notifications flow and the sessions are known.
   *
   * @throws GatewayError UNAUTHENTICATED, UPSTREAM_REFUSED; UPSTREAM_UNAVAILABLE when it takes too long, the start goes on
   */
  started(): Promise<void>;
  session(id: string): SessionRecord | null;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(id: string): Promise<void>;
  /** Every event after the cursor, or a snapshot first; without end until the ending comes or the login ends. */
  events(after: string | null, ending: Ending): SubscriberEvents;
  /** True when there is no start to wait for: it is done, or keeps failing. */
  isSettled(): boolean;
  /** True while there is no connection to the upstream's notifications, or none yet. */
  isAway(): boolean;
  /** Ends every subscriber with this error. */
  fail(error: Error): void;
  /** Settles when the stream ended: with its error, or null when it was closed. */
  readonly ended: Promise<Error | null>;
  close(): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  return new CallerLive(options);
}

/** A class, for every caller has one. */
class CallerLive implements Live, KnownSessionsListener {
  readonly log: EventLog<LoggedEvent>;
  readonly ended: Promise<Error | null>;
  readonly #options: LiveOptions;
  readonly #closing = new AbortController();
  /** Null when all is ready. */
  #ready: PromiseWithResolvers<null> | null = Promise.withResolvers<null>();
  readonly #end: (error: Error | null) => void;
  #lastTrouble = '';
  /** The connection fails just now. */
  #troubled = false;
  /** What was known was let go: it is no snapshot any more. */
  #tooLarge: GatewayError | null = null;
  readonly #status: Status;
  readonly #isNews = withoutRepeats();
  readonly #known: KnownSessions;
  readonly #following: Promise<void>;
  readonly #rechecking: Promise<void>;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.log = options.log;
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    this.ended = promise;
    this.#end = resolve;
    this.#ready?.promise.catch(() => undefined);
    this.#status = createStatus(this, options.continued?.status);
    this.#known = createKnownSessions(options, this, this.#closing.signal);
    this.#following = this.#follow();
    this.#rechecking = recheck({
      every: options.recheckEvery,
      grace: options.lookGrace,
      look: () => (this.#troubled ? Promise.resolve(null) : this.#known.look()),
      onLoss: () => {
        options.logger.warn({}, 'the upstream has lost notifications without a sign; the sessions are read anew');
        void this.#known.synchronise();
      },
      random: options.random,
      signal: this.#closing.signal,
    });
  }

  async started(): Promise<void> {
    const { promise } = this.#ready ?? {};
    if (promise === undefined) return;
    await withDeadline(this.#options.startTimeout, undefined, async (signal) => {
      const late = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => {
        const why = this.#lastTrouble === '' ? '' : `: ${this.#lastTrouble}`;
        late.reject(
          new GatewayError('UPSTREAM_UNAVAILABLE', `The upstream's notifications could not be started in time${why}`),
        );
      });
      await Promise.race([promise, late.promise]);
    });
  }

  session(id: string): SessionRecord | null {
    return this.#known.session(id);
  }

  reread(id: string): Promise<void> {
    return this.#known.reread(id);
  }

  events(after: string | null, ending: Ending): SubscriberEvents {
    return eventsAfter(after, ending, () => Promise.resolve(this));
  }

  snapshot(reason: SnapshotReason): EventBody {
    if (this.#tooLarge !== null) throw this.#tooLarge;
    this.#options.meter.snapshots.add(reason);
    return this.#known.snapshot(reason);
  }

  status(): EventBody | null {
    return this.#status.event();
  }

  time(): string {
    return new Date(this.#options.now()).toISOString();
  }

  isSettled(): boolean {
    return this.#ready === null || this.#isFailing();
  }

  isAway(): boolean {
    return this.#status.current() === 'DISCONNECTED' || this.#isFailing();
  }

  fail(error: Error): void {
    this.#finish(error);
  }

  async close(): Promise<void> {
    this.#finish(null);
    await Promise.all([this.#following, this.#rechecking]);
  }

  append(body: EventBody): void {
    const event = { ...body, receivedAt: this.time(), cursor: null };
    const { meter } = this.#options;
    meter.made(event);
    if (body.__typename === 'SessionsSnapshot') meter.snapshots.add(body.reason);
    this.log.append(event);
  }

  onKnown(): void {
    this.#recovered();
    // After a snapshot, for whoever takes it for a sign that all is well.
    const still = this.#status.event();
    if (still !== null) this.append(still);
    this.#ready?.resolve(null);
    this.#ready = null;
  }

  onTrouble(reason: string): void {
    this.#lastTrouble = reason;
  }

  onUnauthenticated(error: GatewayError): void {
    this.#finish(error);
  }

  onTooLarge(error: GatewayError): void {
    this.#tooLarge = error;
    this.#finish(error);
  }

  /** The first start keeps failing. */
  #isFailing(): boolean {
    return !this.#known.wasKnown() && this.#lastTrouble !== '';
  }

  #recovered(): void {
    if (!this.#troubled && this.#known.isKnown()) this.#status.well();
  }

  #take(signal: NotificationSignal): void {
    switch (signal.kind) {
      case 'subscribed':
        this.#troubled = false;
        void this.#known.synchronise();
        return;
      case 'delivery':
        this.#deliver(signal.data);
        return;
      case 'trouble':
        this.#lastTrouble = signal.reason;
        this.#troubled = true;
        this.#status.trouble(signal.reason, signal.gone);
        return;
      case 'resumed':
        this.#troubled = false;
        if (signal.lossless) this.#recovered();
        else void this.#known.synchronise();
        return;
    }
  }

  #deliver(data: unknown): void {
    this.#options.meter.notifications.add(this.#known.take(normaliseNotification(data).filter(this.#isNews)));
  }

  #finish(error: Error | null): void {
    this.#closing.abort();
    this.log.end(error ?? undefined);
    this.#ready?.reject(error ?? new GatewayError('SHUTTING_DOWN', 'The connection to the upstream was closed.'));
    this.#end(error);
  }

  async #follow(): Promise<void> {
    try {
      for await (const signal of this.#options.upstream.receive(this.#closing.signal)) this.#take(signal);
      this.#finish(null);
    } catch (error) {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
