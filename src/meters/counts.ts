import type { Metric } from './metric.ts';

/** Counts what happens, by one label. Costs a look-up and an addition. */
export interface Counts<Value extends string> {
  readonly add: (value: Value) => void;
  readonly metric: Metric;
}

export interface CountsOptions<Value extends string> {
  /** Ends in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** Those there are from the start, so that a first one is seen to be one more; others join them as they come. */
  readonly values: readonly Value[];
}

/** Values beyond these would be somebody's invention: they count together. */
const mostValues = 60;
const others = 'other';

export function createCounts<Value extends string>({ name, help, label, values }: CountsOptions<Value>): Counts<Value> {
  const counted = new Map<string, { count: number }>(values.map((value) => [value, { count: 0 }]));

  function open(value: string): { count: number } {
    const known = counted.size < mostValues ? value : others;
    const entry = counted.get(known) ?? { count: 0 };
    counted.set(known, entry);
    return entry;
  }

  return {
    add(value) {
      (counted.get(value) ?? open(value)).count += 1;
    },
    metric: {
      kind: 'counter',
      name,
      help,
      read: () => [...counted].map(([value, { count }]) => ({ labels: { [label]: value }, value: count })),
    },
  };
}
