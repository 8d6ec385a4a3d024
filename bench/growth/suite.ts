import { startChild, type Child } from '../harness/child.ts';
import { quartiles } from '../harness/quantiles.ts';
import { tableOf, type Goal, type Sample, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import type { Measured } from './measure.ts';
import { series, type Series } from './series.ts';

/** How much more the largest may cost than the smallest, beside the copy. */
const most = 1.5;
/** Milliseconds for one measurement. */
const patience = 60_000;

const copyName = 'copy and parse µs';
const beyondName = 'to the smallest and the copy';

export const suite: Suite = {
  name: 'growth',
  title: 'Cost of an event by the size of what its caller has',
  async run(context) {
    const wrong: string[] = [];
    const tables: Table[] = [];
    const goals: Goal[] = [];
    for (const one of series) {
      const { table, goal } = await runSeries(one, context, wrong);
      tables.push(table);
      goals.push(goal);
    }
    return { tables, goals, wrong: [...new Set(wrong)] };
  },
};

async function runSeries(
  { id, title, cases, goal }: Series,
  { quick, cores, progress }: BenchContext,
  wrong: string[],
): Promise<{ table: Table; goal: Goal }> {
  const rounds = quick ? 3 : 7;
  const children = new Map<string, Child>();
  try {
    for (const { name, ...usual } of cases) {
      const given = { ...usual, callers: quick ? usual.callers / 2 : usual.callers };
      progress(`${title}: ${name} starts`);
      const child = await startChild(new URL('contender.ts', import.meta.url), given, cores.contender, ['--expose-gc']);
      children.set(name, child);
    }
    const samples = await interleaved(cases, rounds, async ({ name }, round): Promise<Sample> => {
      progress(`${title}: round ${round + 1} of ${rounds}, ${name}`);
      const { cost, copy, wrong: faults } = await ask(children.get(name)?.url ?? '');
      for (const fault of faults) wrong.push(`${title}, ${name}: ${fault}`);
      return { value: cost, besides: copy === 0 ? {} : { [copyName]: copy } };
    });
    const smallest = cases[0]?.name ?? '';
    const largest = cases.at(-1)?.name ?? '';
    const withBeyond = new Map([...samples].map(([name, own]) => [name, beyond(own, samples.get(smallest) ?? [])]));
    const table = tableOf({ id, title, unit: 'µs of CPU per event', better: 'less', baseline: smallest }, withBeyond);
    const row = table.rows.find(({ contender }) => contender === largest);
    const found = row?.besides[beyondName] ?? row?.ratio?.median ?? NaN;
    return {
      table,
      goal: { text: `${id}: ${goal}`, wanted: `≤ ${most.toFixed(2)}`, found: found.toFixed(2), met: found <= most },
    };
  } finally {
    await Promise.all([...children.values()].map((child) => child.stop()));
  }
}

/** Where something is copied: what an event costs, of what it costs in the smallest and the copy would cost. */
function beyond(own: readonly Sample[], smallest: readonly Sample[]): readonly Sample[] {
  const floor = quartiles(smallest.map(({ value, besides }) => value - (besides?.[copyName] ?? 0))).median;
  return own.map((sample) => {
    const copy = sample.besides?.[copyName];
    if (copy === undefined) return sample;
    return { ...sample, besides: { ...sample.besides, [beyondName]: sample.value / (floor + copy) } };
  });
}

async function ask(url: string): Promise<Measured> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Measured;
}
