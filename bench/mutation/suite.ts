import { startChild, type Child } from '../harness/child.ts';
import { quantile } from '../harness/quantiles.ts';
import { tableOf, type Goal, type Sample, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { saturate } from '../load/load.ts';
import { baseline, gateway, peers, startContenders, targetOf, type Contender } from './contenders.ts';
import { halfLoad } from './half-load.ts';
import { measure, upstreamAt, type Upstream } from './measure.ts';

/** Connections and milliseconds of delay upstream. */
const settings = {
  quick: [
    [64, 0],
    [64, 5],
  ],
  full: [
    [64, 0],
    [256, 0],
    [64, 5],
    [256, 5],
  ],
} as const;
const wanted = 0.8;
/** Operations before the first round, so that what is compiled when hot is compiled; unless that takes too many seconds. */
const warmOperations = 10_000;
const longestWarming = 6;

/** The mutation path: one agent per connection, each request answered by one operation upstream. */
export const suite: Suite = {
  name: 'mutation',
  title: 'Mutation path: removeParticipant, confirmWithin 0',
  async run(context) {
    const upstream = await startChild(new URL('../upstream/rest.ts', import.meta.url), {}, context.cores.load);
    let contenders: readonly Contender[] = [];
    try {
      contenders = await startContenders(upstream.url, context.cores, context.progress);
      return await compare(context, contenders, upstreamAt(upstream.url), upstream);
    } finally {
      await Promise.all([...contenders.map(({ child }) => child.stop()), upstream.stop()]);
    }
  },
};

async function compare(
  { quick, progress }: BenchContext,
  contenders: readonly Contender[],
  upstream: Upstream,
  upstreamChild: Child,
): Promise<Awaited<ReturnType<Suite['run']>>> {
  const [rounds, seconds] = quick ? [3, 1] : [5, 2];
  const wrong: string[] = [];

  async function run(contender: Contender, connections: number, time: number, what: string): Promise<Sample> {
    const target = targetOf(contender, connections);
    const measured = await measure(contender.child, upstream, () => saturate(target), { seconds: time });
    wrong.push(...measured.wrong.map((problem) => `${what}, ${contender.name}: ${problem}`));
    const { pace, cost, busy, latencies } = measured;
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    return { value: pace, besides: { 'cpu µs/op': cost, busy, 'p50 ms': p50, 'p99 ms': p99 } };
  }

  await upstream.setDelay(0);
  for (const contender of contenders) {
    progress(`mutation: warming up ${contender.name}`);
    const { value } = await run(contender, 64, 2, 'warm-up');
    const rest = warmOperations / value;
    if (!quick && rest > 2) await run(contender, 64, Math.min(rest - 2, longestWarming), 'warm-up');
  }

  const tables: Table[] = [];
  for (const [connections, delay] of settings[quick ? 'quick' : 'full']) {
    const id = `mutation.${connections}.${delay}ms`;
    await upstream.setDelay(delay);
    const samples = await interleaved(contenders, rounds, (contender, round) => {
      progress(`${id}: round ${round + 1} of ${rounds}, ${contender.name}`);
      return run(contender, connections, seconds, id);
    });
    const title = `${connections} connections, upstream answers after ${delay} ms`;
    tables.push(tableOf({ id, title: `Mutations: ${title}`, unit: 'operations/s', better: 'more', baseline }, samples));
    if (connections === 64 && delay === 0) tables.push(cpuTable(samples));
  }

  await upstream.setDelay(0);
  const half = await halfLoad({
    contenders,
    upstream,
    upstreamChild,
    quick,
    rate: rateOf(tables) / 2,
    progress,
  });
  wrong.push(...half.wrong);
  return { tables: [...tables, half.table], goals: [...goalsOf(tables), half.goal], wrong };
}

/** What others on the machine take away changes the pace and not the cost. */
function cpuTable(samples: ReadonlyMap<string, readonly Sample[]>): Table {
  const title = 'Mutations: processor time of each, 64 connections, upstream answers after 0 ms';
  const costs = [...samples].map(([name, own]): [string, readonly Sample[]] => [
    name,
    own.map(({ besides }) => ({ value: besides?.['cpu µs/op'] ?? NaN })),
  ]);
  return tableOf({ id: 'mutation.cpu', title, unit: 'µs', better: 'less', baseline }, new Map(costs));
}

/** The gateway's own, where it is busy all the time. */
function rateOf(tables: readonly Table[]): number {
  const rates = tables.flatMap(({ id, rows }) =>
    id === 'mutation.64.0ms' ? rows.filter(({ contender }) => contender === gateway) : [],
  );
  return rates[0]?.values.median ?? NaN;
}

function goalsOf(tables: readonly Table[]): readonly Goal[] {
  const goals: Goal[] = [];
  for (const { id, title, rows, better } of tables) {
    if (better === 'less') continue;
    const ratioOf = (name: string): number => rows.find(({ contender }) => contender === name)?.ratio?.median ?? NaN;
    const own = ratioOf(gateway);
    if (id.endsWith('.0ms')) {
      goals.push({
        text: `${title}: share of the bare forwarder's pace`,
        wanted: `at least ${wanted.toFixed(2)}`,
        found: own.toFixed(2),
        met: own >= wanted,
      });
    }
    const best = peers.reduce((one, other) => (ratioOf(other) > ratioOf(one) ? other : one));
    goals.push({
      text: `${title}: ahead of every peer`,
      wanted: `more than ${ratioOf(best).toFixed(2)} (${best})`,
      found: own.toFixed(2),
      met: peers.every((peer) => own > ratioOf(peer)),
    });
  }
  return goals;
}
