import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { runSeeds } from '../simulation/run-seeds.ts';
import { simulate, type Outcome } from '../simulation/simulate.ts';
import { nothing, plus, writtenSum, type Sum } from '../simulation/sum.ts';
import { whole } from './options.ts';
import { createProgress } from './progress.ts';

interface SimulateOptions {
  readonly seeds?: number;
  readonly from?: number;
  readonly workers?: number;
  readonly seed?: number;
  readonly story?: true;
  readonly json?: true;
}

const after = `
Agents and their browser tabs work with an upstream that fails, each seed another way, in virtual time; nothing may be
lost, told twice or passed over in silence (docs/simulation.md). Progress goes to standard error.

Exit codes: 0 every promise was kept, 1 one was not, 2 bad arguments.
`;

export function define(command: Command, done: (code: number) => void): void {
  const one = new Option('--seed <n>', 'play this one alone').argParser(whole(0));
  command
    .description('Plays days on which much goes wrong, and checks what the event stream promises.')
    .option('--seeds <n>', 'how many seeds (1000)', whole(1))
    .option('--from <n>', 'the first one (1)', whole(0))
    .option('--workers <n>', 'threads (one a processor)', whole(1, 256))
    .addOption(one.conflicts(['seeds', 'from', 'workers']))
    .option('--story', 'with --seed: tell what went wrong, what was published, and what each tab was shown')
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', after)
    .action(async (options: SimulateOptions) => {
      if (options.story === true && options.seed === undefined) {
        command.error("error: option '--story' wants option '--seed <n>': one story is long enough");
      }
      const sum = options.seed === undefined ? await playMany(options) : await playOne(options.seed, options);
      done(sum.failed.length === 0 ? 0 : 1);
    });
}

async function playOne(seed: number, { story, json }: SimulateOptions): Promise<Sum> {
  const outcome = await simulate(seed);
  const sum = plus(nothing, outcome);
  if (json === true) out(described(sum, story === true ? storyOf(outcome) : {}));
  else {
    if (story === true) tellStory(outcome);
    for (const fault of outcome.faults) out(`broken: ${fault}`);
    out(writtenSum(sum));
  }
  return sum;
}

async function playMany({ seeds = 1000, from = 1, workers, json }: SimulateOptions): Promise<Sum> {
  let sum = nothing;
  const begun = performance.now();
  const progress = createProgress(process.stderr);
  await runSeeds({
    from,
    count: seeds,
    workers: workers ?? availableParallelism(),
    onOutcome(outcome) {
      sum = plus(sum, outcome);
      const { seed, faults } = outcome;
      if (faults.length > 0 && json !== true) {
        progress.clear();
        out(`seed ${seed} failed: ${faults.slice(0, 5).join('; ')}`);
      }
      const took = (performance.now() - begun) / 1000;
      const left = (took / sum.seeds) * (seeds - sum.seeds);
      progress.say(
        `${sum.seeds} of ${seeds} seeds, ${sum.failed.length} failed, ${took.toFixed(0)} s, ${left.toFixed(0)} s to go`,
      );
    },
  });
  progress.clear();
  out(json === true ? described(sum) : writtenSum(sum));
  return sum;
}

function tellStory(outcome: Outcome): void {
  const { rules, story } = storyOf(outcome);
  for (const rule of rules) out(`rule ${JSON.stringify(rule)}`);
  story.forEach(out);
}

function storyOf({ plan, story }: Outcome): { readonly rules: readonly unknown[]; readonly story: readonly string[] } {
  return { rules: plan.schedule.rules, story };
}

function described(sum: Sum, more: object = {}): string {
  return JSON.stringify({ ok: sum.failed.length === 0, ...sum, ...more });
}

function out(text: string): void {
  process.stdout.write(`${text}\n`);
}
