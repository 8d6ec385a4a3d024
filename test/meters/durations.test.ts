import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callBounds, createDurations } from '../../src/meters/durations.ts';

test('each duration is in the first bucket that holds it, and nothing is lost', () => {
  const bounds = fc.uniqueArray(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(bounds, fc.array(fc.double({ min: 0, max: 200, noNaN: true })), (given, seconds) => {
      const ascending = given.toSorted((a, b) => a - b);
      const durations = createDurations(ascending);
      for (const one of seconds) durations.add(one);
      const upTo = (bound: number): number => seconds.filter((one) => one <= bound).length;
      let total = 0;
      const cumulative = Array.from(durations.counts, (count) => (total += count));
      expect(cumulative).toEqual([...ascending, Infinity].map(upTo));
      expect(durations.sum).toBeCloseTo(
        seconds.reduce((sum, one) => sum + one, 0),
        6,
      );
    }),
  );
});

test('the bounds of calls ascend', () => {
  expect(callBounds.toSorted((a, b) => a - b)).toEqual(callBounds);
});
