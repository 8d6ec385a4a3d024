import { createCounts, type Counts } from './counts.ts';
import { createDurations } from './durations.ts';
import { gauge, type Metric } from './metric.ts';

/** Events on their way from the upstream to subscribers. */
export interface EventMeter {
  /** `told`: it gave events; `nothing_new`: it repeated what was known; `held`: it came while all was being read anew. */
  readonly notifications: Counts<'told' | 'nothing_new' | 'held'>;
  /** An event was made. Its lag may be taken when it is delivered: it has to be the same object then. */
  made(event: { readonly __typename: string }): void;
  /** Sessions shown as a whole. SUBSCRIBED is how a stream begins; the others stand where events are missing. */
  readonly snapshots: Counts<SnapshotReason>;
  /** An event is to go to a client. */
  offered(): void;
  /** The client's socket has taken it. */
  delivered(event: unknown): void;
  /** It has gone, or never will. */
  settled(): void;
  readonly metrics: readonly Metric[];
}

type SnapshotReason = 'SUBSCRIBED' | 'UPSTREAM_RECONNECTED' | 'SLOW_CONSUMER' | 'CURSOR_EXPIRED';

/** Seconds from a moment, as between two processes, to as long as a stalled client is borne. */
const lagBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30] as const;

/** Events whose lag is taken at a time, and milliseconds for which each is looked out for: those of slow clients come late. */
const followed = 16;
const followedFor = 10_000;

export function createEventMeter(): EventMeter {
  /** A few events only are followed: to note the time of each would cost memory, and looking at a few costs next to nothing. */
  const samples: object[] = Array.from({ length: followed }, () => ({}));
  const times = new Float64Array(followed).fill(-Infinity);
  const lag = createDurations(lagBounds);
  let next = 0;
  let delivered = 0;
  let waiting = 0;

  const notifications = createCounts({
    name: 'gws_graphql_notifications_total',
    help: 'Notifications of the upstream, by what they gave.',
    label: 'outcome',
    values: ['told', 'nothing_new', 'held'],
  });
  const events = createCounts<string>({
    name: 'gws_graphql_events_total',
    help: 'Events of all callers, each once however many subscribe.',
    label: 'type',
    values: [],
  });
  const snapshots = createCounts<SnapshotReason>({
    name: 'gws_graphql_snapshots_total',
    help: 'Snapshots in place of events, by reason; UPSTREAM_RECONNECTED once per caller, the others per subscriber.',
    label: 'reason',
    values: ['SUBSCRIBED', 'UPSTREAM_RECONNECTED', 'SLOW_CONSUMER', 'CURSOR_EXPIRED'],
  });

  return {
    notifications,
    snapshots,
    made(event) {
      events.add(event.__typename);
      const now = performance.now();
      if (now - (times[next] ?? 0) < followedFor) return;
      samples[next] = event;
      times[next] = now;
      next = (next + 1) % followed;
    },
    offered() {
      waiting += 1;
    },
    delivered(event) {
      delivered += 1;
      for (let at = 0; at < followed; at += 1) {
        if (samples[at] === event) lag.add((performance.now() - (times[at] ?? 0)) / 1000);
      }
    },
    settled() {
      waiting -= 1;
    },
    metrics: [
      notifications.metric,
      events.metric,
      {
        kind: 'counter',
        name: 'gws_graphql_events_delivered_total',
        help: "Events that a client's socket has taken, each as often as it was sent.",
        read: () => [{ labels: {}, value: delivered }],
      },
      {
        kind: 'histogram',
        name: 'gws_graphql_event_lag_seconds',
        help: "From an event's making to its being taken by a client's socket, of a sample.",
        read: () => [{ labels: {}, counts: lag }],
      },
      gauge('gws_graphql_events_waiting', 'Streams with an event that their client has not taken yet.', () => waiting),
      snapshots.metric,
    ],
  };
}
