import { quartiles, type Quartiles } from './quantiles.ts';

/** What one contender showed in one table. */
export interface Row {
  readonly contender: string;
  readonly values: Quartiles;
  /** Of the contender's figure to that of the baseline in the same round; null where nothing is compared. */
  readonly ratio: Quartiles | null;
  /** Other figures of the same runs, by name and unit, for example `p99 ms`. Medians. */
  readonly besides: Readonly<Record<string, number>>;
}

/** Contenders doing the same work under the same conditions. */
export interface Table {
  /** Stable, for documents and goals: `mutation.64.0ms`. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Whether more is better. */
  readonly better: 'more' | 'less';
  /** The contender that ratios are of; null where nothing is compared. */
  readonly baseline: string | null;
  readonly rows: readonly Row[];
}

/** A goal and whether it was met in this run. */
export interface Goal {
  readonly text: string;
  readonly wanted: string;
  readonly found: string;
  readonly met: boolean;
}

export interface SuiteResult {
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** Answers that were not what they should be: these fail the run, slowness never does. */
  readonly wrong: readonly string[];
  /** What could not be measured here, and why. */
  readonly notes?: readonly string[];
}

/** One contender's figure in one round. */
export interface Sample {
  readonly value: number;
  readonly besides?: Readonly<Record<string, number>>;
}

/** @param samples by contender, one per round, in the order of the rounds */
export function tableOf(head: Omit<Table, 'rows'>, samples: ReadonlyMap<string, readonly Sample[]>): Table {
  const base = head.baseline === null ? undefined : samples.get(head.baseline);
  const rows = [...samples].map(([contender, own]): Row => {
    const ratios = base && own.map(({ value }, round) => value / (base[round]?.value ?? NaN));
    const names = new Set(own.flatMap(({ besides }) => Object.keys(besides ?? {})));
    return {
      contender,
      values: quartiles(own.map(({ value }) => value)),
      ratio: ratios === undefined ? null : quartiles(ratios),
      besides: Object.fromEntries(
        [...names].map((name) => [name, quartiles(own.map(({ besides }) => besides?.[name] ?? NaN)).median]),
      ),
    };
  });
  return { ...head, rows };
}
