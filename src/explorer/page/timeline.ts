import type { ExecutionResult } from 'graphql-ws';
import { createCell, type Cell } from './cell.ts';
import { describeResult, type Description } from './describe-result.ts';

/** One line of the timeline. */
export type Entry = EventEntry | Note;

export interface EventEntry extends Omit<Description, 'receivedAt'> {
  readonly kind: 'event';
  /** Counts up; newer is greater. */
  readonly id: number;
  /** When the gateway took it in; where that was not asked for, when it came here. */
  readonly at: string;
  /** The whole result. */
  readonly json: string;
}

/** A remark about the subscription itself. */
export interface Note {
  readonly kind: 'note';
  readonly id: number;
  readonly at: string;
  readonly words: string;
}

export interface Timeline {
  /** Newest first. */
  readonly entries: Cell<readonly Entry[]>;
  readonly add: (result: ExecutionResult) => void;
  readonly note: (words: string) => void;
  readonly clear: () => void;
}

/** What is kept: so many entries, and so many characters of JSON, whichever bound is met first. The newest always is. */
export const most = { entries: 300, characters: 4_000_000 };

export function createTimeline(now: () => Date): Timeline {
  const entries = createCell<readonly Entry[]>([]);
  let lastId = 0;

  function nextId(): number {
    lastId += 1;
    return lastId;
  }

  function put(entry: Entry): void {
    entries.set(bounded([entry, ...entries.get()]));
  }

  return {
    entries,
    add(result) {
      const { receivedAt, ...described } = describeResult(result);
      const json = JSON.stringify(result, null, 2);
      put({ kind: 'event', id: nextId(), at: receivedAt ?? now().toISOString(), ...described, json });
    },
    note(words) {
      put({ kind: 'note', id: nextId(), at: now().toISOString(), words });
    },
    clear() {
      entries.set([]);
    },
  };
}

function bounded(entries: readonly Entry[]): readonly Entry[] {
  let characters = 0;
  const fitting = entries.slice(0, most.entries).filter((entry) => {
    characters += entry.kind === 'event' ? entry.json.length : entry.words.length;
    return characters <= most.characters;
  });
  return fitting.length === 0 ? entries.slice(0, 1) : fitting;
}
