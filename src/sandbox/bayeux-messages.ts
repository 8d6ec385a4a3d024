import type { BayeuxSession } from './bayeux-session.ts';
import { isChannelPattern, isOwnChannel } from './channels.ts';
import { isRecord } from './parameters.ts';

/** A message of a client, its members still unchecked. */
export interface BayeuxMessage {
  readonly channel: unknown;
  readonly id: unknown;
  readonly clientId: unknown;
  readonly subscription: unknown;
  readonly connectionType: unknown;
  readonly supportedConnectionTypes: unknown;
  readonly advice: Readonly<Record<string, unknown>>;
  readonly ext: Readonly<Record<string, unknown>>;
}

export type BayeuxReply = Readonly<Record<string, unknown>>;

/** Messages per request and subscriptions per session that the sandbox bears. */
const maxMessages = 100;
const maxSubscriptions = 100;

/** The messages of a request body; undefined when it is not JSON, empty, or holds something other than objects. */
export function readMessages(body: string): readonly BayeuxMessage[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const messages: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (messages.length === 0 || messages.length > maxMessages || !messages.every(isRecord)) return undefined;
  return messages.map((message) => ({
    channel: message['channel'],
    id: message['id'],
    clientId: message['clientId'],
    subscription: message['subscription'],
    connectionType: message['connectionType'],
    supportedConnectionTypes: message['supportedConnectionTypes'],
    advice: isRecord(message['advice']) ? message['advice'] : {},
    ext: isRecord(message['ext']) ? message['ext'] : {},
  }));
}

/** A reply carries the channel and, if there was one, the id of its message. */
export function replyTo(message: BayeuxMessage, members: BayeuxReply): BayeuxReply {
  return { ...(message.id === undefined ? {} : { id: message.id }), channel: message.channel, ...members };
}

export function failure(message: BayeuxMessage, error: string, members: BayeuxReply = {}): BayeuxReply {
  const subscription = message.subscription === undefined ? {} : { subscription: message.subscription };
  return replyTo(message, { ...subscription, successful: false, error, ...members });
}

/** 402 with advice to handshake on /meta/connect, without any advice on everything else. */
export function unknownClient(message: BayeuxMessage): BayeuxReply {
  const advice = message.channel === '/meta/connect' ? { advice: { reconnect: 'handshake', interval: 0 } } : {};
  return failure(message, '402::Unknown client', advice);
}

/** Why a message cannot be served by any session; undefined when it can. */
export function malformed(message: BayeuxMessage): BayeuxReply | undefined {
  if (typeof message.channel !== 'string') return failure(message, '400::channel missing');
  if (message.channel.startsWith('/meta/') ? message.channel.includes('*') : !isChannelPattern(message.channel)) {
    return failure(message, '400::channel invalid');
  }
  if (message.channel === '/meta/handshake') {
    const types = message.supportedConnectionTypes;
    if (Array.isArray(types) && !types.includes('long-polling')) {
      return failure(message, '400::long-polling is the only connection type', { advice: { reconnect: 'none' } });
    }
  } else if (typeof message.clientId !== 'string') {
    // CometD does not tell a missing clientId from an unknown one.
    return unknownClient(message);
  }
  if (message.connectionType !== undefined && message.connectionType !== 'long-polling') {
    return failure(message, '400::long-polling is the only connection type');
  }
  return undefined;
}

/** Serves what neither opens, holds nor ends a session. */
export function answerMessage(session: BayeuxSession, message: BayeuxMessage): BayeuxReply {
  switch (message.channel) {
    case '/meta/subscribe':
      return subscribe(session, message);
    case '/meta/unsubscribe':
      return unsubscribe(session, message);
    default:
      // Clients of this API listen only.
      return failure(message, `403:${String(message.channel)}:publish_denied`);
  }
}

function subscribe(session: BayeuxSession, message: BayeuxMessage): BayeuxReply {
  const names = subscriptionsOf(message);
  if (names.length === 0) return failure(message, '403::subscription_missing');
  const wrong = names.find((name) => typeof name !== 'string' || !isChannelPattern(name));
  if (wrong !== undefined) return failure(message, '403::subscription_invalid');
  const channels = names.map(String);
  const foreign = channels.find((name) => !isOwnChannel(name));
  if (foreign !== undefined) return failure(message, `403:${foreign}:subscribe_denied`);
  if (new Set([...session.subscriptions, ...channels]).size > maxSubscriptions) {
    return failure(message, '403::subscribe_failed');
  }
  for (const name of channels) session.subscriptions.add(name);
  return replyTo(message, { clientId: session.id, subscription: message.subscription, successful: true });
}

function unsubscribe(session: BayeuxSession, message: BayeuxMessage): BayeuxReply {
  const names = subscriptionsOf(message);
  if (names.length === 0) return failure(message, '403::subscription_missing');
  for (const name of names) if (typeof name === 'string') session.subscriptions.delete(name);
  return replyTo(message, { clientId: session.id, subscription: message.subscription, successful: true });
}

function subscriptionsOf({ subscription }: BayeuxMessage): readonly unknown[] {
  if (subscription === undefined || subscription === null) return [];
  return Array.isArray(subscription) ? subscription : [subscription];
}
