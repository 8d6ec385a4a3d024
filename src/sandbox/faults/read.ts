import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type FaultLine, writtenFault } from './line.ts';
import { drawSeed, largestSeed } from './random.ts';
import { type FaultSchedule, FaultScheduleError, parseFaultSchedule } from './schedule.ts';

/** Bytes. */
const largestFile = 1024 * 1024;

/** What a command was given, as it was given. */
export interface FaultOptions {
  /** Path of the schedule. */
  readonly faults?: string | undefined;
  readonly seed?: string | undefined;
}

/** What a sandbox started that way is to be created with. */
export interface FaultySandbox {
  readonly faults?: FaultSchedule;
  readonly seed?: number;
  readonly onFault?: (line: FaultLine) => void;
}

/** Reads the file and draws a seed where that is needed; every line for standard error goes to `tell`. Null: nothing is usable. */
export async function readFaults(
  { faults, seed }: FaultOptions,
  tell: (line: string) => void,
): Promise<FaultySandbox | null> {
  const number = seed === undefined ? drawSeed() : seedOf(seed);
  if (number === undefined) tell(`--seed: wants a whole number from 0 to ${largestSeed}`);
  const file = faults === undefined ? { problems: [] } : await readSchedule(faults);
  for (const problem of file.problems) tell(problem);
  if (number === undefined || file.problems.length > 0) return null;
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
    const wrong = unfit(await stat(file));
    if (wrong !== null) return { problems: [`--faults: ${file}: ${wrong}`] };
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problems: [`--faults: ${file}: ${unreadable(error)}`] };
  }
  try {
    return { schedule: parseFaultSchedule(text), problems: [] };
  } catch (error) {
    if (!(error instanceof FaultScheduleError)) throw error;
    return { problems: error.problems.map((problem) => `${file}: ${problem}`) };
  }
}

/** Asked before it is opened: a device has no end, and a pipe may have no beginning. */
function unfit(found: Stats): string | null {
  if (found.isDirectory()) return 'is a directory';
  if (!found.isFile()) return 'is no file';
  return found.size > largestFile ? 'is larger than 1 MiB' : null;
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user';
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
