import { parseConfig } from '../../src/config.ts';
import { openRedis } from '../harness/redis.ts';
import { tableOf, type Sample, type SuiteResult, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { delivering, idling } from './measure.ts';
import { notesOf } from './notes.ts';
import { placesOf, type Places } from './places.ts';
import { takeover } from './takeover.ts';

const alone = 'alone, without Redis';
/** How many there are of each; 0 for the one that is alone. */
const contenders = [0, 1, 2, 4] as const;
/** Notifications per second, of all agents together, for latencies: few enough for four replicas on one core. */
const calm = 150;

/** What replicas that share a log cost, and how long nobody hears anything when one of them dies. */
export const suite: Suite = {
  name: 'replicas',
  title: 'Replicas',
  async run(context) {
    const places = placesOf(context.cores);
    const lease = parseConfig({}).LEASE_MS;
    const shared = await compare(context, places, lease);
    const lost = await kill(context, places, lease);
    return { ...shared, tables: [...shared.tables, lost.table], wrong: [...new Set([...shared.wrong, ...lost.wrong])] };
  },
};

async function compare({ quick, progress }: BenchContext, places: Places, lease: number): Promise<SuiteResult> {
  const [agents, rounds, milliseconds, first] = quick ? [40, 3, 600, 600] : [200, 7, 2500, 5000];
  const clusters: Cluster[] = [];
  try {
    for (const count of contenders) {
      const name = nameOf(count);
      progress(`${name}: ${agents} agents with two subscribers each`);
      // One for each: what the leases of the others cost is not to be counted.
      const redis = count === 0 ? null : await openRedis(places.redis);
      clusters.push(await startCluster({ name, count: Math.max(1, count), redis, places, agents }));
    }
    for (const cluster of clusters) {
      progress(`${cluster.name}, warming up`);
      // Each replica compiles for itself.
      await cluster.watchers.saturate(first * cluster.replicas.length);
    }
    const costs = new Map<string, Sample[]>(clusters.map(({ name }) => [name, []]));
    const paces = await interleaved(clusters, rounds, async (cluster, round) => {
      progress(`${cluster.name}, saturated, round ${round + 1} of ${rounds}`);
      const { pace, cost } = await delivering(cluster, milliseconds, null);
      costs.get(cluster.name)?.push(cost);
      return pace;
    });
    const latencies = await interleaved(clusters, rounds, async (cluster, round) => {
      progress(`${cluster.name}, ${calm} notifications/s, round ${round + 1} of ${rounds}`);
      return (await delivering(cluster, milliseconds, calm)).latency;
    });
    progress('nothing happens, all at once');
    // Some renewals of each lease.
    const idle = await Promise.all(
      clusters.map(async (one) => [one.name, [await idling(one, (quick ? 1 : 3) * lease)]] as const),
    );
    const where = `(${places.text})`;
    const compared = { baseline: alone } as const;
    const less = { better: 'less', baseline: null } as const;
    const pace = tableOf(
      {
        ...compared,
        id: 'replicas.saturated',
        title: `Replicas: ${agents} agents with two subscribers each ${where}`,
        unit: 'events/s',
        better: 'more',
      },
      paces,
    );
    const cost = tableOf(
      {
        ...compared,
        id: 'replicas.cost',
        title: `Replicas: gateways, per delivered event ${where}`,
        unit: 'µs of CPU',
        better: 'less',
      },
      costs,
    );
    const latency = tableOf(
      {
        ...less,
        id: 'replicas.latency',
        title: `Replicas: from the upstream's socket to the subscriber, ${calm} notifications per second in all ${where}`,
        unit: 'p99 ms',
      },
      latencies,
    );
    const rest = tableOf(
      {
        ...less,
        id: 'replicas.idle',
        title: `Replicas: gateways, per agent and second in which nothing happens; ${agents} agents, LEASE_MS ${lease}`,
        unit: 'µs of CPU',
      },
      new Map(idle),
    );
    const version = clusters.at(-1)?.redis?.version ?? '';
    return {
      tables: [pace, cost, latency, rest],
      goals: [],
      wrong: clusters.flatMap((cluster) => cluster.wrong()),
      notes: [
        ...notesOf(cost, { version, gatewayCores: places.gatewayCores }),
        ...(quick ? ['A quick run: what each replica compiles meanwhile is a large part of what an event costs.'] : []),
      ],
    };
  } finally {
    for (const cluster of clusters) await cluster.stop();
  }
}

async function kill(
  { quick, progress }: BenchContext,
  places: Places,
  lease: number,
): Promise<{ readonly table: Table; readonly wrong: readonly string[] }> {
  const [agents, times] = quick ? [40, 1] : [100, 5];
  const samples: Sample[] = [];
  const wrong: string[] = [];
  for (let time = 0; time < times; time += 1) {
    progress(`the leading replica is killed, ${time + 1} of ${times}`);
    const redis = await openRedis(places.redis);
    // At different times since leases were renewed last.
    const found = await takeover({ redis, places, agents, after: (time / times) * (lease / 3) });
    samples.push(found.sample);
    wrong.push(...found.wrong);
  }
  const table = tableOf(
    {
      id: 'replicas.takeover',
      title: `Replicas: from the SIGKILL of the one that leads ${agents} agents to the other's first event, an agent's median; LEASE_MS ${lease}`,
      unit: 'ms',
      better: 'less',
      baseline: null,
    },
    new Map([[nameOf(2), samples]]),
  );
  return { table, wrong };
}

function nameOf(count: number): string {
  return count === 0 ? alone : `gateway, ${count} ${count === 1 ? 'replica' : 'replicas'}`;
}
