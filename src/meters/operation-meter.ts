import { createCounts, type Counts } from './counts.ts';
import { callBounds, createDurations, type Durations } from './durations.ts';
import type { Metric } from './metric.ts';

/** An operation as it is counted. */
export interface CountedOperation {
  /** `query` or `mutation`. */
  readonly type: string;
  /** Its root field, as `countedAs` names it. */
  readonly field: string;
}

/** `failed`: the answer has errors. A refusal by the upstream is data, and no error. */
export type Answered = 'answered' | 'failed';

/** What clients asked for, and what became of it. */
export interface OperationMeter {
  /** A query or mutation is answered, whichever door and way it came. */
  answered(operation: CountedOperation, milliseconds: number, outcome: Answered): void;
  /** `refused`: there is no stream; `failed`: it broke off, or began with an error. */
  readonly subscriptions: Counts<'started' | 'refused' | 'failed'>;
  /** An error that a client was shown. */
  readonly errors: Counts<string>;
  readonly metrics: readonly Metric[];
}

interface Entry {
  readonly type: string;
  readonly field: string;
  /** From the door to the answer, the upstream's time included. */
  readonly durations: Durations;
  readonly answered: { count: number; seconds: number };
  readonly failed: { count: number; seconds: number };
}

/** Those that alerts ask for: there from the start. */
const usualErrors = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  'OPERATION_RESOLUTION_FAILURE',
  'OVERLOADED',
  'RATE_LIMITED',
  'SHUTTING_DOWN',
  'UNAUTHENTICATED',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_REFUSED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
] as const;

export function createOperationMeter(): OperationMeter {
  const byType = new Map<string, Map<string, Entry>>();

  function open(type: string, field: string): Entry {
    const ofType = byType.get(type) ?? new Map<string, Entry>();
    byType.set(type, ofType);
    const entry: Entry = {
      type,
      field,
      durations: createDurations(callBounds),
      answered: { count: 0, seconds: 0 },
      failed: { count: 0, seconds: 0 },
    };
    ofType.set(field, entry);
    return entry;
  }

  function entries(): readonly Entry[] {
    return [...byType.values()].flatMap((ofType) => [...ofType.values()]);
  }

  function counter(name: string, help: string, member: 'count' | 'seconds'): Metric {
    const read = () =>
      entries().flatMap(({ type, field, ...entry }) =>
        (['answered', 'failed'] as const).map((outcome) => ({
          labels: { type, field, outcome },
          value: entry[outcome][member],
        })),
      );
    return { kind: 'counter', name, help, read };
  }

  const subscriptions = createCounts({
    name: 'gws_graphql_subscriptions_total',
    help: 'Subscriptions that began, were refused, or broke off with an error.',
    label: 'outcome',
    values: ['started', 'refused', 'failed'],
  });
  const errors = createCounts<string>({
    name: 'gws_graphql_errors_total',
    help: 'Errors that clients were shown.',
    label: 'code',
    values: usualErrors,
  });

  return {
    answered({ type, field }, milliseconds, outcome) {
      const { durations, [outcome]: part } = byType.get(type)?.get(field) ?? open(type, field);
      const seconds = milliseconds / 1000;
      durations.add(seconds);
      part.count += 1;
      part.seconds += seconds;
    },
    subscriptions,
    errors,
    metrics: [
      counter('gws_graphql_operations_total', 'Queries and mutations answered.', 'count'),
      counter('gws_graphql_operation_seconds_total', 'Time until they were answered.', 'seconds'),
      {
        kind: 'histogram',
        name: 'gws_graphql_operation_duration_seconds',
        help: 'Time until a query or mutation was answered.',
        read: () => entries().map(({ type, field, durations }) => ({ labels: { type, field }, counts: durations })),
      },
      subscriptions.metric,
      errors.metric,
    ],
  };
}
