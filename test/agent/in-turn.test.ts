import { expect, test } from 'vitest';
import { inTurn } from '../../src/agent/in-turn.ts';
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
