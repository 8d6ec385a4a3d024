import { GatewayError, isGatewayError } from '../errors.ts';
import type { MessageRecord } from '../normalise/message.ts';
import type { SessionPatch, SessionRecord } from '../normalise/session.ts';
import type { Trail } from '../observing/trail.ts';
import type { Connection } from '../upstream/connection.ts';
import { unlessStopped, withDeadline } from '../upstream/deadline.ts';
import { receiveNotifications, type NotificationSignal } from '../upstream/notifications.ts';
import type { Rest } from '../upstream/rest.ts';
import type { Confirmations } from './confirmations.ts';
import { createCursors } from './cursors.ts';
import { createEventLog } from './event-log.ts';
import { createEventSizes } from './event-size.ts';
import { inTurn } from './in-turn.ts';
import type { LinkOptions } from './link-options.ts';
import type { LiveTerms, LiveUpstream } from './live-options.ts';
import { createLive, type Live } from './live.ts';
import type { Login } from './login.ts';
import { createReads, type Reads } from './reads.ts';
import { rereadAlone } from './reread-alone.ts';
import type { Revocation } from './revocation.ts';
import type { LoggedEvent } from './session-event.ts';

/** Calls at a time that nobody waits for, beside those that somebody does: readings that keep what is known true. */
const backgroundCalls = 2;

/** Milliseconds within which a notification arrives that is on its way. */
const lookGrace = 3000;

/** One caller's notifications, from when they are first needed on. */
export interface Listening {
  /**
   * Starts them on first need; those that ended are replaced by the next, but not where the link is over.
   *
   * @throws GatewayError when they cannot be had
   */
  listen(): Promise<Live>;
  /** Without notifications a mutation is still done, and confirmed by re-reading alone: it does not wait for them longer than asked. */
  listenIfPossible(within: number, trail?: Trail): Promise<void>;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(sessionId: string, trail?: Trail): Promise<void>;
  /** Null where notifications tell of none. */
  session(id: string): SessionRecord | null;
  /** They were begun, and there is no connection for them. */
  isAway(): boolean;
  /** @throws GatewayError when the credentials were refused, or after `close` */
  refuseIfOver(): void;
  /** Ends every subscriber with this error. */
  fail(error: Error): void;
  close(): Promise<void>;
}

export interface ListeningOptions {
  /** Names the caller where results are shared; secret-free. */
  readonly key: string;
  readonly connection: Connection;
  /** Calls of any number at a time. */
  readonly calls: Rest;
  readonly reads: Reads;
  readonly login: Login;
  readonly revocation: Revocation;
  readonly confirmations: Confirmations;
  readonly shared: LinkOptions;
}

export function createListening(options: ListeningOptions): Listening {
  return new CallerListening(options);
}

/** A class, for every caller has one. */
class CallerListening implements Listening, LiveUpstream {
  readonly #options: ListeningOptions;
  readonly #background: Reads;
  #live: Live | null = null;
  #closed = false;

  constructor(options: ListeningOptions) {
    const { revocation, calls, shared } = options;
    this.#options = options;
    const rest = revocation.watch(inTurn(calls, backgroundCalls, shared.timeout, shared.meters.upstream));
    this.#background = createReads(rest, shared.sessionsPath);
  }

  async listen(): Promise<Live> {
    const me = await this.#options.login.login();
    this.refuseIfOver();
    const { tracing } = this.#options.shared;
    // It goes on for all, whoever was the first to need it.
    const start = (): Live => this.#start(me.id);
    const live = (this.#live ??= tracing?.apart(start) ?? start());
    await live.started();
    return live;
  }

  async listenIfPossible(within: number, trail?: Trail): Promise<void> {
    if (this.#live?.isSettled() === true) return;
    try {
      await withDeadline(within, undefined, (signal) => unlessStopped(this.listen(), signal));
    } catch (error) {
      if (!isGatewayError(error) || error.code === 'UNAUTHENTICATED') throw error;
      const fields = { err: error, requestId: trail?.requestId() };
      this.#options.shared.log.warn(fields, 'no notifications: mutations are confirmed by re-reading');
    }
  }

  async reread(sessionId: string, trail?: Trail): Promise<void> {
    const { reads, confirmations, shared } = this.#options;
    if (this.#live !== null) return this.#live.reread(sessionId);
    return rereadAlone(sessionId, () => reads.session(sessionId), confirmations, shared.log, trail?.requestId());
  }

  session(id: string): SessionRecord | null {
    return this.#live?.session(id) ?? null;
  }

  isAway(): boolean {
    return this.#live?.isAway() === true;
  }

  refuseIfOver(): void {
    const refusal = this.#options.revocation.error();
    if (refusal !== null) throw refusal;
    if (this.#closed) throw new GatewayError('SHUTTING_DOWN', 'The connection to the upstream was closed.');
  }

  fail(error: Error): void {
    this.#live?.fail(error);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#live?.close();
  }

  receive(signal: AbortSignal): AsyncIterable<NotificationSignal> {
    const { connection, reads, shared } = this.#options;
    const { notificationsPath: path, channels, gate, meters, log, random, backoff } = shared;
    const checkLogin = (stop: AbortSignal): Promise<unknown> => reads.me(stop);
    return receiveNotifications({
      connection,
      path,
      channels,
      signal,
      checkLogin,
      gate,
      meter: meters.upstream,
      log,
      random,
      backoff,
    });
  }

  readSession(id: string, signal: AbortSignal): Promise<SessionPatch | null> {
    return this.#options.reads.sessionPatch(id, signal);
  }

  readSessions(signal: AbortSignal): Promise<readonly SessionPatch[]> {
    return this.#options.shared.gate.run(() => this.#background.sessionPatches(signal), signal);
  }

  readTranscript(id: string, signal: AbortSignal): Promise<readonly MessageRecord[]> {
    return this.#background.messages(id, signal);
  }

  #start(me: string): Live {
    const { key, revocation, confirmations, shared } = this.#options;
    const terms: LiveTerms = {
      upstream: this,
      me,
      confirmations,
      mostBytes: shared.mostSessionBytes,
      startTimeout: shared.timeout,
      retryPause: shared.backoff.first,
      recheckEvery: shared.recheckEvery,
      lookGrace,
      meter: shared.meters.events,
      now: shared.now,
      random: shared.random,
      logger: shared.log,
    };
    const live =
      shared.createSharedLive?.(terms) ??
      createLive({
        ...terms,
        log: createEventLog<LoggedEvent>({
          ...shared.eventLog,
          sizeOf: createEventSizes(),
          cursors: createCursors(shared.cursorSecret, key),
        }),
      });
    void live.ended.then((error) => {
      if (this.#live === live) this.#live = null;
      if (isGatewayError(error, 'UNAUTHENTICATED')) revocation.revoke(error);
      else if (error !== null) shared.log.warn({ err: error }, 'notifications ended');
    });
    return live;
  }
}
