import { createCounts, type Counts } from '../meters/counts.ts';
import { callBounds, createDurations } from '../meters/durations.ts';
import { gauge, type Metric } from '../meters/metric.ts';

/** What this replica has to do with the others. */
export interface ClusterMeter {
  /** Receives one more agent's notifications, or one less. */
  leads(change: 1 | -1): void;
  /** How that ended: `left` of its own accord, `lost` where another has the lease, or the engine was away for too long. */
  readonly terms: Counts<'left' | 'lost'>;
  /** A call of the engine took so long, and came to something. */
  readonly call: (milliseconds: number, outcome: 'ok' | 'failed') => void;
  readonly metrics: readonly Metric[];
}

export function createClusterMeter(isUp: () => boolean): ClusterMeter {
  let leading = 0;
  const durations = createDurations(callBounds);
  const terms = createCounts<'left' | 'lost'>({
    name: 'gws_graphql_terms_total',
    help: 'Agents whose notifications this replica received for a while, by how that ended.',
    label: 'end',
    values: ['left', 'lost'],
  });
  const calls = createCounts<'ok' | 'failed'>({
    name: 'gws_graphql_shared_log_calls_total',
    help: 'Calls of the shared event log, by what came of them.',
    label: 'outcome',
    values: ['ok', 'failed'],
  });
  return {
    leads(change) {
      leading += change;
    },
    terms,
    call(milliseconds, outcome) {
      durations.add(milliseconds / 1000);
      calls.add(outcome);
    },
    metrics: [
      gauge('gws_graphql_shared_log_up', '1 while the shared event log can be reached.', () => Number(isUp())),
      gauge('gws_graphql_leases', 'Agents whose notifications this replica receives for all.', () => leading),
      terms.metric,
      calls.metric,
      {
        kind: 'histogram',
        name: 'gws_graphql_shared_log_duration_seconds',
        help: 'Time that calls of the shared event log took.',
        read: () => [{ labels: {}, counts: durations }],
      },
    ],
  };
}
