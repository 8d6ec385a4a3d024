import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SuiteResult } from '../harness/result.ts';
import type { Machine, Versions } from './machine.ts';

/** Grows when a reader of before would be wrong. */
export const format = 1;

export type Mode = 'full' | 'quick';

/** One run of one suite. Each has its own date, machine and versions: a run of some suites replaces only those. */
export interface SuiteRecord extends SuiteResult {
  readonly name: string;
  readonly title: string;
  readonly mode: Mode;
  /** When it began, RFC 3339. */
  readonly date: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly versions: Versions;
}

/** `bench/results/full.json` and `quick.json`. */
export interface ResultFile {
  readonly format: typeof format;
  readonly mode: Mode;
  readonly suites: readonly SuiteRecord[];
}

/** @returns no suites where there is no such file, or one of another format @throws Error when it is no JSON */
export function readResults(file: string, mode: Mode): ResultFile {
  const nothing: ResultFile = { format, mode, suites: [] };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return nothing;
  }
  const found = parsed(file, text) as { readonly format?: unknown } | null;
  return found?.format === format ? (found as ResultFile) : nothing;
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is broken: ${String(error)}. Delete it or move it away.`, { cause: error });
  }
}

/** Before anything is measured. @throws Error when results could not be written there */
export function prepareDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true });
  accessSync(directory, constants.W_OK);
}

/** @param order names of all suites */
export function withSuite(results: ResultFile, record: SuiteRecord, order: readonly string[]): ResultFile {
  const others = results.suites.filter(({ name }) => name !== record.name);
  const suites = [...others, record].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return { ...results, suites };
}

/** Writes `<mode>.json` and the chart beside it. */
export function writeResults(directory: string, results: ResultFile, chart: string): void {
  writeFileSync(join(directory, `${results.mode}.json`), `${JSON.stringify(results, significant, 2)}\n`);
  writeFileSync(join(directory, `${results.mode}.svg`), chart);
}

/** Six digits are more than any measurement has. */
function significant(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}
