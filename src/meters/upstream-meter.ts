import { createCounts, type Counts } from './counts.ts';
import { callBounds, createDurations, type Durations } from './durations.ts';
import { gauge, type Metric } from './metric.ts';

/** What the upstream was asked, and how it answered. */
export interface UpstreamMeter {
  /**
   * @param name one of few: an operation of the upstream, never an id
   * @param outcome `ok`, `refused`, `cancelled` (nobody wanted the answer any more), or a code of what went wrong
   */
  call(name: string, milliseconds: number, outcome: string): void;
  /** Handshakes of notification streams, by what was before: nothing, or how the session before ended. */
  readonly handshakes: Counts<'first' | 'lost' | 'refused' | 'failed'>;
  /** One more call waits for its turn, or one less. */
  queued(change: 1 | -1): void;
  readonly metrics: readonly Metric[];
}

/** Held until there is news: how long says nothing. */
const held = 'connect';

export function createUpstreamMeter(): UpstreamMeter {
  const calls = new Map<string, { readonly durations: Durations; readonly outcomes: Map<string, number> }>();
  let waiting = 0;
  const handshakes = createCounts({
    name: 'gws_graphql_handshakes_total',
    help: 'Handshakes for notifications, by how the session before ended.',
    label: 'cause',
    values: ['first', 'lost', 'refused', 'failed'],
  });

  return {
    call(name, milliseconds, outcome) {
      let entry = calls.get(name);
      if (entry === undefined) {
        calls.set(name, (entry = { durations: createDurations(callBounds), outcomes: new Map([['ok', 0]]) }));
      }
      if (name !== held) entry.durations.add(milliseconds / 1000);
      entry.outcomes.set(outcome, (entry.outcomes.get(outcome) ?? 0) + 1);
    },
    handshakes,
    queued(change) {
      waiting += change;
    },
    metrics: [
      {
        kind: 'counter',
        name: 'gws_graphql_upstream_calls_total',
        help: 'Calls of the upstream that ended.',
        read: () =>
          [...calls].flatMap(([call, { outcomes }]) =>
            [...outcomes].map(([outcome, value]) => ({ labels: { call, outcome }, value })),
          ),
      },
      {
        kind: 'histogram',
        name: 'gws_graphql_upstream_duration_seconds',
        help: 'Time that calls of the upstream took, whatever came of them; held polls aside.',
        read: () =>
          [...calls].flatMap(([call, { durations }]) =>
            call === held ? [] : [{ labels: { call }, counts: durations }],
          ),
      },
      handshakes.metric,
      gauge('gws_graphql_upstream_queued', 'Calls that wait for their turn.', () => waiting),
    ],
  };
}
