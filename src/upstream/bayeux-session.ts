import { GatewayError } from '../errors.ts';
import { initialAdvice, isUnknownClient, parseBatch, type Batch, type Delivery } from './bayeux-message.ts';
import type { Connection } from './connection.ts';
import { deniesLogin } from './envelope.ts';
import type { UpstreamReply } from './exchange.ts';
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
  return new LongPolledSession(connection, path, margin);
}

type Message = Readonly<Record<string, unknown>>;

/** A class, for every caller has one. */
class LongPolledSession implements BayeuxSession {
  readonly #connection: Connection;
  readonly #path: string;
  readonly #margin: number;
  #advice = initialAdvice;
  #lastId = 0;
  #clientId: string | null = null;
  #ack: number | null = null;

  constructor(connection: Connection, path: string, margin: number) {
    this.#connection = connection;
    this.#path = path;
    this.#margin = margin;
  }

  async handshake(signal: AbortSignal): Promise<Exchange> {
    // What another session was advised is not for this one.
    this.#advice = initialAdvice;
    const message = {
      channel: '/meta/handshake',
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      ext: { ack: true },
    };
    const batch = this.#read(await this.#send([message], null, signal));
    const reply = batch.replies.find(({ channel }) => channel === '/meta/handshake');
    this.#clientId = reply?.clientId ?? null;
    this.#ack = reply?.ack === true ? -1 : null;
    // A refused handshake is no session, so "handshake again" is what any retry does.
    const ended = judge(batch, '/meta/handshake');
    return ended.end === 'ok' && this.#clientId === null
      ? { ...ended, end: 'failed', reason: 'no clientId was given' }
      : ended;
  }

  async subscribe(channels: readonly string[], signal: AbortSignal): Promise<Exchange> {
    const clientId = this.#clientId;
    const messages = channels.map((subscription) => ({ channel: '/meta/subscribe', clientId, subscription }));
    return judge(this.#read(await this.#send(messages, null, signal)), '/meta/subscribe');
  }

  async connect(hold: boolean, signal: AbortSignal): Promise<Exchange> {
    const batch = this.#read(await this.#send([this.#poll(hold)], this.#advice.timeout + this.#margin, signal));
    const acknowledged = batch.replies.find(({ channel }) => channel === '/meta/connect')?.ack;
    if (this.#ack !== null && typeof acknowledged === 'number') this.#ack = acknowledged;
    const ended = judge(batch, '/meta/connect');
    if (ended.end === 'lost') this.#clientId = null;
    return ended;
  }

  interval(): number {
    return this.#advice.interval;
  }

  lossless(): boolean {
    return this.#ack !== null;
  }

  async disconnect(): Promise<void> {
    if (this.#clientId === null) return;
    const message = { channel: '/meta/disconnect', clientId: this.#clientId };
    this.#clientId = null;
    try {
      this.#read(await this.#send([message], 2000));
    } catch {
      // The session is swept by the server in any case.
    }
  }

  #poll(hold: boolean): Message {
    const ack = this.#ack;
    return {
      channel: '/meta/connect',
      clientId: this.#clientId,
      connectionType: 'long-polling',
      ...(ack === null ? {} : { ext: { ack } }),
      ...(hold ? {} : { advice: { timeout: 0 } }),
    };
  }

  /** Not async, nor is `#read`: while a poll is held, each async function under way keeps half a kilobyte. */
  #send(messages: readonly Message[], timeout: number | null, signal?: AbortSignal): Promise<UpstreamReply> {
    return this.#connection.send({
      method: 'POST',
      path: this.#path,
      // Servers with the ack extension keep what they have to re-send by the id of the connect.
      body: messages.map((message) => ({ id: String(++this.#lastId), ...message })),
      ...(timeout === null ? {} : { timeout }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #read(reply: UpstreamReply): Batch {
    if (deniesLogin(reply)) throw unauthenticated();
    if (reply.status !== 200) {
      const what = `The notification endpoint answered HTTP ${reply.status}.`;
      throw reply.status === 403
        ? new ForbiddenError('UPSTREAM_BAD_RESPONSE', what)
        : new GatewayError('UPSTREAM_BAD_RESPONSE', what);
    }
    const batch = parseBatch(reply.text, this.#advice);
    this.#advice = batch.advice;
    return batch;
  }
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
