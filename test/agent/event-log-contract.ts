import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { EventLog, LogItem } from '../../src/agent/event-log.ts';

export interface Value {
  readonly n: number;
}

/** A log that is held to what every event log promises. */
export interface Opened {
  readonly log: EventLog<Value>;
  /** Resolves when what was appended can be read. */
  readonly settled: () => Promise<void>;
}

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

export async function take(
  reader: AsyncGenerator<LogItem<Value>, void, void>,
  count: number,
): Promise<LogItem<Value>[]> {
  const items: LogItem<Value>[] = [];
  while (items.length < count) {
    const { done, value } = await reader.next();
    if (done === true) break;
    items.push(value);
  }
  return items;
}

export function numbers(items: readonly LogItem<Value>[]): (number | string)[] {
  return items.map((item) => (item.kind === 'event' ? item.value.n : item.kind));
}

/** @param open a new log that keeps so many events for those who are slow */
export function holdToContract(open: (size: number) => Promise<Opened>): void {
  async function appended({ log, settled }: Opened, ...values: readonly number[]): Promise<void> {
    for (const n of values) {
      log.append({ n });
      await settled();
    }
  }

  describe('reading', () => {
    test('gives what is there, then what comes, each with the cursor to go on from', async () => {
      const opened = await open(10);
      const { log } = opened;
      const reader = log.read(log.head(), new AbortController().signal);
      await appended(opened, 1);
      const first = await take(reader, 1);
      const waiting = take(reader, 2);
      await appended(opened, 2, 3);
      const items = [...first, ...(await waiting)];
      expect(numbers(items)).toEqual([1, 2, 3]);
      expect(new Set(items.map((item) => item.kind === 'event' && item.cursor)).size).toBe(3);
      expect(items.at(-1)).toEqual({ kind: 'event', cursor: log.head(), value: { n: 3 } });
      for (const [index, item] of items.entries()) {
        if (item.kind !== 'event') throw new Error('an event was expected');
        expect(await log.holds(item.cursor)).toBe(true);
        const rest = log.read(item.cursor, new AbortController().signal);
        expect(numbers(await take(rest, 2 - index))).toEqual([2, 3].slice(index));
      }
    });

    test('what is appended in one turn comes one by one, in order', async () => {
      const { log, settled } = await open(10);
      const waiting = take(log.read(log.head()), 5);
      for (let n = 1; n <= 5; n += 1) log.append({ n });
      await settled();
      const items = await waiting;
      expect(numbers(items)).toEqual([1, 2, 3, 4, 5]);
      for (const [index, item] of items.entries()) {
        if (item.kind !== 'event') throw new Error('an event was expected');
        const rest = log.read(item.cursor);
        expect(numbers(await take(rest, 4 - index))).toEqual([2, 3, 4, 5].slice(index));
      }
    });

    test('several readers get all of it, each at its own pace', async () => {
      const opened = await open(10);
      const { log } = opened;
      const reader = () => log.read(log.head(), new AbortController().signal);
      const waiting = [reader(), reader()].map((one) => take(one, 3));
      const late = reader();
      const first = late.next();
      await appended(opened, 1, 2, 3);
      for (const items of await Promise.all(waiting)) expect(numbers(items)).toEqual([1, 2, 3]);
      expect(await first).toMatchObject({ value: { value: { n: 1 } } });
      expect(numbers(await take(late, 2))).toEqual([2, 3]);
    });

    test('one that is overtaken gets `lagged` as its last item, others go on', async () => {
      const opened = await open(2);
      const { log } = opened;
      const [slow, quick] = [log.read(log.head()), log.read(log.head())];
      await appended(opened, 1);
      expect(numbers(await take(slow, 1))).toEqual([1]);
      expect(numbers(await take(quick, 1))).toEqual([1]);
      await appended(opened, 2);
      expect(numbers(await take(quick, 1))).toEqual([2]);
      await appended(opened, 3, 4);
      expect(numbers(await take(quick, 2))).toEqual([3, 4]);
      expect(numbers(await take(slow, 9))).toEqual(['lagged']);
      expect(await slow.next()).toEqual({ done: true, value: undefined });
    });
  });

  describe('a reader that waits', () => {
    test('ends at once when its signal fires, and leaves no listener', async () => {
      const { log } = await open(10);
      const stop = new AbortController();
      const waiting = log.read(log.head(), stop.signal).next();
      expect(listeners(stop.signal)).toBe(1);
      stop.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(listeners(stop.signal)).toBe(0);
    });

    test('leaves no listener after each event either', async () => {
      const opened = await open(10);
      const stop = new AbortController();
      const reader = opened.log.read(opened.log.head(), stop.signal);
      for (const n of [1, 2, 3]) {
        const waiting = reader.next();
        expect(listeners(stop.signal)).toBe(1);
        await appended(opened, n);
        expect(await waiting).toMatchObject({ value: { value: { n } } });
        expect(listeners(stop.signal)).toBe(0);
      }
    });

    test('never starts to wait under a signal that has fired', async () => {
      const opened = await open(10);
      await appended(opened, 1, 2, 3);
      const signal = AbortSignal.abort();
      expect(await opened.log.read(opened.log.head(), signal).next()).toEqual({ done: true, value: undefined });
      expect(listeners(signal)).toBe(0);
    });
  });

  describe('the end', () => {
    test('without an error: readers get what was before it, and are done; nothing is added', async () => {
      const opened = await open(10);
      const { log } = opened;
      const start = log.head();
      const waiting = take(log.read(start), 9);
      await appended(opened, 1);
      log.end();
      await appended(opened, 2);
      log.end(new Error('too late'));
      expect(numbers(await waiting)).toEqual([1]);
      expect(numbers(await take(log.read(start), 9))).toEqual([1]);
    });

    test('with an error: every reader gets what was before it, then the error; also one that comes later', async () => {
      const opened = await open(10);
      const { log } = opened;
      const stop = new AbortController();
      const start = log.head();
      const readers = [1, 2].map(() => log.read(start, stop.signal));
      const waiting = readers.map((reader) => reader.next());
      const reason = new Error('reason');
      await appended(opened, 1);
      log.end(reason);
      for (const first of await Promise.all(waiting)) expect(first).toMatchObject({ value: { value: { n: 1 } } });
      for (const reader of [...readers, log.read(log.head(), stop.signal)]) {
        await expect(reader.next()).rejects.toBe(reason);
      }
      expect(listeners(stop.signal)).toBe(0);
    });
  });

  describe('cursors', () => {
    test('of what is kept are held; of another log, malformed and huge ones are not, and who reads from one is told so', async () => {
      const opened = await open(2);
      const other = await open(2);
      await appended(opened, 1, 2, 3);
      await appended(other, 1, 2, 3);
      const { log } = opened;
      expect(await log.holds(log.head())).toBe(true);
      const head = other.log.head();
      const none = [
        log.head(),
        '',
        '4',
        'x'.repeat(1_000_000),
        head.slice(1),
        `${head}A`,
        '\u0000'.repeat(head.length),
        '💥',
      ];
      for (const cursor of none) expect(await other.log.holds(cursor)).toBe(false);
      for (const cursor of none) {
        const [item, ...rest] = await take(other.log.read(cursor), 9);
        expect(['lagged', 'lost']).toContain(item?.kind);
        expect(rest).toEqual([]);
      }
    });

    test('are the same for every reader of an event', async () => {
      const opened = await open(5);
      const start = opened.log.head();
      await appended(opened, 1, 2);
      const [one, two] = await Promise.all([1, 2].map(() => take(opened.log.read(start), 2)));
      expect(one).toEqual(two);
      expect(await opened.log.holds(start)).toBe(true);
    });
  });
}
