import { isStopped } from '../upstream/deadline.ts';
import type { Ending } from './ending.ts';
import type { EventLog } from './event-log.ts';
import type { EventBody, LoggedEvent, SessionEvent, SnapshotReason } from './session-event.ts';

/** Where a subscriber's events come from. */
export interface EventSource {
  readonly log: EventLog<LoggedEvent>;
  /** All sessions as they are now. */
  readonly snapshot: (reason: SnapshotReason) => EventBody;
  /** What the connection to the upstream is, where it is not well. */
  readonly status: () => EventBody | null;
  /** Now, as RFC 3339. */
  readonly time: () => string;
}

/**
 * What one subscriber gets: every event after the cursor, or a snapshot first where there is no cursor, where it is not one of
 * this log's any more, and whenever the subscriber was overtaken. Ends with the signal or the log, whose error it throws; where
 * the ending comes first, with a last event that says so.
 */
export async function* eventsAfter(
  after: string | null,
  signal: AbortSignal,
  ending: Ending,
  { log, snapshot, status, time }: EventSource,
): AsyncGenerator<SessionEvent, void, void> {
  const stop = AbortSignal.any([signal, ending.signal]);
  let cursor = after !== null && log.holds(after) ? after : null;
  let reason: SnapshotReason = after === null ? 'SUBSCRIBED' : 'CURSOR_EXPIRED';
  while (!signal.aborted) {
    if (cursor === null) {
      // The place and the view are taken in one turn: what comes later is an event, what came before is in the snapshot.
      cursor = log.head();
      const trouble = status();
      yield { ...snapshot(reason), cursor, receivedAt: time() };
      if (trouble !== null) yield { ...trouble, cursor, receivedAt: time() };
    }
    let lagged = false;
    for await (const item of log.read(cursor, stop)) {
      if (item.kind === 'event') {
        cursor = item.cursor;
        yield { ...item.value, cursor };
      } else lagged = true;
    }
    const endReason = ending.reason();
    if (endReason !== null && !isStopped(signal)) {
      yield { __typename: 'StreamEnding', endReason, cursor, receivedAt: time() };
      return;
    }
    if (!lagged) return;
    cursor = null;
    reason = 'SLOW_CONSUMER';
  }
}
