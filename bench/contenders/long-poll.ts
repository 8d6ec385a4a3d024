import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';

/** What a caller's long poll brings. */
export interface LongPoll {
  /** Settles when the Bayeux session delivers, with the caller's id and sessions as they were then. */
  readonly ready: Promise<Beginning>;
}

export interface Beginning {
  readonly userId: string;
  /** As the upstream gives them. */
  readonly sessions: readonly unknown[];
}

/** Long polls as they are written by hand: one pool for all callers, a cookie jar of two cookies, no recovery but trying again. */
export interface LongPolls {
  follow(authorization: string, onData: (data: unknown) => void): LongPoll;
  close(): Promise<void>;
}

interface Message {
  readonly channel: string;
  readonly clientId?: string;
  readonly data?: unknown;
  readonly ext?: { readonly ack?: unknown };
}

/** @param base of the upstream, up to and including `/api/v2` */
export function createLongPolls(base: string): LongPolls {
  const { origin, pathname } = new URL(base);
  const pool = new Pool(origin, { connections: null, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const stop = new AbortController();
  const isStopped = (): boolean => stop.signal.aborted;

  function follow(authorization: string, onData: (data: unknown) => void): LongPoll {
    const cookies = new Map<string, string>();
    const ready = Promise.withResolvers<Beginning>();

    async function ask(method: 'GET' | 'POST', path: string, messages?: readonly object[]): Promise<unknown> {
      const response = await pool.request({
        method,
        path: pathname + path,
        signal: stop.signal,
        headers: {
          authorization,
          accept: 'application/json',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(messages === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(messages === undefined ? {} : { body: JSON.stringify(messages) }),
      });
      for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      return JSON.parse(await response.body.text());
    }

    async function run(): Promise<void> {
      const me = (await ask('GET', '/me')) as { user: { id: string } };
      const version = { version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: ['long-polling'] };
      const handshake = { channel: '/meta/handshake', ...version, ext: { ack: true } };
      const [shaken] = (await ask('POST', '/notifications', [handshake])) as Message[];
      const clientId = shaken?.clientId;
      await ask('POST', '/notifications', [{ channel: '/meta/subscribe', clientId, subscription: '/v2/me/*' }]);
      const listing = (await ask('GET', '/me/facebooksessions?fields=*')) as { facebooksessions: unknown[] };
      ready.resolve({ userId: me.user.id, sessions: listing.facebooksessions });
      // Ends with what a poll throws when it is stopped.
      for (let ack: unknown = -1; ;) {
        const connect = { channel: '/meta/connect', clientId, connectionType: 'long-polling', ext: { ack } };
        for (const message of (await ask('POST', '/notifications', [connect])) as Message[]) {
          if (message.channel === '/meta/connect') ack = message.ext?.ack;
          else onData(message.data);
        }
      }
    }

    async function again(): Promise<void> {
      while (!isStopped()) {
        try {
          await run();
        } catch (error) {
          if (!isStopped()) process.stderr.write(`${String(error)}\n`);
          await pause(1000);
        }
      }
    }

    void again();
    return { ready: ready.promise };
  }

  return {
    follow,
    close() {
      stop.abort();
      return pool.destroy();
    },
  };
}
