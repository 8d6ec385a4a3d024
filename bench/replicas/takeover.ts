import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../harness/child.ts';
import { quantile } from '../harness/quantiles.ts';
import type { Redis } from '../harness/redis.ts';
import type { Sample } from '../harness/result.ts';
import { checkSocketEvent } from '../subscribers/checks.ts';
import { deskDocument } from '../subscribers/document.ts';
import { openSocket, type Subscriber } from '../subscribers/socket.ts';
import { authorizationOf, startBayeuxUpstream, type BayeuxUpstream } from '../upstream/bayeux.ts';
import { settingsOf, startReplica } from './cluster.ts';
import { metricsOf } from './measure.ts';
import type { Places } from './places.ts';

/** Milliseconds in which what is waited for must come. */
const patience = 30_000;

interface Tab extends Subscriber {
  /** When each came, by `performance.now()`. */
  readonly snapshots: number[];
  readonly events: number[];
}

export interface TakeoverOptions {
  /** Is stopped with them. */
  readonly redis: Redis;
  readonly places: Places;
  readonly agents: number;
  /** Milliseconds that pass before. */
  readonly after: number;
}

/**
 * Two replicas, of which one leads all agents and is killed: milliseconds from then to the first event that the other one delivers, an
 * agent's middle one. Events that were told before come once, and what may be missing is announced.
 */
export async function takeover({
  redis,
  places,
  agents,
  after,
}: TakeoverOptions): Promise<{ readonly sample: Sample; readonly wrong: readonly string[] }> {
  const upstream = await startBayeuxUpstream('seed');
  const settings = settingsOf(redis);
  const children: Child[] = [];
  const tabs: Tab[] = [];
  const wrong: string[] = [];
  try {
    const start = async (index: number): Promise<Child> => {
      const child = await startReplica(upstream.base, settings, places.replica(index));
      children.push(child);
      return child;
    };
    const [leading, following] = [await start(0), await start(1)];
    const numbers = Array.from({ length: agents }, (_, number) => number);
    const open = (url: string, number: number): Tab => {
      const tab = openTab({ upstream, url, number, wrong });
      tabs.push(tab);
      return tab;
    };
    // Who comes first leads.
    const first = numbers.map((number) => open(leading.url, number));
    await until('subscribers of the leading replica', () => first.every(({ snapshots }) => snapshots.length === 1));
    const others = numbers.map((number) => open(following.url, number));
    await until('subscribers of the other replica', () => others.every(({ snapshots }) => snapshots.length === 1));
    const [leases] = await metricsOf(leading.url, 'gws_graphql_leases');
    if (leases !== agents) throw new Error(`the replica leads ${leases} of ${agents} agents`);
    for (const number of numbers) upstream.publish(number);
    await until('the first event', () => tabs.every(({ events }) => events.length === 1));

    await sleep(after);
    for (const tab of first) tab.close();
    const killed = performance.now();
    process.kill(leading.pid, 'SIGKILL');
    // Each agent's next notification comes when subscribers have been told what there is.
    const waiting = new Set(numbers);
    await until('what is told by the one that takes over', () => {
      for (const number of waiting) {
        if (others[number]?.snapshots.length !== 2) continue;
        waiting.delete(number);
        upstream.publish(number);
      }
      return waiting.size === 0;
    });
    await until('the first event of the one that takes over', () => others.every(({ events }) => events.length === 2));
    const times = others.map(({ events }) => (events[1] ?? NaN) - killed);
    const told = others.map(({ snapshots }) => (snapshots[1] ?? NaN) - killed);
    return {
      sample: {
        value: quantile(times, 0.5),
        besides: {
          'first ms': Math.min(...times),
          'last ms': Math.max(...times),
          'snapshot ms': quantile(told, 0.5),
        },
      },
      wrong: [...new Set([...wrong, ...upstream.wrong])].map((what) => `takeover: ${what}`),
    };
  } finally {
    for (const tab of tabs) tab.close();
    await Promise.all(children.map((child) => child.stop()));
    await redis.close();
    await upstream.close();
  }
}

interface TabOptions {
  readonly upstream: BayeuxUpstream;
  readonly url: string;
  readonly number: number;
  readonly wrong: string[];
}

function openTab({ upstream, url, number, wrong }: TabOptions): Tab {
  const check = checkSocketEvent(upstream.entries);
  const snapshots: number[] = [];
  const events: number[] = [];
  const complain = (what: string): void => {
    if (wrong.length < 20) wrong.push(`agent ${number}: ${what}`);
  };

  function take(message: Buffer): void {
    const now = performance.now();
    const { type, payload } = JSON.parse(message.toString()) as Told;
    if (type === 'ping') return;
    const told = payload?.data?.sessionEvents;
    switch (told?.__typename) {
      case 'SessionsSnapshot': {
        const isAgain = snapshots.push(now) > 1;
        const isRight = isAgain === told.mayHaveMissedEvents && (told.reason === 'UPSTREAM_RECONNECTED') === isAgain;
        if (!isRight) complain(`snapshot ${snapshots.length}, ${told.reason}: ${told.mayHaveMissedEvents}`);
        return;
      }
      case 'ParticipantsChanged': {
        events.push(now);
        const stamp = /bench-\d+-\d+-/.exec(message.toString('latin1'))?.[0] ?? '';
        const error = stamp.startsWith(`bench-${events.length}-`)
          ? check(message, events.length, stamp)
          : `got ${stamp}`;
        if (error !== null) complain(`event ${events.length}: ${error}`);
        return;
      }
      default:
        complain(`got ${message.toString().slice(0, 300)}`);
    }
  }

  const subscriber = openSocket({
    url,
    authorization: authorizationOf(number),
    query: deskDocument,
    onMessage: take,
    onLost: (reason) => {
      complain(`lost its connection: ${reason}`);
    },
  });
  return {
    snapshots,
    events,
    close() {
      subscriber.close();
    },
  };
}

interface Told {
  readonly type: string;
  readonly payload?: {
    readonly data?: {
      readonly sessionEvents: {
        readonly __typename: string;
        readonly reason: string;
        readonly mayHaveMissedEvents: boolean;
      };
    };
  };
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (const begun = performance.now(); !isTrue();) {
    if (performance.now() - begun > patience) throw new Error(`${what}: not in ${patience} ms`);
    await sleep(2);
  }
}
