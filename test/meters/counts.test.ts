import { expect, test } from 'vitest';
import { createCounts } from '../../src/meters/counts.ts';
import { createDoorMeter } from '../../src/meters/door-meter.ts';
import type { Metric } from '../../src/meters/metric.ts';

function read(metric: Metric | undefined): Record<string, number> {
  if (metric === undefined || metric.kind === 'histogram') throw new Error('not a count');
  return Object.fromEntries([...metric.read()].map(({ labels, value }) => [Object.values(labels).join(), value]));
}

test('what may come is there from the start, what else comes joins it', () => {
  const { add, metric } = createCounts<string>({ name: 'a_total', help: 'A.', label: 'why', values: ['x', 'y'] });
  add('x');
  add('x');
  add('z');
  expect(read(metric)).toEqual({ x: 2, y: 0, z: 1 });
});

test('values without number do not become series without number', () => {
  const { add, metric } = createCounts<string>({ name: 'a_total', help: 'A.', label: 'why', values: ['x'] });
  for (let number = 0; number < 10_000; number += 1) add(`invented ${number}`);
  add('x');
  const counted = read(metric);
  expect(Object.keys(counted).length).toBeLessThan(100);
  expect(counted['x']).toBe(1);
  expect(Object.values(counted).reduce((sum, count) => sum + count)).toBe(10_001);
});

test('close codes that clients invent count together', () => {
  const doors = createDoorMeter();
  for (let code = 3000; code < 4000; code += 1) doors.closed(code);
  doors.closed(1013);
  const closes = read(doors.metrics.find(({ name }) => name === 'gws_graphql_websocket_closes_total'));
  expect(closes).toMatchObject({ other: 1000, 1013: 1 });
  expect(Object.keys(closes).length).toBeLessThan(20);
});
