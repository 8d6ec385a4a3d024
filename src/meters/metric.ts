import type { DurationCounts } from './durations.ts';

/** What tells the series of a metric apart. Values are names of this code or the schema: never what a client or the upstream chose. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Something that operators can ask for. Nothing is read, and nothing of it made, before they do. */
export type Metric = {
  readonly name: string;
  readonly help: string;
} & (
  | { readonly kind: 'counter' | 'gauge'; readonly read: () => Iterable<Sample> }
  | {
      readonly kind: 'histogram';
      readonly read: () => Iterable<{ readonly labels: Labels; readonly counts: DurationCounts }>;
    }
);

/** What is now: one number, or one for each value of a label. */
export function gauge(name: string, help: string, read: () => number): Metric;
export function gauge(name: string, help: string, read: () => Readonly<Record<string, number>>, label: string): Metric;
export function gauge(
  name: string,
  help: string,
  read: () => number | Readonly<Record<string, number>>,
  label = '',
): Metric {
  return {
    kind: 'gauge',
    name,
    help,
    read() {
      const found = read();
      if (typeof found === 'number') return [{ labels: {}, value: found }];
      return Object.entries(found).map(([value, number]) => ({ labels: { [label]: value }, value: number }));
    },
  };
}
