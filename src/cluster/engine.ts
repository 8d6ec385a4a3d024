import { createClient, ErrorReply, RESP_TYPES } from '@redis/client';
import type { Log } from '../log.ts';
import { pause, unlessStopped, withDeadline } from '../upstream/deadline.ts';
import { createBell } from './bell.ts';
import type { Script } from './scripts.ts';

/** Redis, or what speaks its protocol, shared by all replicas. */
export interface Engine {
  /** What a name of ours is called there. */
  key(name: string): string;
  /** Runs a script as one step. Blobs come as buffers. @throws EngineError */
  run(script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown>;
  /** Runs a command. Blobs come as buffers. @throws EngineError */
  command(...words: readonly (string | number | Buffer)[]): Promise<unknown>;
  /** Calls back with each message of a channel, and whenever messages may have been missed. Gives what ends that. */
  listen(channel: string, listener: () => void): () => void;
  isUp(): boolean;
  /** Resolves when it can be reached, or soon: whoever waits asks again. */
  whenUp(): Promise<void>;
  /** Twice is fine. */
  close(): Promise<void>;
}

/** Redis cannot be reached, takes too long, or does not want to. What was asked for may have been done. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export interface EngineOptions {
  /** `redis://…` or `rediss://…`; may hold a password. */
  readonly url: string;
  readonly prefix: string;
  /** Told of every call. */
  readonly onCall?: (milliseconds: number, outcome: 'ok' | 'failed') => void;
  readonly log: Log;
}

/** Milliseconds that a call may take. */
const patience = 2000;
/** Milliseconds between signs of life, and without one until the connection counts as broken. */
const ping = 1000;
const silence = 3000;
/** Milliseconds between lines of the log that tell of refusals: each agent meets with them. */
const refusalEvery = 30_000;
/** Milliseconds between attempts to connect: doubled each time, jitter aside. */
const firstPause = 50;
const longestPause = 2000;

export function createEngine({ url, prefix, onCall, log }: EngineOptions): Engine {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: ping,
    socket: {
      connectTimeout: patience,
      socketTimeout: silence,
      reconnectStrategy: (tries) => Math.min(longestPause, firstPause * 2 ** tries) * (0.5 + Math.random() / 2),
    },
  });
  const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const { host } = new URL(url);
  const listeners = new Map<string, Set<() => void>>();
  const arrivals = createBell();
  const closed = new AbortController();
  let isUp = false;
  let refused = -Infinity;
  let closing: Promise<void> | null = null;

  const arrived = (): void => {
    if (isUp) return;
    isUp = true;
    log.info({ engine: host }, 'connected to the shared event log');
    arrivals.ring();
    for (const channel of listeners.values()) for (const listener of channel) listener();
  };
  client.on('ready', arrived);
  // It may answer again without a new connection, as after it loaded its data.
  client.on('ping-interval', arrived);
  client.on('error', (error: unknown) => {
    isUp = false;
    log.warn({ err: error, engine: host }, 'the shared event log cannot be reached; trying again');
  });
  void client.connect().catch(() => undefined);

  /** It answers, and does not want to: nothing else tells of that. */
  function tellOfRefusal(error: Error): void {
    const now = performance.now();
    if (now - refused < refusalEvery) return;
    refused = now;
    log.warn({ err: error, engine: host }, 'the shared event log refuses what it is asked');
  }

  async function call(task: () => Promise<unknown>): Promise<unknown> {
    const began = performance.now();
    const reply = task().then(
      (value) => {
        onCall?.(performance.now() - began, 'ok');
        return { value };
      },
      (error: unknown) => {
        onCall?.(performance.now() - began, 'failed');
        if (error instanceof ErrorReply) tellOfRefusal(error);
        throw new EngineError(error instanceof Error ? error.message : String(error), { cause: error });
      },
    );
    const inTime = await withDeadline(patience, undefined, (signal) => unlessStopped(reply, signal));
    if (inTime !== null) return inTime.value;
    reply.catch(() => undefined);
    throw new EngineError(`no answer within ${patience} ms`);
  }

  async function leave(): Promise<void> {
    closed.abort();
    // It waits for answers, and for ever where the connection breaks meanwhile.
    if (client.isReady) {
      await withDeadline(patience, undefined, (signal) =>
        unlessStopped(
          client.close().catch(() => undefined),
          signal,
        ),
      );
    }
    client.destroy();
  }

  return {
    key: (name) => `${prefix}:${name}`,
    run: (script, keys, args) =>
      call(async () => {
        const terms = { keys: [...keys], arguments: args.map(asArgument) };
        try {
          return await bytes.evalSha(script.sha, terms);
        } catch (error) {
          if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
          return bytes.eval(script.text, terms);
        }
      }),
    command: (...words) => call(() => bytes.sendCommand(words.map(asArgument))),
    listen(channel, listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      const onMessage = (): void => {
        listener();
      };
      // What cannot be subscribed to now is when the connection is there again.
      client.subscribe(channel, onMessage).then(listener, () => undefined);
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(channel);
        client.unsubscribe(channel, onMessage).catch(() => undefined);
      };
    },
    isUp: () => isUp,
    whenUp: async () => {
      if (!isUp) await arrivals.after(arrivals.rings(), longestPause, closed.signal);
      // Not at once again, where it can be reached and still fails, nor where it was closed.
      await pause(firstPause, new AbortController().signal);
    },
    close() {
      closing ??= leave();
      return closing;
    },
  };
}

function asArgument(value: string | number | Buffer): string | Buffer {
  return typeof value === 'number' ? String(value) : value;
}
