import { GatewayError } from '../errors.ts';

/** What a server advises (Bayeux 1.0, "advice"); times in milliseconds, held within sane bounds. */
export interface Advice {
  readonly reconnect: 'retry' | 'handshake' | 'none';
  readonly interval: number;
  readonly timeout: number;
}

export const initialAdvice: Advice = { reconnect: 'retry', interval: 0, timeout: 30_000 };

/** A reply on a `/meta/` channel. */
export interface MetaReply {
  readonly channel: string;
  readonly successful: boolean;
  readonly error: string;
  readonly clientId: string | null;
  readonly subscription: string | null;
  /** `ext.ack`: true in a handshake reply that grants the extension, a batch number in a connect reply. */
  readonly ack: boolean | number | null;
  readonly reconnect: Advice['reconnect'] | null;
}

export interface Delivery {
  readonly channel: string;
  readonly data: unknown;
}

/** One HTTP answer of the server, taken apart. */
export interface Batch {
  readonly replies: readonly MetaReply[];
  readonly deliveries: readonly Delivery[];
  readonly advice: Advice;
}

/**
 * Takes an answer apart; replies to any message may carry deliveries in the same array. Advice missing keeps what was known.
 *
 * @throws GatewayError UPSTREAM_BAD_RESPONSE when the text is no array of messages
 */
export function parseBatch(text: string, known: Advice): Batch {
  const replies: MetaReply[] = [];
  const deliveries: Delivery[] = [];
  let advice = known;
  for (const message of parseArray(text)) {
    if (!isRecord(message) || typeof message['channel'] !== 'string') continue;
    const given = isRecord(message['advice']) ? message['advice'] : null;
    if (given !== null) advice = mergeAdvice(advice, given);
    if (message['channel'].startsWith('/meta/')) replies.push(metaReply(message['channel'], message, given));
    else if ('data' in message) deliveries.push({ channel: message['channel'], data: message['data'] });
  }
  return { replies, deliveries, advice };
}

function metaReply(channel: string, message: Readonly<Record<string, unknown>>, advice: object | null): MetaReply {
  const ext = isRecord(message['ext']) ? message['ext'] : {};
  const ack = ext['ack'];
  return {
    channel,
    successful: message['successful'] === true,
    error: text(message['error']) ?? '',
    clientId: text(message['clientId']),
    subscription: text(message['subscription']),
    ack: typeof ack === 'boolean' || (typeof ack === 'number' && Number.isSafeInteger(ack)) ? ack : null,
    reconnect: advice === null ? null : reconnect((advice as Record<string, unknown>)['reconnect']),
  };
}

/** True when the server no longer knows the client id: matched by number, and by the wordings of other generations. */
export function isUnknownClient(reply: MetaReply): boolean {
  return !reply.successful && (/^402\b/.test(reply.error) || /unknown.{0,3}(client|session)/i.test(reply.error));
}

function mergeAdvice(known: Advice, given: Readonly<Record<string, unknown>>): Advice {
  return {
    reconnect: reconnect(given['reconnect']) ?? known.reconnect,
    interval: bounded(given['interval'], 60_000) ?? known.interval,
    timeout: bounded(given['timeout'], 600_000) ?? known.timeout,
  };
}

/** Advice nobody knows is no advice. */
function reconnect(value: unknown): Advice['reconnect'] | null {
  return value === 'retry' || value === 'handshake' || value === 'none' ? value : null;
}

function bounded(value: unknown, maximum: number): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 0), maximum) : null;
}

function parseArray(body: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(body);
    if (Array.isArray(value)) return value;
  } catch {
    // Falls through: not JSON is as bad as not an array.
  }
  throw new GatewayError('UPSTREAM_BAD_RESPONSE', 'The upstream answered something that is not Bayeux.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
