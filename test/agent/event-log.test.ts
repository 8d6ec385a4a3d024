import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createCursors } from '../../src/agent/cursors.ts';
import { createEventLog, type EventLog, type LogItem } from '../../src/agent/event-log.ts';
import { logOf, secret } from './log-of.ts';

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

async function take<T>(reader: AsyncGenerator<LogItem<T>, void, void>, count: number): Promise<LogItem<T>[]> {
  const items: LogItem<T>[] = [];
  while (items.length < count) {
    const { done, value } = await reader.next();
    if (done === true) break;
    items.push(value);
  }
  return items;
}

function values<T>(items: readonly LogItem<T>[]): (T | 'lagged')[] {
  return items.map((item) => (item.kind === 'event' ? item.value : 'lagged'));
}

function filled(size: number, count: number): EventLog<number> {
  const log = logOf<number>(size);
  for (let value = 1; value <= count; value += 1) log.append(value);
  return log;
}

describe('reading', () => {
  test('gives what is there, then what comes, each with the cursor to go on from', async () => {
    const log = logOf<number>(10);
    const start = log.head();
    const reader = log.read(start, new AbortController().signal);
    log.append(1);
    const first = await take(reader, 1);
    const waiting = take(reader, 2);
    log.append(2);
    log.append(3);
    const items = [...first, ...(await waiting)];
    expect(values(items)).toEqual([1, 2, 3]);
    expect(new Set(items.map((item) => item.kind === 'event' && item.cursor)).size).toBe(3);
    expect(items.at(-1)).toEqual({ kind: 'event', cursor: log.head(), value: 3 });
    for (const [index, item] of items.entries()) {
      if (item.kind !== 'event') throw new Error('an event was expected');
      const rest = log.read(item.cursor, new AbortController().signal);
      expect(values(await take(rest, 2 - index))).toEqual([2, 3].slice(index));
    }
  });

  test('several readers get all of it, each at its own pace', async () => {
    const log = logOf<number>(10);
    const reader = () => log.read(log.head(), new AbortController().signal);
    const waiting = [reader(), reader()].map((one) => take(one, 3));
    const late = reader();
    const first = late.next();
    for (const value of [1, 2, 3]) log.append(value);
    for (const items of await Promise.all(waiting)) expect(values(items)).toEqual([1, 2, 3]);
    expect(await first).toMatchObject({ value: { value: 1 } });
    expect(values(await take(late, 2))).toEqual([2, 3]);
  });

  test('one that is overtaken gets `lagged` as its last item, others go on', async () => {
    const log = logOf<number>(2);
    const [slow, quick] = [log.head(), log.head()].map((cursor) => log.read(cursor, new AbortController().signal));
    if (slow === undefined || quick === undefined) throw new Error('unreachable');
    log.append(1);
    expect(values(await take(slow, 1))).toEqual([1]);
    expect(values(await take(quick, 1))).toEqual([1]);
    log.append(2);
    expect(values(await take(quick, 1))).toEqual([2]);
    log.append(3);
    log.append(4);
    expect(values(await take(quick, 2))).toEqual([3, 4]);
    expect(values(await take(slow, 9))).toEqual(['lagged']);
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });

  test('one that wakes late is told so too', async () => {
    const log = logOf<number>(2);
    const reader = log.read(log.head(), new AbortController().signal);
    const waiting = take(reader, 9);
    for (const value of [1, 2, 3]) log.append(value);
    expect(values(await waiting)).toEqual(['lagged']);
  });
});

describe('a reader that waits', () => {
  test('ends at once when its signal fires, and leaves no listener', async () => {
    const log = logOf<number>(10);
    const stop = new AbortController();
    const reader = log.read(log.head(), stop.signal);
    const waiting = reader.next();
    expect(listeners(stop.signal)).toBe(1);
    stop.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(listeners(stop.signal)).toBe(0);
  });

  test('leaves no listener after each event either', async () => {
    const log = logOf<number>(10);
    const stop = new AbortController();
    const reader = log.read(log.head(), stop.signal);
    for (const value of [1, 2, 3]) {
      const waiting = reader.next();
      expect(listeners(stop.signal)).toBe(1);
      log.append(value);
      expect(await waiting).toMatchObject({ value: { value } });
      expect(listeners(stop.signal)).toBe(0);
    }
  });

  test('never starts to wait under a signal that has fired', async () => {
    const log = filled(10, 3);
    const signal = AbortSignal.abort();
    expect(await log.read(log.head(), signal).next()).toEqual({ done: true, value: undefined });
    expect(listeners(signal)).toBe(0);
  });
});

