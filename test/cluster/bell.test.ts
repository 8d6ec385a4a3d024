import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createBell } from '../../src/cluster/bell.ts';

test('a bell wakes all who wait, misses no ring of before, and keeps nothing of those who waited', async () => {
  const bell = createBell();
  const { signal } = new AbortController();
  const heard = bell.rings();
  bell.ring();
  await bell.after(heard, 1e6, signal);
  for (let n = 0; n < 100; n += 1) await bell.after(bell.rings(), 0, signal);
  const waiting = [1, 2, 3].map(() => bell.after(bell.rings(), 1e6, signal));
  expect(getEventListeners(signal, 'abort')).toHaveLength(3);
  bell.ring();
  await Promise.all(waiting);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('who waits for a bell leaves when the signal fires, or has fired', async () => {
  const bell = createBell();
  const leaving = new AbortController();
  const waiting = bell.after(bell.rings(), 1e6, leaving.signal);
  leaving.abort();
  await waiting;
  await bell.after(bell.rings(), 1e6, leaving.signal);
});
