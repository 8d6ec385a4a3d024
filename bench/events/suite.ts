import { quantile } from '../harness/quantiles.ts';
import { tableOf, type Sample, type SuiteResult } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { startWatched, type ContenderName, type Watched } from '../contenders/contenders.ts';
import { saturated } from '../contenders/saturated.ts';

const names: readonly ContenderName[] = ['relay', 'gws-graphql', 'graphql-ws, execute', 'mercurius', 'yoga, SSE'];
const wanted = 0.6;

/** How long an event takes that comes when the contender is not busy all the time. */
async function paced({ child, watchers }: Watched, milliseconds: number, perSecond: number): Promise<Sample> {
  const before = await child.usage();
  const { deliveries, seconds, latencies } = await watchers.pace(milliseconds, perSecond);
  const cpu = ((await child.usage()).cpu - before.cpu) / 1e6;
  return {
    value: quantile(latencies, 0.99),
    besides: { 'p50 ms': quantile(latencies, 0.5), 'deliveries/s': deliveries / seconds, 'busy share': cpu / seconds },
  };
}

async function run({ quick, cores, progress }: BenchContext): Promise<SuiteResult> {
  const [agents, rounds, milliseconds] = quick ? [50, 3, 1000] : [200, 7, 2500];
  const watched: Watched[] = [];
  try {
    for (const name of names) {
      progress(`events: ${name}, ${agents} agents with two subscribers each`);
      watched.push(await startWatched(name, cores, { agents, tabs: 2, sample: 53 }));
    }
    progress('events: warming up');
    for (const one of watched) await saturated(one, milliseconds);
    const full = await interleaved(watched, rounds, (one, round) => {
      progress(`events: ${one.name}, saturated, round ${round + 1} of ${rounds}`);
      return saturated(one, milliseconds);
    });
    const head = `${agents} agents, each with a long poll upstream and two subscribers; a notification of 5 kB at a time for each`;
    const table = tableOf(
      {
        id: 'events.saturated',
        title: `Event path: ${head}`,
        unit: 'deliveries per CPU second',
        better: 'more',
        baseline: 'relay',
      },
      full,
    );
    const own = table.rows.find(({ contender }) => contender === 'gws-graphql');
    // Notifications, of which each is delivered twice; in wall time, for that is what half load means.
    const rate = Math.round((own?.besides['deliveries/s'] ?? 0) / 4);
    const calm = await interleaved(watched, rounds, (one, round) => {
      progress(`events: ${one.name}, ${rate} notifications/s, round ${round + 1} of ${rounds}`);
      return paced(one, milliseconds, rate);
    });
    const latency = tableOf(
      {
        id: 'events.latency',
        title: `From the upstream's socket to the subscriber at half the gateway's load: ${agents} agents, ${rate} notifications per second`,
        unit: 'p99 ms',
        better: 'less',
        baseline: null,
      },
      calm,
    );
    const ratioOf = (name: ContenderName): number =>
      table.rows.find(({ contender }) => contender === name)?.ratio?.median ?? NaN;
    const ratio = ratioOf('gws-graphql');
    const best = Math.max(...names.slice(2).map(ratioOf));
    return {
      tables: [table, latency],
      goals: [
        {
          text: 'From upstream notification to the frames of two tabs, of the bare relay',
          wanted: `at least ${wanted.toFixed(2)}`,
          found: ratio.toFixed(2),
          met: ratio >= wanted,
        },
        {
          text: 'Event path ahead of every peer',
          wanted: `more than ${best.toFixed(2)}`,
          found: ratio.toFixed(2),
          met: ratio > best,
        },
      ],
      wrong: watched.flatMap((one) => one.wrong()),
    };
  } finally {
    for (const one of watched) await one.stop();
  }
}

export const suite: Suite = { name: 'events', title: 'Event path', run };
