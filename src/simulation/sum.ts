import type { Outcome } from './simulate.ts';

/** What simulated days came to. */
export interface Sum {
  readonly seeds: number;
  /** Of the days, not of ours. */
  readonly milliseconds: number;
  /** What the upstream published. */
  readonly published: number;
  /** What the tabs were shown. */
  readonly events: number;
  readonly failed: readonly { readonly seed: number; readonly faults: readonly string[] }[];
}

export const nothing: Sum = { seeds: 0, milliseconds: 0, published: 0, events: 0, failed: [] };

export function plus(sum: Sum, { seed, faults, lasted, published, events }: Outcome): Sum {
  return {
    seeds: sum.seeds + 1,
    milliseconds: sum.milliseconds + lasted,
    published: sum.published + published,
    events: sum.events + events,
    failed: faults.length === 0 ? sum.failed : [...sum.failed, { seed, faults }],
  };
}

/** For people; the last line says what it means. */
export function writtenSum({ seeds, milliseconds, published, events, failed }: Sum): string {
  const time = milliseconds < 3_600_000 ? `${(milliseconds / 1000).toFixed(0)} s` : hours(milliseconds);
  const [first] = failed;
  return [
    `${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${time} of work: ${published} facts published, ${events} events shown`,
    first === undefined
      ? 'Every promise was kept: nothing was lost, told twice or passed over in silence.'
      : `A promise was broken in ${failed.length} of ${seeds} seeds; to see how: gws-graphql simulate --seed ${first.seed} --story`,
  ].join('\n');
}

function hours(milliseconds: number): string {
  return `${(milliseconds / 3_600_000).toFixed(1)} hours`;
}
