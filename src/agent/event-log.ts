import type { Cursors } from './cursors.ts';

/** What a reader gets: an event with its place, or the news that events it should have had are no longer there. */
export type LogItem<T> =
  { readonly kind: 'event'; readonly cursor: string; readonly value: T } | { readonly kind: 'lagged' };

/** One caller's events in order: one writer, many readers, bounded. Knows nothing of what an event is. */
export interface EventLog<T> {
  append(value: T): void;
  /** The cursor of the last event: reading after it gives what comes later. */
  head(): string;
  /** True when every event after this cursor is still here; false for what is not a cursor of this log. */
  holds(cursor: string): boolean;
  /**
   * Everything after the cursor, then what comes, until the signal fires or the log ends. A reader keeps nothing but its place:
   * one that is overtaken gets `lagged` as its last item.
   *
   * @throws the reason given to `end`, after the events before it
   */
  read(after: string, signal: AbortSignal): AsyncGenerator<LogItem<T>, void, void>;
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
  cursor: string | null;
}

export function createEventLog<T>({ size, bytes, sizeOf, cursors }: EventLogOptions<T>): EventLog<T> {
  /** The event at position p lies in slot p modulo size. */
  const kept: (Kept<T> | undefined)[] = [];
  /** Positions of the oldest event kept and of the last one; the first one ever is 1. */
  let oldest = 1;
  let last = 0;
  let total = 0;
  let start: string | null = null;
  let ended: { readonly error: Error | undefined } | null = null;
  const sleepers = new Set<() => void>();

  function at(position: number): Kept<T> {
    const entry = kept[position % size];
    if (entry === undefined) throw new Error(`there is no event at ${position}`);
    return entry;
  }

  function cursorAt(position: number): string {
    if (position === 0) return (start ??= cursors.cursorAt(0));
    const entry = at(position);
    return (entry.cursor ??= cursors.cursorAt(position));
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

  function wake(): void {
    for (const resume of [...sleepers]) resume();
  }

  function changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const resume = (): void => {
        sleepers.delete(resume);
        signal.removeEventListener('abort', resume);
        resolve();
      };
      sleepers.add(resume);
      signal.addEventListener('abort', resume, { once: true });
    });
  }

  return {
    append(value) {
      if (ended !== null) return;
      const entry: Kept<T> = { value, bytes: sizeOf(value), cursor: null };
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
    async *read(after, signal) {
      let position = positionOf(after) ?? last;
      while (!signal.aborted) {
        if (position + 1 < oldest) {
          yield { kind: 'lagged' };
          return;
        } else if (position < last) {
          position += 1;
          yield { kind: 'event', cursor: cursorAt(position), value: at(position).value };
        } else if (ended === null) {
          await changed(signal);
        } else if (ended.error === undefined) {
          return;
        } else {
          throw ended.error;
        }
      }
    },
    end(error) {
      ended ??= { error };
      wake();
    },
  };
}
