import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { runSeeds } from '../../src/simulation/run-seeds.ts';
import { simulate, type Outcome } from '../../src/simulation/simulate.ts';

const seeds = 1000;

test(
  `in ${seeds} ways to fail nothing is lost, told twice or passed over in silence`,
  { timeout: 900_000 },
  async () => {
    const sum = { seeds: 0, events: 0, published: 0 };
    const failed: string[] = [];
    const heaps = await runSeeds({
      from: 1,
      count: seeds,
      workers: availableParallelism(),
      onOutcome({ seed, faults, events, published }: Outcome) {
        sum.seeds += 1;
        sum.events += events;
        sum.published += published;
        if (faults.length > 0) failed.push(`npm run simulate -- --seed ${seed}: ${faults.join('; ')}`);
      },
    });
    expect(failed).toEqual([]);
    // What one seed leaves behind does not add up.
    for (const { early, late } of heaps) expect(late).toBeLessThan(early + 20_000_000);
    // Much happened.
    expect(sum.seeds).toBe(seeds);
    expect(sum.published).toBeGreaterThan(20 * seeds);
    expect(sum.events).toBeGreaterThan(50 * seeds);
  },
);

test('a seed replays exactly', async () => {
  const [one, other] = [await simulate(4711), await simulate(4711)];
  expect(other).toEqual(one);
  expect(one.story.length).toBeGreaterThan(20);
});
