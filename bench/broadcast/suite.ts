import { tableOf, type Goal, type SuiteResult, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { startWatched, type ContenderName, type Watched } from '../contenders/contenders.ts';
import { saturated } from '../contenders/saturated.ts';

/** The gateway first: the ready frame is to be as long as its frames are. */
const names: readonly ContenderName[] = ['gws-graphql', 'ready frame', 'graphql-ws, execute', 'mercurius'];
const most = 1000;

/** One table: so many sockets of one caller. */
async function compare(sockets: number, context: BenchContext): Promise<{ table: Table; wrong: readonly string[] }> {
  const { quick, cores, progress } = context;
  const [rounds, milliseconds] = quick ? [3, 1000] : [7, 2500];
  const watched: Watched[] = [];
  try {
    let bytes = 0;
    for (const name of names) {
      progress(`broadcast: ${name}, ${sockets} sockets`);
      const one = await startWatched(name, cores, { agents: 1, tabs: sockets, sample: 211, bytes });
      watched.push(one);
      const warm = await saturated(one, milliseconds);
      bytes ||= warm.besides?.['bytes per event'] ?? 0;
    }
    const samples = await interleaved(watched, rounds, (one, round) => {
      progress(`broadcast: ${one.name}, ${sockets} sockets, round ${round + 1} of ${rounds}`);
      return saturated(one, milliseconds);
    });
    const table = tableOf(
      {
        id: `broadcast.${sockets}`,
        title: `Broadcast: a notification of 5 kB to ${sockets} sockets of one caller, the same document on each`,
        unit: 'deliveries per CPU second',
        better: 'more',
        baseline: 'ready frame',
      },
      samples,
    );
    return { table, wrong: watched.flatMap((one) => one.wrong()) };
  } finally {
    for (const one of watched) await one.stop();
  }
}

function goalsOf(table: Table): readonly Goal[] {
  const of = (name: ContenderName): number =>
    table.rows.find(({ contender }) => contender === name)?.ratio?.median ?? NaN;
  const share = of('gws-graphql');
  const times = share / of('graphql-ws, execute');
  return [
    {
      text: `Broadcast to ${most} subscribers of one caller, of a ready frame`,
      wanted: 'at least 0.45',
      found: share.toFixed(2),
      met: share >= 0.45,
    },
    {
      text: `Broadcast to ${most} subscribers of one caller, times graphql-ws with plain execute`,
      wanted: 'at least 9',
      found: times.toFixed(1),
      met: times >= 9,
    },
  ];
}

async function run(context: BenchContext): Promise<SuiteResult> {
  const few = await compare(100, context);
  const many = await compare(most, context);
  return { tables: [few.table, many.table], goals: goalsOf(many.table), wrong: [...few.wrong, ...many.wrong] };
}

export const suite: Suite = { name: 'broadcast', title: 'Broadcast', run };
