import { expect, test } from 'vitest';
import { createEventMeter } from '../../src/meters/event-meter.ts';

function lagOf(meter: ReturnType<typeof createEventMeter>): number {
  const metric = meter.metrics.find(({ name }) => name === 'gws_graphql_event_lag_seconds');
  if (metric?.kind !== 'histogram') throw new Error('no histogram');
  return [...metric.read()].reduce((sum, { counts }) => sum + Array.from(counts.counts).reduce((a, b) => a + b), 0);
}

test('the lag of a few events is taken, for each who gets them', () => {
  const meter = createEventMeter();
  const events = Array.from({ length: 1000 }, () => ({ __typename: 'MessageAdded' }));
  for (const event of events) meter.made(event);
  for (const event of events) {
    meter.delivered(event);
    meter.delivered(event);
  }
  const taken = lagOf(meter);
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(100);
  expect(taken % 2).toBe(0);
});

test('what was never made here has no lag: a snapshot, for example', () => {
  const meter = createEventMeter();
  meter.delivered({ __typename: 'SessionsSnapshot' });
  meter.delivered(null);
  expect(lagOf(meter)).toBe(0);
});
