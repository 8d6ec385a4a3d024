import { randomBytes } from 'node:crypto';
import { createCursors, runLength, type Cursors } from '../agent/cursors.ts';
import type { EventLog, LogItem } from '../agent/event-log.ts';
import { createLogReader, wakes, type LogSource, type Sleeper } from '../agent/log-reader.ts';

/** The part of a shared log that is in this process, for those who read it here. */
export interface Window<T> extends Pick<EventLog<T>, 'head' | 'read' | 'end'> {
  /** The next event of the log. */
  append(value: T): void;
  /** One that is told here only, and is in no log. */
  aside(value: T): void;
  /** Events from before those here, if they still are what comes before. */
  prepend(values: readonly T[]): void;
  /** Another run of the log, or a place to which there is no way from here: readers are told that they lost it. */
  begin(run: string, position: number): void;
  /** Null for what is no cursor of this run. */
  placeOf(cursor: string): WindowPlace | null;
  /** Every event after this position is here. */
  start(): number;
}

export interface WindowPlace {
  readonly position: number;
  /** After an event that was told aside, here or elsewhere. */
  readonly isAside: boolean;
}

export interface WindowOptions<T> {
  readonly events: number;
  readonly bytes: number;
  readonly sizeOf: (value: T) => number;
  /** The first one makes cursors, each reads them. At least one. */
  readonly secrets: readonly Uint8Array[];
  readonly caller: string;
}

interface Item<T> {
  readonly value: T;
  readonly bytes: number;
  readonly position: number;
  readonly isAside: boolean;
  shown: Extract<LogItem<T>, { kind: 'event' }> | null;
}

/** What is told aside has the position of the event before it, and this on top: no log grows so long. */
const aside = 2 ** 47;

/** Between the numbers of one run and those of the next, for what was before the first one here. */
const room = 1e9;

export function createWindow<T>({ events, bytes, sizeOf, secrets, caller }: WindowOptions<T>): Window<T> {
  let items: Item<T>[] = [];
  /** Readers count items, for not all of them have a position of their own: the first one here is the one after so many. */
  let before = room;
  /** Readers that have no more than so many behind them lost what they read. */
  let lost = 0;
  let start = 0;
  let last = 0;
  let total = 0;
  let cursors = cursorsOf(randomBytes(runLength));
  let ended: { readonly error: Error | undefined } | null = null;

  function cursorsOf(run: Buffer): readonly Cursors[] {
    return secrets.map((secret) => createCursors(secret, caller, run));
  }

  function cursorAt({ position, isAside }: WindowPlace): string {
    return cursors[0]?.cursorAt(isAside ? aside + position : position) ?? '';
  }

  function itemOf(value: T, position: number, isAside: boolean): Item<T> {
    const size = sizeOf(value);
    total += size;
    return { value, bytes: size, position, isAside, shown: null };
  }

  function trim(): void {
    while (items.length > 1 && (items.length > events || total > bytes)) {
      const [oldest] = items.splice(0, 1);
      if (oldest === undefined) return;
      total -= oldest.bytes;
      before += 1;
      start = oldest.position;
    }
  }

  const source: LogSource<T> = {
    sleepers: new Set<Sleeper>(),
    after(count) {
      if (count <= lost) return { kind: 'lost' };
      if (count < before) return { kind: 'lagged' };
      const item = items[count - before];
      if (item !== undefined) {
        return (item.shown ??= { kind: 'event', cursor: cursorAt(item), value: item.value });
      }
      if (ended === null) return null;
      if (ended.error !== undefined) throw ended.error;
      return 'over';
    },
  };

  const wake = wakes(source.sleepers);

  function placeOf(cursor: string): WindowPlace | null {
    for (const each of cursors) {
      const number = each.positionOf(cursor);
      if (number === null) continue;
      const isAside = number >= aside;
      const position = isAside ? number - aside : number;
      return position <= last ? { position, isAside } : null;
    }
    return null;
  }

  /** How many items a reader has behind it that comes with this place. */
  function countOf(place: WindowPlace | null): number {
    // It was here when it was asked for, and has gone since: nobody goes on from elsewhere without being told.
    if (place === null) return lost;
    const { position } = place;
    if (position < start) return before - 1;
    const next = items.findIndex(
      (item) => item.position > position || (item.position === position && item.isAside && !place.isAside),
    );
    return before + (next === -1 ? items.length : next);
  }

  return {
    append(value) {
      if (ended !== null) return;
      last += 1;
      items.push(itemOf(value, last, false));
      trim();
      wake();
    },
    aside(value) {
      if (ended !== null) return;
      items.push(itemOf(value, last, true));
      trim();
      wake();
    },
    prepend(values) {
      const older = values.map((value, index) => itemOf(value, start - values.length + 1 + index, false));
      items.unshift(...older);
      before -= older.length;
      start -= older.length;
      trim();
    },
    begin(run, position) {
      lost = before + items.length;
      before = lost + room;
      items = [];
      total = 0;
      start = last = position;
      cursors = cursorsOf(Buffer.from(run, 'latin1'));
      wake();
    },
    placeOf,
    start: () => start,
    head: () => cursorAt({ position: last, isAside: items.at(-1)?.isAside === true }),
    read: (after, signal) => createLogReader(source, countOf(placeOf(after)), signal ?? null),
    end(error) {
      ended ??= { error };
      wake();
    },
  };
}
