import { PerformanceObserver } from 'node:perf_hooks';

/** Collections of garbage, in which nothing else is done. Milliseconds. */
export interface Pauses {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
}

const none: Pauses = { count: 0, total: 0, longest: 0 };

/** Gives those since the last call; before the first nobody counts them, for counting costs a little. */
export function createPauses(): () => Pauses {
  let pauses = none;
  let isObserved = false;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      const { count, total, longest } = pauses;
      pauses = { count: count + 1, total: total + duration, longest: Math.max(longest, duration) };
    }
  });
  return () => {
    if (!isObserved) observer.observe({ entryTypes: ['gc'] });
    isObserved = true;
    const taken = pauses;
    pauses = none;
    return taken;
  };
}
