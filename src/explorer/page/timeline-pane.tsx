import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useCell } from './cell.ts';
import { ConnectionPane } from './connection-pane.tsx';
import type { Connection } from './connection.ts';
import { EventDetail } from './event-detail.tsx';
import type { Live } from './live.ts';
import { TimelineList } from './timeline-list.tsx';
import type { Entry, Timeline } from './timeline.ts';

interface TimelinePaneProps {
  readonly timeline: Timeline;
  readonly live: Live;
  readonly connection: Connection;
}

/** Beside the IDE, and below it in windows where there is no room: closed there until somebody asks. */
export function TimelinePane(props: TimelinePaneProps): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(() => matchMedia('(width >= 1200px)').matches);
  const pane = useRef<HTMLElement>(null);
  // In a narrow window it opens below what is seen.
  useEffect(() => {
    if (isOpen) pane.current?.scrollIntoView();
  }, [isOpen]);
  return (
    <aside ref={pane} className="timeline" aria-label="Timeline" data-open={isOpen}>
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          Timeline
        </button>
      </h2>
      <div id={id} className="timeline-body" hidden={!isOpen}>
        {isOpen && <TimelineBody {...props} />}
      </div>
    </aside>
  );
}

function TimelineBody({ timeline, live, connection }: TimelinePaneProps): ReactNode {
  const entries = useCell(timeline.entries);
  const isRunning = useCell(live.isRunning);
  // What was there when the reader pressed Pause; what comes meanwhile is kept for later.
  const [paused, setPaused] = useState<readonly Entry[] | null>(null);
  const [chosen, setChosen] = useState<Entry | null>(null);
  const shown = paused ?? entries;
  const newestShown = shown[0]?.id ?? 0;
  const waiting = entries.filter(({ id }) => id > newestShown).length;

  return (
    <>
      <div className="timeline-buttons">
        <button
          type="button"
          title={isRunning ? 'End the subscription' : 'Subscribe to all events, whatever tab is in front'}
          onClick={() => {
            if (isRunning) live.stop();
            else live.watch(null);
          }}
        >
          {isRunning ? 'Stop' : 'Watch'}
        </button>
        <button
          type="button"
          aria-pressed={paused !== null}
          onClick={() => {
            setPaused(paused === null ? entries : null);
          }}
        >
          {paused === null || waiting === 0 ? 'Pause' : `Pause (${waiting} newer)`}
        </button>
        <button
          type="button"
          onClick={() => {
            timeline.clear();
            setPaused(null);
            setChosen(null);
          }}
        >
          Clear
        </button>
        <span role="status">{isRunning ? 'running' : 'not running'}</span>
      </div>
      <ConnectionPane connection={connection} />
      {shown.length === 0 ? (
        <p className="timeline-empty">
          Nothing yet. Watch shows what happens while you run operations in the tabs; so does a subscription that runs
          in a tab.
        </p>
      ) : (
        <TimelineList entries={shown} chosen={chosen} onChoose={setChosen} />
      )}
      {chosen?.kind === 'event' && (
        <EventDetail
          event={chosen}
          onResume={(cursor) => {
            setPaused(null);
            live.watch(cursor);
          }}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
