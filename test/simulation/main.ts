import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runSeeds } from './run-seeds.ts';
import { simulate, type Outcome } from './simulate.ts';

const usage = `Usage: npm run simulate -- [--seeds n] [--from n] [--workers n]
       npm run simulate -- --seed n

Plays agents and their browser tabs against an upstream that fails, each seed another way, in virtual time, and checks
that nothing is lost, told twice or passed over in silence. See docs/simulation.md.

  --seeds n    how many seeds (1000)
  --from n     the first one (1)
  --workers n  threads (${availableParallelism()}, one a processor)
  --seed n     plays this one and prints its story

Exit codes: 0 every promise was kept, 1 one was not, 2 bad arguments.
`;

interface Arguments {
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
  readonly seed: number | null;
}

const out = (text: string): void => void process.stdout.write(`${text}\n`);

/** @throws Error that names what is wrong */
function readArguments(args: readonly string[]): Arguments | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { seeds: text, from: text, workers: text, seed: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return 'help';
  const whole = (name: 'seeds' | 'from' | 'workers' | 'seed', otherwise: number, least = 0): number => {
    const given = values[name];
    if (given === undefined) return otherwise;
    if (!/^\d{1,9}$/.test(given) || Number(given) < least) {
      throw new Error(`--${name} wants a whole number from ${least} on, not '${given}'`);
    }
    return Number(given);
  };
  return {
    seeds: whole('seeds', 1000, 1),
    from: whole('from', 1),
    workers: whole('workers', availableParallelism(), 1),
    seed: values.seed === undefined ? null : whole('seed', 0),
  };
}

async function tellOne(seed: number): Promise<number> {
  const outcome = await simulate(seed);
  for (const rule of outcome.plan.schedule.rules) out(`rule ${JSON.stringify(rule)}`);
  for (const line of outcome.story) out(line);
  out(outcome.faults.length === 0 ? 'every promise was kept' : outcome.faults.join('\n'));
  return outcome.faults.length === 0 ? 0 : 1;
}

async function tellMany({ seeds, from, workers }: Arguments): Promise<number> {
  const sum = { seeds: 0, events: 0, published: 0, seconds: 0 };
  const failed: number[] = [];
  const begun = performance.now();
  let shown = begun;

  function progress(): void {
    const took = (performance.now() - begun) / 1000;
    const left = (took / sum.seeds) * (seeds - sum.seeds);
    const words = `${sum.seeds} of ${seeds} seeds, ${failed.length} failed, ${took.toFixed(0)} s, ${left.toFixed(0)} s to go`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${words}` : `${words}\n`);
  }

  await runSeeds({
    from,
    count: seeds,
    workers,
    onOutcome({ seed, faults, events, published, lasted }: Outcome) {
      sum.seeds += 1;
      sum.events += events;
      sum.published += published;
      sum.seconds += lasted / 1000;
      if (faults.length > 0) {
        failed.push(seed);
        out(
          `seed ${seed} failed: ${faults.slice(0, 5).join('; ')}\n  again, with its story: npm run simulate -- --seed ${seed}`,
        );
      }
      if (performance.now() - shown < (process.stderr.isTTY ? 500 : 10_000)) return;
      shown = performance.now();
      progress();
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const took = (performance.now() - begun) / 1000;
  const hours = (sum.seconds / 3600).toFixed(1);
  out(
    `${sum.seeds} seeds, ${hours} hours of work in ${took.toFixed(0)} s: ${sum.published} facts published, ${sum.events} events shown, ${failed.length} seeds failed`,
  );
  return failed.length === 0 ? 0 : 1;
}

async function run(args: readonly string[]): Promise<number> {
  let wanted: Arguments | 'help';
  try {
    wanted = readArguments(args);
  } catch (error) {
    // Node's own words go on for lines.
    const [words = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    process.stderr.write(`${words}; see --help\n`);
    return 2;
  }
  if (wanted === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  return wanted.seed === null ? tellMany(wanted) : tellOne(wanted.seed);
}

process.exitCode = await run(process.argv.slice(2));
