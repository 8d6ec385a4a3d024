import { randomBytes } from 'node:crypto';

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

/** @param size how many events are kept */
export function createEventLog<T>(size: number): EventLog<T> {
  // A run of the log is part of its cursors: another agent's, or one from before a restart, is none of ours.
  const run = randomBytes(12).toString('base64url');
  const kept: T[] = [];
  /** Position of the last event; the first one is 1. The event at position p lies in slot p modulo size. */
  let last = 0;
  let ended: { readonly error: Error | undefined } | null = null;
  const sleepers = new Set<() => void>();

  function cursorAt(position: number): string {
    return Buffer.from(`${run}.${position}`).toString('base64url');
  }

  function positionOf(cursor: string): number | null {
    if (cursor.length > 128) return null;
    const [cursorRun, position, ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
    if (cursorRun !== run || position === undefined || rest.length > 0 || !/^\d{1,15}$/.test(position)) return null;
    return Number(position) <= last ? Number(position) : null;
  }

  function oldest(): number {
    return Math.max(1, last - size + 1);
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
      last += 1;
      kept[last % size] = value;
      wake();
    },
    head: () => cursorAt(last),
    holds(cursor) {
      const position = positionOf(cursor);
      return position !== null && position + 1 >= oldest();
    },
    async *read(after, signal) {
      let position = positionOf(after) ?? last;
      while (!signal.aborted) {
        if (position + 1 < oldest()) {
          yield { kind: 'lagged' };
          return;
        } else if (position < last) {
          position += 1;
          yield { kind: 'event', cursor: cursorAt(position), value: kept[position % size] as T };
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
