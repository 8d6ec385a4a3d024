import type { Cores } from './cores.ts';
import type { SuiteResult } from './result.ts';

export interface BenchContext {
  /** Minutes in all, with fewer rounds and smaller sizes; the same contenders and the same checks. */
  readonly quick: boolean;
  readonly cores: Cores;
  /** Says what is being done. */
  readonly progress: (text: string) => void;
}

/** One kind of comparison. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<SuiteResult>;
}

/** A suite wants something that is not to be had here: its message says what, to whoever started it. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
