import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type FaultLine, writtenFault } from './line.ts';
import { drawSeed, largestSeed } from './random.ts';
import { type FaultSchedule, FaultScheduleError, parseFaultSchedule } from './schedule.ts';

/** `--faults` and `--seed`, for every command that can run the sandbox. */

const help = `Faults (see docs/faults.md):
  --faults <file>  what goes wrong, as JSON; each fault is told on standard error
  --seed <number>  the same choices again; drawn and told on standard error when absent
`;

export interface FaultArguments {
  readonly faults?: string;
  readonly seed?: string;
  /** One line each. */
  readonly problems: readonly string[];
  /** The arguments that are not of faults. */
  readonly rest: readonly string[];
}

/** What a sandbox started that way is to be created with. */
export interface FaultySandbox {
  readonly faults?: FaultSchedule;
  readonly seed?: number;
  readonly onFault?: (line: FaultLine) => void;
}

const options = { faults: { type: 'string' }, seed: { type: 'string' } } as const;
const wants = { faults: 'wants a file', seed: `wants a whole number from 0 to ${largestSeed}` } as const;

function parse(args: readonly string[]): FaultArguments {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const found: { faults?: string; seed?: string } = {};
  const problems: string[] = [];
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    else if (token.kind === 'option-terminator') rest.push('--');
    else if (token.name !== 'faults' && token.name !== 'seed') rest.push(token.rawName);
    else if (!token.value || (!token.inlineValue && token.value.startsWith('-'))) {
      problems.push(`${token.rawName}: ${wants[token.name]}`);
    } else found[token.name] = token.value;
  }
  // A value that is missing takes the next argument with it, and what is left then says nothing.
  return { ...found, problems, rest: problems.length === 0 ? rest : [] };
}

/** Reads the file and draws a seed where that is needed; every line for standard error goes to `tell`. Null: nothing is usable. */
async function read(
  { faults, seed, problems: before }: FaultArguments,
  tell: (line: string) => void,
): Promise<FaultySandbox | null> {
  const problems = [...before];
  const number = seed === undefined ? drawSeed() : seedOf(seed);
  if (number === undefined) problems.push(`--seed: ${wants.seed}`);
  const file = faults === undefined ? { problems: [] } : await readSchedule(faults);
  problems.push(...file.problems);
  for (const problem of problems) tell(problem);
  if (number === undefined || problems.length > 0) return null;
  if (seed === undefined && faults === undefined) return {};
  tell(`the seed is ${number}: with --seed ${number} the same choices are made again`);
  return {
    seed: number,
    ...(file.schedule === undefined ? {} : { faults: file.schedule }),
    onFault: (line) => {
      tell(writtenFault(line));
    },
  };
}

function seedOf(text: string): number | undefined {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  return seed <= largestSeed ? seed : undefined;
}

interface ScheduleFile {
  readonly schedule?: FaultSchedule;
  /** Why there is no schedule. */
  readonly problems: readonly string[];
}

async function readSchedule(file: string): Promise<ScheduleFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problems: [`--faults: ${error instanceof Error ? error.message : String(error)}`] };
  }
  try {
    return { schedule: parseFaultSchedule(text), problems: [] };
  } catch (error) {
    if (!(error instanceof FaultScheduleError)) throw error;
    return { problems: error.problems.map((problem) => `${file}: ${problem}`) };
  }
}

export const faultCommand = { help, parse, read };
