/** How many were how long. */
export interface DurationCounts {
  /** Upper bounds in seconds, ascending. */
  readonly bounds: readonly number[];
  /** For each bound those up to it and beyond the one before; last, those beyond all. */
  readonly counts: ArrayLike<number>;
  /** Seconds of all together. */
  readonly sum: number;
}

/** Durations in fixed buckets: a few comparisons each, and nothing is made. */
export interface Durations extends DurationCounts {
  add(seconds: number): void;
}

/** From a call within a building to the longest wait that a setting allows. */
export const callBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

export function createDurations(bounds: readonly number[]): Durations {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;

  return {
    bounds,
    counts,
    get sum() {
      return sum;
    },
    add(seconds) {
      let at = 0;
      while (seconds > (bounds[at] ?? Infinity)) at += 1;
      counts[at] = (counts[at] ?? 0) + 1;
      sum += seconds;
    },
  };
}
