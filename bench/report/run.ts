import { join } from 'node:path';
import type { Cores } from '../harness/cores.ts';
import { CannotRun, type Suite } from '../harness/suite.ts';
import { chartOf } from './chart.ts';
import { clock } from './figures.ts';
import { describeMachine, describeVersions } from './machine.ts';
import {
  prepareDirectory,
  readResults,
  withSuite,
  writeResults,
  type Mode,
  type ResultFile,
  type SuiteRecord,
} from './result-file.ts';
import { writtenGoal, writtenTable } from './tables.ts';

export interface RunOptions {
  readonly mode: Mode;
  readonly suites: readonly string[];
  /** All there are. */
  readonly order: readonly string[];
  readonly load: (name: string) => Promise<Suite>;
  /** Seconds that a suite takes in this mode, on a quiet machine. */
  readonly expected: (name: string) => number;
  readonly cores: Cores;
  readonly directory: string;
  readonly out: (text: string) => void;
  readonly progress: (line: string) => void;
}

/**
 * Runs suites one after the other; each is written as soon as it is done.
 *
 * @returns 2 when results cannot be kept where they should be, 1 when an answer was wrong or a suite could not run, else 0
 */
export async function runSuites(options: RunOptions): Promise<0 | 1 | 2> {
  const { mode, suites, order, directory, out, progress } = options;
  let results: ResultFile;
  try {
    prepareDirectory(directory);
    results = readResults(join(directory, `${mode}.json`), mode);
  } catch (error) {
    progress(error instanceof Error ? error.message : String(error));
    return 2;
  }
  /** Seconds of each: what it took the last time, if that was in this mode. */
  const expected = suites.map(
    (name) => results.suites.find((one) => one.name === name && one.mode === mode)?.seconds ?? options.expected(name),
  );
  const each = suites.map((name, index) => `${name} ${clock(expected[index] ?? NaN)}`).join(', ');
  progress(`About ${clock(sum(expected))} min on a quiet machine: ${each}`);
  let isWell = true;
  for (const [index, name] of suites.entries()) {
    const begun = performance.now();
    const took = (): number => (performance.now() - begun) / 1000;
    const later = sum(expected.slice(index + 1));
    const say = (text: string): void => {
      // Where it takes longer, the others are still to come.
      const left = later + Math.max(0, (expected[index] ?? 0) - took());
      progress(`[${index + 1}/${suites.length} ${name}, ${clock(took())}, about ${clock(left)} to go] ${text}`);
    };
    try {
      const record = await runSuite(name, options, say);
      show(record, out);
      if (record.wrong.length > 0) isWell = false;
      results = withSuite(results, record, order);
      writeResults(directory, results, chartOf(results));
    } catch (error) {
      isWell = false;
      out(`${name} could not run: ${reasonOf(error)}\n\n`);
    }
  }
  return isWell ? 0 : 1;
}

/** Where it went wrong, unless nothing did. */
function reasonOf(error: unknown): string {
  if (error instanceof CannotRun) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, one) => whole + one, 0);
}

async function runSuite(
  name: string,
  { mode, load, cores }: RunOptions,
  progress: (text: string) => void,
): Promise<SuiteRecord> {
  const suite = await load(name);
  const date = new Date().toISOString();
  const [machine, versions] = [describeMachine(cores.pinned), describeVersions()];
  const begun = performance.now();
  const result = await suite.run({ quick: mode === 'quick', cores, progress });
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { name: suite.name, title: suite.title, mode, date, seconds, machine, versions, ...result };
}

function show({ title, seconds, tables, goals, wrong, notes = [] }: SuiteRecord, out: (text: string) => void): void {
  out(`# ${title} (${clock(seconds)})\n\n`);
  for (const table of tables) out(`${writtenTable(table)}\n`);
  for (const goal of goals) out(`${writtenGoal(goal)}\n`);
  for (const note of notes) out(`note     ${note}\n`);
  for (const one of wrong) out(`WRONG    ${one}\n`);
  out('\n');
}
