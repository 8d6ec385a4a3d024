import type { Cursors } from './cursors.ts';
import { createLogReader, wakes, type LogReader, type LogSource, type Sleeper } from './log-reader.ts';

/**
 * What a reader gets: an event with its place, the same object for all, or the news that events it should have had are gone: `lagged`
 * where it was overtaken, `lost` where the log itself is not the one it was.
 */
export type LogItem<T> =
  | { readonly kind: 'event'; readonly cursor: string; readonly value: T }
  | { readonly kind: 'lagged' }
  | { readonly kind: 'lost' };

/** One caller's events in order: one writer, many readers, bounded. Knows nothing of what an event is. */
export interface EventLog<T> {
  append(value: T): void;
  /** The cursor of the last event: reading after it gives what comes later. */
  head(): string;
  /** True when every event after this cursor is still here; false for what is not a cursor of this log. */
  holds(cursor: string): boolean | Promise<boolean>;
  /**
   * Everything after the cursor, then what comes, until `return()`, the signal or the end of the log, also while it waits. A reader
   * keeps nothing but its place: one that cannot be given all gets `lagged` or `lost` as its last item.
   *
   * @throws the reason given to `end`, after the events before it
   */
  read(after: string, signal?: AbortSignal): LogReader<T>;
  /** Ends every reader, with an error if one is given. */
  end(error?: Error): void;
}

export interface EventLogOptions<T> {
  /** Events kept at most. */
  readonly size: number;
  /** Bytes kept at most, as `sizeOf` has them; the last event is kept however large it is. */
  readonly bytes: number;
  /** Called once per event, in order. */
  readonly sizeOf: (value: T) => number;
  readonly cursors: Cursors;
}

interface Kept<T> {
  readonly value: T;
  readonly bytes: number;
  /** Made when the first reader wants it, and the same for all. */
  item: Extract<LogItem<T>, { kind: 'event' }> | null;
}

const lagged = { kind: 'lagged' } as const;
/** Before all there ever was: nobody goes on from a place that is none without being told. */
const gone = -1;

export function createEventLog<T>({ size, bytes, sizeOf, cursors }: EventLogOptions<T>): EventLog<T> {
  /** The event at position p lies in slot p modulo size. */
  const kept: (Kept<T> | undefined)[] = [];
  /** Positions of the oldest event kept and of the last one; the first one ever is 1. */
  let oldest = 1;
  let last = 0;
  let total = 0;
  let start: string | null = null;
  let ended: { readonly error: Error | undefined } | null = null;

  function at(position: number): Kept<T> {
    const entry = kept[position % size];
    if (entry === undefined) throw new Error(`there is no event at ${position}`);
    return entry;
  }

  function itemAt(position: number): Extract<LogItem<T>, { kind: 'event' }> {
    const entry = at(position);
    return (entry.item ??= { kind: 'event', cursor: cursors.cursorAt(position), value: entry.value });
  }

  function cursorAt(position: number): string {
    return position === 0 ? (start ??= cursors.cursorAt(0)) : itemAt(position).cursor;
  }

  function positionOf(cursor: string): number | null {
    const position = cursors.positionOf(cursor);
    return position !== null && position <= last ? position : null;
  }

  function forgetOldest(): void {
    total -= at(oldest).bytes;
    kept[oldest % size] = undefined;
    oldest += 1;
  }

  const source: LogSource<T> = {
    sleepers: new Set<Sleeper>(),
    after(position) {
      if (position + 1 < oldest) return lagged;
      if (position < last) return itemAt(position + 1);
      if (ended === null) return null;
      if (ended.error !== undefined) throw ended.error;
      return 'over';
    },
  };

  const wake = wakes(source.sleepers);

  return {
    append(value) {
      if (ended !== null) return;
      const entry: Kept<T> = { value, bytes: sizeOf(value), item: null };
      if (last - oldest + 1 === size) forgetOldest();
      last += 1;
      kept[last % size] = entry;
      total += entry.bytes;
      while (total > bytes && oldest < last) forgetOldest();
      wake();
    },
    head: () => cursorAt(last),
    holds(cursor) {
      const position = positionOf(cursor);
      return position !== null && position + 1 >= oldest;
    },
    read: (after, signal) => createLogReader(source, positionOf(after) ?? gone, signal ?? null),
    end(error) {
      ended ??= { error };
      wake();
    },
  };
}
