import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { spread } from '../../src/transport/farewell.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['few are a short time apart', 3, 1000, [0, 10, 20], [1500, 1490, 1480]],
  ['many are spread over the time there is', 5, 20, [0, 4, 8, 12, 16], [1500, 1496, 1492, 1488, 1484]],
  ['without time all go at once', 2, 0, [0, 0], [1500, 1500]],
])('%s', async (_what, count, time, at, left) => {
  const begun = Date.now();
  const seen: [number, number][] = [];
  const done = spread([...Array(count).keys()], { time, patience: 1500 }, (_item, patience) => {
    seen.push([Date.now() - begun, patience]);
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  expect(seen.map(([when]) => when)).toEqual(at);
  expect(seen.map(([, patience]) => patience)).toEqual(left);
});
