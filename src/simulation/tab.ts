import { createEnding } from '../agent/ending.ts';
import type { Links } from '../agent/links.ts';
import type { SessionEvent } from '../agent/session-event.ts';
import { isGatewayError } from '../errors.ts';
import type { Credentials } from '../upstream/connection.ts';
import { pause } from '../upstream/deadline.ts';

/** An event, and how much the upstream had published when the tab got it. */
export interface Seen {
  readonly event: SessionEvent;
  readonly published: number;
}

/** A browser tab: it follows the events, is cut off, comes back with its last cursor, reads fast or slowly. */
export interface Tab {
  readonly userName: string;
  /** Everything it ever got, across all its connections. */
  readonly history: readonly Seen[];
  /** The number of the connection that it has; null while it is away. */
  connection(): number | null;
  connect(): void;
  disconnect(): void;
  /** Milliseconds that it takes for each event. */
  slow(milliseconds: number): void;
  close(): Promise<void>;
}

export interface TabOptions {
  readonly userName: string;
  readonly links: Links;
  readonly credentials: Credentials;
  readonly published: () => number;
}

/** Milliseconds before a tab whose stream failed tries again. */
const retryAfter = 1000;

export function createTab({ userName, links, credentials, published }: TabOptions): Tab {
  const history: Seen[] = [];
  let cursor: string | null = null;
  let slowness = 0;
  let stop: AbortController | null = null;
  let connections = 0;
  const running = new Set<Promise<void>>();

  async function follow(signal: AbortSignal): Promise<void> {
    const hold = links.hold(credentials);
    const events = hold.link.events(cursor, createEnding());
    const leave = (): void => void events.return();
    signal.addEventListener('abort', leave, { once: true });
    try {
      for await (const event of events) {
        history.push({ event, published: published() });
        cursor = event.cursor;
        if (slowness > 0) await pause(slowness, signal);
      }
    } finally {
      signal.removeEventListener('abort', leave);
      hold.release();
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await follow(signal);
      } catch (error) {
        if (!isGatewayError(error)) throw error;
      }
      await pause(retryAfter, signal);
    }
  }

  return {
    userName,
    history,
    connection: () => (stop === null ? null : connections),
    connect() {
      if (stop !== null) return;
      stop = new AbortController();
      connections += 1;
      const following = run(stop.signal).finally(() => running.delete(following));
      running.add(following);
    },
    disconnect() {
      stop?.abort();
      stop = null;
    },
    slow(milliseconds) {
      slowness = milliseconds;
    },
    async close() {
      stop?.abort();
      await Promise.all(running);
    },
  };
}
