import { GatewayError } from '../errors.ts';
import { initialAdvice, isUnknownClient, parseBatch, type Batch, type Delivery } from './bayeux-message.ts';
import type { Connection } from './connection.ts';
import { deniesLogin } from './envelope.ts';
import { unauthenticated } from './rest.ts';

/** How an exchange ended. Whatever the end, `deliveries` came with it and count. */
export interface Exchange {
  readonly end:
    | 'ok'
    /** The server does not know us any more, or advises a new handshake. */
    | 'lost'
    /** The server advises to stop, or says goodbye. */
    | 'refused'
    /** Anything else that is not success. */
    | 'failed';
  readonly reason: string;
  readonly deliveries: readonly Delivery[];
}

/** A 403 without a reason that is known: whether it means the login, only another request can tell. */
export class ForbiddenError extends GatewayError {}

/** One Bayeux session over long polling (CometD endpoint of Genesys Web Services; Bayeux 1.0). */
export interface BayeuxSession {
  handshake(signal: AbortSignal): Promise<Exchange>;
  subscribe(channels: readonly string[], signal: AbortSignal): Promise<Exchange>;
  /** @param hold false asks the server to answer at once */
  connect(hold: boolean, signal: AbortSignal): Promise<Exchange>;
  /** Milliseconds to wait before the next connect or handshake. */
  interval(): number;
  /** True when the server acknowledges and re-sends: a connect that failed has lost nothing. */
  lossless(): boolean;
  /** Says goodbye; gives up after two seconds and never fails. */
  disconnect(): Promise<void>;
}

/** Added to the server's hold time before a poll counts as hung; stock clients add as much (`maxNetworkDelay`). */
const defaultMargin = 10_000;

export function createBayeuxSession(connection: Connection, path: string, margin = defaultMargin): BayeuxSession {
  let advice = initialAdvice;
  let lastId = 0;
  let clientId: string | null = null;
  let ack: number | null = null;

  async function exchange(
    messages: readonly Readonly<Record<string, unknown>>[],
    timeout: number | null,
    signal?: AbortSignal,
  ): Promise<Batch> {
    const reply = await connection.send({
      method: 'POST',
      path,
      // Servers with the ack extension keep what they have to re-send by the id of the connect.
      body: messages.map((message) => ({ id: String(++lastId), ...message })),
      ...(timeout === null ? {} : { timeout }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (deniesLogin(reply)) throw unauthenticated();
    if (reply.status !== 200) {
      const what = `The notification endpoint answered HTTP ${reply.status}.`;
      throw reply.status === 403
        ? new ForbiddenError('UPSTREAM_BAD_RESPONSE', what)
        : new GatewayError('UPSTREAM_BAD_RESPONSE', what);
    }
    const batch = parseBatch(reply.text, advice);
    advice = batch.advice;
    return batch;
  }

  return {
    async handshake(signal) {
      // What another session was advised is not for this one.
      advice = initialAdvice;
      const batch = await exchange(
        [
          {
            channel: '/meta/handshake',
            version: '1.0',
            minimumVersion: '1.0',
            supportedConnectionTypes: ['long-polling'],
            ext: { ack: true },
          },
        ],
        null,
        signal,
      );
      const reply = batch.replies.find(({ channel }) => channel === '/meta/handshake');
      clientId = reply?.clientId ?? null;
      ack = reply?.ack === true ? -1 : null;
      // A refused handshake is no session, so "handshake again" is what any retry does.
      const ended = judge(batch, '/meta/handshake');
      return ended.end === 'ok' && clientId === null
        ? { ...ended, end: 'failed', reason: 'no clientId was given' }
        : ended;
    },

    async subscribe(channels, signal) {
      const batch = await exchange(
        channels.map((subscription) => ({ channel: '/meta/subscribe', clientId, subscription })),
        null,
        signal,
      );
      return judge(batch, '/meta/subscribe');
    },

    async connect(hold, signal) {
      const batch = await exchange(
        [
          {
            channel: '/meta/connect',
            clientId,
            connectionType: 'long-polling',
            ...(ack === null ? {} : { ext: { ack } }),
            ...(hold ? {} : { advice: { timeout: 0 } }),
          },
        ],
        advice.timeout + margin,
        signal,
      );
      const acknowledged = batch.replies.find(({ channel }) => channel === '/meta/connect')?.ack;
      if (ack !== null && typeof acknowledged === 'number') ack = acknowledged;
      const ended = judge(batch, '/meta/connect');
      if (ended.end === 'lost') clientId = null;
      return ended;
    },

    interval: () => advice.interval,
    lossless: () => ack !== null,

    async disconnect() {
      if (clientId === null) return;
      const message = { channel: '/meta/disconnect', clientId };
      clientId = null;
      try {
        await exchange([message], 2000);
      } catch {
        // The session is swept by the server in any case.
      }
    },
  };
}

/** One success suffices: of the documented topics a server may refuse one spelling. */
function judge(batch: Batch, channel: string): Exchange {
  const { deliveries } = batch;
  const replies = batch.replies.filter((reply) => reply.channel === channel);
  const failure = replies.find(({ successful }) => !successful);
  const reason = failure?.error ?? '';
  const ended = (end: Exchange['end'], otherwise: string): Exchange => ({
    end,
    reason: reason || otherwise,
    deliveries,
  });
  if (batch.replies.some((reply) => reply.channel === '/meta/disconnect'))
    return ended('refused', 'the server disconnected');
  if (batch.replies.some(({ reconnect }) => reconnect === 'none'))
    return ended('refused', 'the server advises not to reconnect');
  if (replies.some(isUnknownClient)) return ended('lost', 'unknown client');
  if (batch.replies.some(({ reconnect }) => reconnect === 'handshake'))
    return ended('lost', 'the server advises a new handshake');
  if (replies.some(({ successful }) => successful)) return { end: 'ok', reason: '', deliveries };
  return ended('failed', `no reply on ${channel}`);
}
