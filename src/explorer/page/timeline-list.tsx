import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Entry, EventEntry } from './timeline.ts';

interface TimelineListProps {
  readonly entries: readonly Entry[];
  readonly chosen: Entry | null;
  readonly onChoose: (entry: Entry | null) => void;
}

/** One stop for the Tab key; arrows, Home and End go through the entries, Enter shows one whole. */
export function TimelineList({ entries, chosen, onChoose }: TimelineListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  // Entries that are too old disappear; then the newest is the stop.
  const place = Math.max(
    0,
    entries.findIndex(({ id }) => id === current),
  );

  function goTo(index: number): void {
    const option = list.current?.children[Math.min(Math.max(index, 0), entries.length - 1)];
    if (option instanceof HTMLElement) option.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  const choose = (): void => {
    onChoose(entries[place] ?? null);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      goTo(place + 1);
    },
    ArrowUp: () => {
      goTo(place - 1);
    },
    PageDown: () => {
      goTo(place + 10);
    },
    PageUp: () => {
      goTo(place - 10);
    },
    Home: () => {
      goTo(0);
    },
    End: () => {
      goTo(entries.length - 1);
    },
    Enter: choose,
    ' ': choose,
    Escape: () => {
      onChoose(null);
    },
  };

  return (
    <ul ref={list} className="timeline-list" role="listbox" aria-label="Events, newest first" onKeyDown={onKeyDown}>
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          role="option"
          aria-selected={entry.id === chosen?.id}
          tabIndex={index === place ? 0 : -1}
          data-mark={entry.kind === 'event' ? entry.mark : 'note'}
          onFocus={() => {
            setCurrent(entry.id);
          }}
          onClick={() => {
            onChoose(entry);
          }}
        >
          <time dateTime={entry.at} title={entry.at}>
            {clockTime(entry.at)}
          </time>
          {entry.kind === 'event' ? <EventLine event={entry} /> : <span className="note">{entry.words}</span>}
        </li>
      ))}
    </ul>
  );
}

function EventLine({ event: { type, sessionId, words, cursor } }: { readonly event: EventEntry }): ReactNode {
  return (
    <>
      <strong>{type}</strong>
      <span className="happened">
        {sessionId !== null && <span className="session">{sessionId} </span>}
        {words}
      </span>
      {cursor !== null && (
        <code title={`cursor ${cursor}`}>
          <span className="visually-hidden">cursor </span>…{cursor.slice(-6)}
        </code>
      )}
    </>
  );
}

/** In the reader's own time zone, as the clock on the wall has it. */
function clockTime(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : date.toLocaleTimeString('en-GB');
}
