import { expect, test } from 'vitest';
import { inTurn } from '../../src/agent/in-turn.ts';
import { createUpstreamMeter } from '../../src/meters/upstream-meter.ts';
import type { Answer, Rest } from '../../src/upstream/rest.ts';

const done: Answer = { ok: true, body: {}, referenceId: null };

/** Calls that are answered when the test says so. */
function held(): { calls: Rest; waiting: (() => void)[] } {
  const waiting: (() => void)[] = [];
  const call = (): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.push(() => {
        resolve(done);
      });
    });
  return { calls: { get: call, post: call }, waiting };
}

test('a set number of calls run at a time, the others in their order', async () => {
  const { calls, waiting } = held();
  const rest = inTurn(calls, 2, 10_000);
  const answers = [rest.get('/a'), rest.post('/b', {}), rest.get('/c')];
  await expect.poll(() => waiting.length).toBe(2);
  waiting[0]?.();
  await answers[0];
  await expect.poll(() => waiting.length).toBe(3);
  for (const answer of waiting) answer();
  expect(await Promise.all(answers)).toEqual([done, done, done]);
});

test('a call whose turn does not come is not sent, and says so', async () => {
  const { calls, waiting } = held();
  const rest = inTurn(calls, 1, 20);
  const first = rest.get('/a');
  await expect(rest.post('/b', {})).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT', withoutEffect: true });
  expect(waiting).toHaveLength(1);
  // The one that runs is not hurried: it has a limit of its own.
  waiting[0]?.();
  expect(await first).toBe(done);
});

test('a signal takes a call out of the queue', async () => {
  const { calls, waiting } = held();
  const rest = inTurn(calls, 1, 10_000);
  const stop = new AbortController();
  const first = rest.get('/a');
  const second = rest.get('/b', stop.signal);
  stop.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  waiting[0]?.();
  await first;
  expect(waiting).toHaveLength(1);
});

test('those who wait are counted, and none when all have gone', async () => {
  const { calls, waiting } = held();
  const meter = createUpstreamMeter();
  const queued = (): number => {
    const metric = meter.metrics.find(({ name }) => name === 'gws_graphql_upstream_queued');
    return metric?.kind === 'gauge' ? ([...metric.read()][0]?.value ?? NaN) : NaN;
  };
  const rest = inTurn(calls, 1, 10_000, meter);
  const stop = new AbortController();
  const first = rest.get('/a');
  const second = rest.get('/b');
  const third = rest.get('/c', stop.signal);
  expect(queued()).toBe(2);
  stop.abort();
  await expect(third).rejects.toMatchObject({ name: 'AbortError' });
  expect(queued()).toBe(1);
  waiting[0]?.();
  await first;
  await expect.poll(() => waiting.length).toBe(2);
  expect(queued()).toBe(0);
  waiting[1]?.();
  await second;
  expect(queued()).toBe(0);
});
