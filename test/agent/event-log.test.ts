import { describe, expect, test } from 'vitest';
import { createCursors } from '../../src/agent/cursors.ts';
import { createEventLog, type EventLog } from '../../src/agent/event-log.ts';
import { holdToContract, numbers, take, type Value } from './event-log-contract.ts';
import { logOf, secret } from './log-of.ts';

holdToContract((size) => Promise.resolve({ log: logOf<Value>(size), settled: () => Promise.resolve() }));

test('a reader that wakes late is told that it was overtaken', async () => {
  const log = logOf<Value>(2);
  const waiting = take(log.read(log.head()), 9);
  for (const n of [1, 2, 3]) log.append({ n });
  expect(numbers(await waiting)).toEqual(['lagged']);
});

describe('bytes', () => {
  /** A log of numbers, each as large as it says. */
  const sized = (bytes: number): EventLog<Value> =>
    createEventLog<Value>({ size: 100, bytes, sizeOf: ({ n }) => n, cursors: createCursors(secret, 'caller') });

  test('are bounded: the oldest events go until the rest fits; the last one stays, however large it is', async () => {
    const log = sized(10);
    const cursors = [log.head()];
    const appended = [4, 4, 3, 1, 50, 2, 8];
    const held = appended.map((n) => {
      log.append({ n });
      cursors.push(log.head());
      return cursors.map((cursor) => log.holds(cursor)).indexOf(true);
    });
    // After each append: how many events are gone.
    expect(held).toEqual([0, 0, 1, 1, 4, 5, 5]);
    expect(numbers(await take(log.read(cursors[5] ?? ''), 2))).toEqual([2, 8]);
    expect(numbers(await take(log.read(cursors[4] ?? ''), 9))).toEqual(['lagged']);
  });
});

describe('cursors', () => {
  test('are held while every event after them is still there', () => {
    const log = logOf<Value>(2);
    const cursors = [log.head()];
    for (const n of [1, 2, 3, 4]) {
      log.append({ n });
      cursors.push(log.head());
    }
    expect(cursors.map((cursor) => log.holds(cursor))).toEqual([false, false, true, true, true]);
  });

  test('of two logs never meet', () => {
    expect(new Set(Array.from({ length: 100 }, () => logOf(1).head())).size).toBe(100);
  });
});
