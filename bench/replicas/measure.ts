import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../harness/quantiles.ts';
import type { Sample } from '../harness/result.ts';
import type { Delivered } from '../subscribers/watchers.ts';
import type { Cluster } from './cluster.ts';

/** Names of figures besides; units in them. `docs/sizing.md` goes by these. */
export const besides = {
  redis: 'Redis µs',
  calls: 'calls',
  perGatewayCore: 'events/s per gateway core',
  perRedisCore: 'events/s per Redis core',
} as const;

/** What a cluster spent in a while. Microseconds of processor time. */
interface Spent {
  readonly replicas: readonly number[];
  /** Null where there is no Redis, or others use it too. */
  readonly redis: number | null;
  /** Calls of the shared log; null where there is none. */
  readonly calls: number | null;
  /** Events, by replica. */
  readonly delivered: readonly number[];
}

/** So many milliseconds as fast as subscribers take it, or notifications per second: throughput, and what an event cost. */
export async function delivering(
  cluster: Cluster,
  milliseconds: number,
  perSecond: number | null,
): Promise<{ readonly pace: Sample; readonly cost: Sample; readonly latency: Sample }> {
  const { watchers } = cluster;
  const { result, spent } = await during(cluster, () =>
    perSecond === null ? watchers.saturate(milliseconds) : watchers.pace(milliseconds, perSecond),
  );
  const { deliveries, seconds, latencies }: Delivered = result;
  const cpu = sum(spent.replicas);
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  const rate = deliveries / seconds;
  const each = spent.replicas.map((own, index) => own / (spent.delivered[index] ?? NaN));
  const shared = {
    ...(spent.redis === null ? {} : { [besides.redis]: spent.redis / deliveries }),
    ...(spent.calls === null ? {} : { [besides.calls]: spent.calls / deliveries }),
  };
  const busy = cpu / 1e6 / seconds;
  return {
    pace: { value: rate, besides: { 'busy cores, gateways': busy, 'p50 ms': p50, 'p99 ms': p99 } },
    cost: {
      value: cpu / deliveries,
      besides: {
        ...Object.fromEntries(each.length < 2 ? [] : each.map((own, index) => [`of replica ${index + 1}`, own])),
        ...shared,
        [besides.perGatewayCore]: (1e6 * deliveries) / cpu,
        ...(spent.redis === null ? {} : { [besides.perRedisCore]: (1e6 * deliveries) / spent.redis }),
      },
    },
    latency: {
      value: p99,
      besides: {
        'p50 ms': p50,
        'events/s': rate,
        'busy cores, gateways': busy,
        'gateways µs': cpu / deliveries,
        ...shared,
      },
    },
  };
}

/** What it costs that agents are there and nothing happens: leases that are renewed, and looked at. Per agent and second. */
export async function idling(cluster: Cluster, milliseconds: number): Promise<Sample> {
  const { result: seconds, spent } = await during(cluster, async () => {
    const begun = performance.now();
    await sleep(milliseconds);
    return (performance.now() - begun) / 1000;
  });
  const per = cluster.agents * seconds;
  return {
    value: sum(spent.replicas) / per,
    besides: {
      ...(spent.redis === null ? {} : { [besides.redis]: spent.redis / per }),
      ...(spent.calls === null ? {} : { [besides.calls]: spent.calls / per }),
    },
  };
}

async function during<T>(
  cluster: Cluster,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly spent: Spent }> {
  const { replicas, redis } = cluster;
  const usages = (): Promise<readonly number[]> =>
    Promise.all(replicas.map(async (replica) => (await replica.usage()).cpu));
  const calls = async (): Promise<number | null> =>
    redis === null ? null : sum(await Promise.all(replicas.map(({ url }) => callsOf(url))));
  // Being asked costs too: outermost what costs most, for it stays outside of what is measured.
  const before = {
    calls: await calls(),
    redis: await redis?.cpu(),
    replicas: await usages(),
    events: cluster.delivered(),
  };
  const result = await work();
  const after = {
    replicas: await usages(),
    events: cluster.delivered(),
    redis: await redis?.cpu(),
    calls: await calls(),
  };
  return {
    result,
    spent: {
      replicas: differences(after.replicas, before.replicas),
      delivered: differences(after.events, before.events),
      redis: difference(after.redis, before.redis),
      calls: difference(after.calls, before.calls),
    },
  };
}

function difference(after: number | null | undefined, before: number | null | undefined): number | null {
  return typeof after === 'number' && typeof before === 'number' ? after - before : null;
}

function differences(after: readonly number[], before: readonly number[]): readonly number[] {
  return after.map((value, index) => value - (before[index] ?? NaN));
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, one) => whole + one, 0);
}

async function callsOf(url: string): Promise<number> {
  const counts = await metricsOf(url, 'gws_graphql_shared_log_calls_total');
  return sum(counts);
}

/** Values of one metric, whatever their labels. */
export async function metricsOf(url: string, name: string): Promise<readonly number[]> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  return [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].map(([, value]) => Number(value));
}
