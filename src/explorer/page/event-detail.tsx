import type { ReactNode } from 'react';
import type { EventEntry } from './timeline.ts';

interface EventDetailProps {
  readonly event: EventEntry;
  readonly onResume: (cursor: string) => void;
  readonly onClose: () => void;
}

/** The whole event, as it came. */
export function EventDetail({ event: { type, cursor, json }, onResume, onClose }: EventDetailProps): ReactNode {
  return (
    <section
      className="event-detail"
      aria-label="Event"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <div className="timeline-buttons">
        <h3>{type}</h3>
        {cursor !== null && (
          <button
            type="button"
            title="Subscribe with this event's cursor as after"
            onClick={() => {
              onResume(cursor);
            }}
          >
            Resume from here
          </button>
        )}
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <pre tabIndex={0} aria-label="The whole event">
        {json}
      </pre>
    </section>
  );
}
