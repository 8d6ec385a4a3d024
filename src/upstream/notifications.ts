import { setImmediate as nextTurn } from 'node:timers/promises';
import { GatewayError, isGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { UpstreamMeter } from '../meters/upstream-meter.ts';
import { createBayeuxSession, ForbiddenError, type BayeuxSession, type Exchange } from './bayeux-session.ts';
import type { Connection } from './connection.ts';
import { isStopped, pause } from './deadline.ts';
import type { Gate } from './gate.ts';
import { failureOf, metered } from './metered.ts';
import { createPace } from './pace.ts';

/** What happens on a caller's notification stream. */
export type NotificationSignal =
  /** A new Bayeux session delivers from now on; whatever was published before it may be lost. */
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'delivery'; readonly channel: string; readonly data: unknown }
  /** The connection failed; it is being tried again. Said once, and once more when it is gone: no session, no answer. */
  | { readonly kind: 'trouble'; readonly reason: string; readonly gone: boolean }
  /** After trouble the same Bayeux session goes on; without the ack extension deliveries may be lost. */
  | { readonly kind: 'resumed'; readonly lossless: boolean };

export interface NotificationOptions {
  readonly connection: Connection;
  /** Path below the upstream's base. */
  readonly path: string;
  readonly channels: readonly string[];
  readonly signal: AbortSignal;
  /** Reads something with the caller's credentials. @throws GatewayError UNAUTHENTICATED when they are no longer good */
  readonly checkLogin: (signal: AbortSignal) => Promise<unknown>;
  /** Limits handshakes process-wide, so that a restarted upstream is not met by all callers at once. */
  readonly gate: Gate;
  readonly meter: UpstreamMeter;
  readonly log: Log;
  /** In [0, 1); for jitter. */
  readonly random: () => number;
  /** First and longest pause between attempts, in milliseconds. */
  readonly backoff: { readonly first: number; readonly longest: number };
  /** Added to the time a server holds a poll before the poll counts as hung, in milliseconds. */
  readonly margin?: number;
}

/** Milliseconds of work in one turn of the event loop. */
const longestTurn = 10;

/** Polls of one session that may fail in a row. */
const failuresBorne = 3;
/** More than as many failures in a row are no hiccup: the connection is gone. */
const failuresUnnoticed = 1;

/**
 * Follows a caller's notifications until the signal fires, through lost sessions, failures and restarts.
 *
 * @throws GatewayError UNAUTHENTICATED when the credentials are no longer good; UPSTREAM_REFUSED when the server refuses a
 * handshake although they are
 */
export async function* receiveNotifications(
  options: NotificationOptions,
): AsyncGenerator<NotificationSignal, void, void> {
  const { signal, meter } = options;
  const session = createBayeuxSession(options.connection, options.path, options.margin);
  let established = false;
  let troubled = false;
  let gone = false;
  /** Attempts since a session last proved good; the first poll of any session is answered at once and proves nothing. */
  let attempts = 0;
  let polls = 0;
  /** Polls of this session that failed in a row. */
  let failures = 0;
  /** Why there is no session. */
  let without: 'first' | Exclude<Exchange['end'], 'ok'> = 'first';
  const pace = createPace();
  try {
    while (!signal.aborted) {
      let exchange: Exchange;
      const begun = performance.now();
      try {
        if (!established) {
          meter.handshakes.add(without);
          exchange = await options.gate.run(() => establish(session, options), signal);
          established = exchange.end === 'ok';
          if (established) {
            troubled = false;
            gone = false;
            polls = 0;
            failures = 0;
            yield { kind: 'subscribed' };
          }
        } else {
          exchange = await session.connect(!troubled, signal);
          meter.call('connect', performance.now() - begun, exchange.end);
          if (exchange.end === 'ok') failures = 0;
          if (exchange.end === 'ok' && troubled) {
            troubled = false;
            gone = false;
            yield { kind: 'resumed', lossless: session.lossless() };
          } else if (exchange.end === 'ok') {
            polls += 1;
            if (polls > 1) attempts = 0;
          }
        }
      } catch (error) {
        if (established) meter.call('connect', performance.now() - begun, failureOf(error));
        if (isStopped(signal)) return;
        if (!isGatewayError(error) || error.code === 'UPSTREAM_REFUSED') throw error;
        // One refused request may be a proxy's, or only mean the session: the login is asked before all is given up.
        const isRefused = error.code === 'UNAUTHENTICATED';
        if (isRefused || error instanceof ForbiddenError) await checkLogin(options);
        exchange = { end: isRefused ? 'lost' : 'failed', reason: error.message, deliveries: [] };
      }
      let since = performance.now();
      for (const { channel, data } of exchange.deliveries) {
        yield { kind: 'delivery', channel, data };
        // One answer may hold very many: other callers, and those who read these events, have their turn between.
        if (performance.now() - since < longestTurn) continue;
        await nextTurn();
        since = performance.now();
      }
      if (exchange.end === 'ok') {
        // Yields to other callers' answers: polling again in the same turn was measured to double the connections.
        await nextTurn();
        const least = Math.max(session.interval(), pace(performance.now() - begun, exchange.deliveries.length));
        // Even the shortest timer takes a millisecond, in which the next notification could be on its way.
        if (least > 0) await pause(least, signal);
        continue;
      }
      // Of what the server says only the number: its words may be anything.
      const code = /^\d{3}(?=:)/.exec(exchange.reason)?.[0];
      options.log.debug({ end: exchange.end, code }, 'notifications interrupted');
      if (exchange.end === 'refused') await checkLogin(options);
      attempts += 1;
      failures += 1;
      without = exchange.end;
      const isGone: boolean = gone || !established || failures > failuresUnnoticed;
      if (!troubled || isGone !== gone) yield { kind: 'trouble', reason: exchange.reason, gone: isGone };
      troubled = true;
      gone = isGone;
      // A session that only fails is given up: the server may have forgotten it without saying so.
      if (exchange.end !== 'failed' || failures >= failuresBorne) established = false;
      await pause(Math.max(session.interval(), backoffDelay(attempts, options)), signal);
    }
  } finally {
    await session.disconnect();
  }
}

/** Ends the stream when the credentials are no longer good; that nobody can tell just now is no such news. */
async function checkLogin({ checkLogin: check, signal }: NotificationOptions): Promise<void> {
  try {
    await check(signal);
  } catch (error) {
    if (isGatewayError(error, 'UNAUTHENTICATED')) throw error;
  }
}

/** Handshake and subscribe; a server that refuses the handshake of a good login is not asked again. */
async function establish(session: BayeuxSession, options: NotificationOptions): Promise<Exchange> {
  // Left open, the session before would share our cookie with the new one: "multiple-clients", and slow polling.
  await session.disconnect();
  const { meter, channels, signal } = options;
  const handshake = await metered(meter, 'handshake', () => session.handshake(signal), endOf);
  if (handshake.end === 'refused') {
    await options.checkLogin(signal);
    throw new GatewayError('UPSTREAM_REFUSED', `The upstream refuses to send notifications: ${handshake.reason}`);
  }
  return handshake.end === 'ok'
    ? metered(meter, 'subscribe', () => session.subscribe(channels, signal), endOf)
    : handshake;
}

function endOf({ end }: Exchange): string {
  return end;
}

/** Exponential, with jitter over the whole span, so that callers who failed together do not return together. */
function backoffDelay(attempts: number, { backoff, random }: NotificationOptions): number {
  return Math.min(backoff.longest, backoff.first * 2 ** Math.min(attempts - 1, 20)) * random();
}