describe('the end', () => {
  test('without an error: readers get what was before it, and are done; nothing is added', async () => {
    const log = logOf<number>(10);
    const start = log.head();
    const waiting = take(log.read(start, new AbortController().signal), 9);
    log.append(1);
    log.end();
    log.append(2);
    log.end(new Error('too late'));
    expect(values(await waiting)).toEqual([1]);
    expect(values(await take(log.read(start, new AbortController().signal), 9))).toEqual([1]);
  });

  test('with an error: every reader gets what was before it, then the error; also one that comes later', async () => {
    const log = logOf<number>(10);
    const stop = new AbortController();
    const start = log.head();
    const readers = [1, 2].map(() => log.read(start, stop.signal));
    const waiting = readers.map((reader) => reader.next());
    const reason = new Error('reason');
    log.append(1);
    log.end(reason);
    for (const first of await Promise.all(waiting)) expect(first).toMatchObject({ value: { value: 1 } });
    for (const reader of [...readers, log.read(log.head(), stop.signal)]) {
      await expect(reader.next()).rejects.toBe(reason);
    }
    expect(listeners(stop.signal)).toBe(0);
  });
});

describe('bytes', () => {
  /** A log of numbers, each as large as it says. */
  const sized = (bytes: number): EventLog<number> =>
    createEventLog<number>({ size: 100, bytes, sizeOf: (value) => value, cursors: createCursors(secret, 'caller') });

  test('are bounded: the oldest events go until the rest fits; the last one stays, however large it is', async () => {
    const log = sized(10);
    const cursors = [log.head()];
    const appended = [4, 4, 3, 1, 50, 2, 8];
    const held = appended.map((value) => {
      log.append(value);
      cursors.push(log.head());
      return cursors.map((cursor) => log.holds(cursor)).indexOf(true);
    });
    // After each append: how many events are gone.
    expect(held).toEqual([0, 0, 1, 1, 4, 5, 5]);
    const rest = take(log.read(cursors[5] ?? '', new AbortController().signal), 2);
    expect(values(await rest)).toEqual([2, 8]);
    expect(values(await take(log.read(cursors[4] ?? '', new AbortController().signal), 9))).toEqual(['lagged']);
  });
});

describe('cursors', () => {
  const log = logOf<number>(2);
  const cursors = [log.head()];
  for (const value of [1, 2, 3, 4]) {
    log.append(value);
    cursors.push(log.head());
  }

  test('are held while every event after them is still there', () => {
    expect(cursors.map((cursor) => log.holds(cursor))).toEqual([false, false, true, true, true]);
  });

  test('of another log, of another run, malformed and huge ones are not held, and reading from one gives only what comes', async () => {
    const none = [
      filled(2, 4).head(),
      '',
      '4',
      'x'.repeat(1_000_000),
      log.head().slice(1),
      `${log.head()}A`,
      '\u0000'.repeat(log.head().length),
      '💥',
    ];
    expect(none.filter((cursor) => log.holds(cursor))).toEqual([]);
    const ending = filled(2, 4);
    const readers = none.map((cursor) => take(ending.read(cursor, new AbortController().signal), 9));
    ending.append(5);
    ending.end();
    for (const items of await Promise.all(readers)) expect(values(items)).toEqual([5]);
  });

  test('of two logs never meet', () => {
    expect(new Set(Array.from({ length: 100 }, () => logOf(1).head())).size).toBe(100);
  });

  test('are the same for every reader of an event', async () => {
    const readers = [1, 2].map(() => take(log.read(cursors[2] ?? '', new AbortController().signal), 2));
    const [one, other] = await Promise.all(readers);
    expect(one).toEqual(other);
    expect(one?.map((item) => item.kind === 'event' && item.cursor)).toEqual(cursors.slice(3));
  });
});
