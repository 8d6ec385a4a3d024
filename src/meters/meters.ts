import { createDoorMeter, type DoorMeter } from './door-meter.ts';
import { createEventMeter, type EventMeter } from './event-meter.ts';
import type { Metric } from './metric.ts';
import { createMutationMeter, type MutationMeter } from './mutation-meter.ts';
import { createOperationMeter, type OperationMeter } from './operation-meter.ts';
import { createUpstreamMeter, type UpstreamMeter } from './upstream-meter.ts';

/** What one gateway counts: plain numbers where things happen, put into words when somebody asks. */
export interface Meters {
  readonly operations: OperationMeter;
  readonly mutations: MutationMeter;
  readonly upstream: UpstreamMeter;
  readonly events: EventMeter;
  readonly doors: DoorMeter;
  /** One more, of whoever has the number. */
  add(...more: readonly Metric[]): void;
  metrics(): readonly Metric[];
}

/** Those that are about callers' lives upstream. */
export type LinkMeters = Pick<Meters, 'upstream' | 'events'>;

export function createMeters(): Meters {
  const operations = createOperationMeter();
  const mutations = createMutationMeter();
  const upstream = createUpstreamMeter();
  const events = createEventMeter();
  const doors = createDoorMeter();
  const all = [operations, mutations, upstream, events, doors].flatMap(({ metrics }) => metrics);
  return {
    operations,
    mutations,
    upstream,
    events,
    doors,
    add(...more) {
      all.push(...more);
    },
    metrics: () => all,
  };
}
