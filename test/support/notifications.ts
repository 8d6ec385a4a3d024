import { expect, onTestFinished } from 'vitest';
import { createUpstreamMeter } from '../../src/meters/upstream-meter.ts';
import type { Connection } from '../../src/upstream/connection.ts';
import { createGate } from '../../src/upstream/gate.ts';
import {
  receiveNotifications,
  type NotificationOptions,
  type NotificationSignal,
} from '../../src/upstream/notifications.ts';
import { connect } from './connection.ts';
import { json, startUpstream, type Answer, type Seen, type Upstream } from './upstream.ts';

type Message = Readonly<Record<string, unknown>>;

/** The lines of a Bayeux exchange, as `Upstream.plan` takes them. */
export const handshake = 'POST /api/v2/notifications /meta/handshake';
export const subscribe = 'POST /api/v2/notifications /meta/subscribe';
export const poll = 'POST /api/v2/notifications /meta/connect';
export const disconnect = 'POST /api/v2/notifications /meta/disconnect';

export function messages(seen: Seen): readonly Message[] {
  return seen.body as readonly Message[];
}

/** Answers a handshake as CometD does. */
export function welcome(clientId: string, more: Message = {}): Answer {
  const reply = {
    channel: '/meta/handshake',
    version: '1.0',
    supportedConnectionTypes: ['long-polling'],
    clientId,
    successful: true,
    advice: { reconnect: 'retry', interval: 0, timeout: 30_000 },
    ...more,
  };
  return json([reply], 200, { 'set-cookie': `BAYEUX_BROWSER=browser-${clientId}; Path=/; HttpOnly` });
}

/** Grants every subscription. */
export function subscribed(...deliveries: readonly Message[]): Answer {
  return (response, seen) => {
    const replies = messages(seen).map(({ subscription }) => ({
      channel: '/meta/subscribe',
      successful: true,
      subscription,
    }));
    json([...deliveries, ...replies])(response, seen);
  };
}

/** Answers a poll with success, after some deliveries. */
export function polled(deliveries: readonly Message[] = [], more: Message = {}): Answer {
  return json([...deliveries, { channel: '/meta/connect', successful: true, ...more }]);
}

export function event(data: unknown, channel = '/v2/me/facebooksession'): Message {
  return { channel, data };
}

export interface Followed {
  readonly connection: Connection;
  /** The next signal, without its reason. */
  next(): Promise<NotificationSignal | Ended>;
  /** The next signals, as many as are asked for. */
  take(count: number): Promise<readonly (NotificationSignal | Ended)[]>;
  /** Fires the signal and waits for the end. */
  stop(): Promise<void>;
}

/** How the notifications ended. */
export interface Ended {
  readonly kind: 'ended';
  readonly error: unknown;
}

/** Follows the notifications as the gateway does: always reading on. */
export function follow(base: string, options: Partial<NotificationOptions> = {}): Followed {
  const controller = new AbortController();
  const connection = options.connection ?? connect(base);
  const signals: (NotificationSignal | Ended)[] = [];
  let wake: () => void = () => undefined;
  const put = (signal: NotificationSignal | Ended): void => {
    signals.push(signal);
    wake();
  };
  const run = async (): Promise<void> => {
    try {
      const source = receiveNotifications({
        connection,
        path: '/notifications',
        channels: ['/v2/me/*'],
        signal: controller.signal,
        checkLogin: () => Promise.resolve(),
        gate: createGate(1),
        meter: createUpstreamMeter(),
        log: silent,
        random: () => 0,
        backoff: { first: 1, longest: 1 },
        ...options,
      });
      for await (const signal of source) put(signal);
      put({ kind: 'ended', error: null });
    } catch (error) {
      put({ kind: 'ended', error });
    }
  };
  const running = run();
  const stop = (): Promise<void> => {
    controller.abort();
    return running;
  };
  onTestFinished(stop);

  const next = async (): Promise<NotificationSignal | Ended> => {
    for (;;) {
      const signal = signals.shift();
      if (signal !== undefined) return signal;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    connection,
    next,
    async take(count) {
      const taken: (NotificationSignal | Ended)[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    stop,
  };
}

/** A server whose caller is subscribed and about to poll for the first time. */
export async function startFollowed(
  options: Partial<NotificationOptions> = {},
  more: Message = {},
): Promise<{ readonly upstream: Upstream; readonly followed: Followed }> {
  const upstream = await startUpstream();
  upstream.always(disconnect, json([{ channel: '/meta/disconnect', successful: true }]));
  void upstream.plan(handshake, welcome('one', more));
  void upstream.plan(subscribe, subscribed());
  const followed = follow(upstream.base, options);
  expect(await followed.next()).toEqual({ kind: 'subscribed' });
  return { upstream, followed };
}

export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
