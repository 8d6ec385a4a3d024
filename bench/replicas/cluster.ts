import { randomBytes } from 'node:crypto';
import { startChild, type Child } from '../harness/child.ts';
import type { Redis } from '../harness/redis.ts';
import { checkSocketEvent } from '../subscribers/checks.ts';
import { deskDocument } from '../subscribers/document.ts';
import { openSocket } from '../subscribers/socket.ts';
import { openWatchers, type Watchers } from '../subscribers/watchers.ts';
import { startBayeuxUpstream } from '../upstream/bayeux.ts';
import type { Places } from './places.ts';

/** Replicas before one upstream, with two subscribers of each agent: on two replicas, where there are two. */
export interface Cluster {
  readonly name: string;
  readonly replicas: readonly Child[];
  /** Null where the gateway is alone. */
  readonly redis: Redis | null;
  readonly agents: number;
  readonly watchers: Watchers;
  /** Events that subscribers of each replica had so far. */
  delivered(): readonly number[];
  /** What went wrong, each with the contender's name. */
  wrong(): readonly string[];
  /** Twice is fine. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly name: string;
  readonly count: number;
  /** Is stopped with them. */
  readonly redis: Redis | null;
  readonly places: Places;
  readonly agents: number;
}

/** Settings of replicas that share this Redis, and share nothing with others there. */
export function settingsOf({ url }: Redis): Readonly<Record<string, string>> {
  return {
    REDIS_URL: url,
    REDIS_PREFIX: `bench-${randomBytes(6).toString('hex')}`,
    EVENT_LOG_KEY: randomBytes(32).toString('base64'),
    // In another's Redis little is to be left behind for long.
    EVENT_LOG_AGE_MS: '600000',
  };
}

export function startReplica(base: string, settings: object, pin: readonly string[]): Promise<Child> {
  return startChild(new URL('../contenders/gateway.ts', import.meta.url), { base, settings }, pin);
}

export async function startCluster({ name, count, redis, places, agents }: ClusterOptions): Promise<Cluster> {
  const upstream = await startBayeuxUpstream('seed');
  const settings = redis === null ? {} : settingsOf(redis);
  const starting = Array.from({ length: count }, (_, index) =>
    startReplica(upstream.base, settings, places.replica(index)),
  );
  let watchers: Watchers | null = null;
  const stop = async (): Promise<void> => {
    watchers?.close();
    const started = await Promise.allSettled(starting);
    await Promise.all(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])));
    await redis?.close();
    await upstream.close();
  };
  try {
    const replicas = await Promise.all(starting);
    const events = new Map<string, number>(replicas.map(({ url }) => [url, 0]));
    watchers = await openWatchers({
      upstream,
      url: (agent, tab) => replicas[(agent + tab) % count]?.url ?? '',
      open: (options) =>
        openSocket({
          ...options,
          onMessage(message) {
            if (message.includes(event)) events.set(options.url, (events.get(options.url) ?? 0) + 1);
            options.onMessage(message);
          },
        }),
      query: deskDocument,
      check: checkSocketEvent(upstream.entries),
      agents,
      tabs: 2,
      sample: 53,
    });
    const { wrong } = watchers;
    return {
      name,
      replicas,
      redis,
      agents,
      watchers,
      delivered: () => [...events.values()],
      wrong: () => [...new Set([...wrong, ...upstream.wrong])].map((what) => `${name}: ${what}`),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In the head of what a notification of this suite is delivered as. */
const event = Buffer.from('"ParticipantsChanged"');
