import { afterEach, expect, test, vi } from 'vitest';
import { createIdempotency } from '../../src/agent/idempotency.ts';

const run = createIdempotency();
const input = (text: string) => ['SendMessage', { sessionId: 'a', text }];

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A clock for the cache, which looks at it at most once a millisecond. */
function clock(): (later: number) => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return (later) => {
    now += later;
    vi.advanceTimersByTime(2);
  };
}

test('the same caller, key and input get one answer from one task, also while it is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  const task = vi.fn(() => promise);
  const answers = [1, 2, 3].map(() => run('caller', 'one', input('a'), task));
  const answer = { outcome: 'CONFIRMED' };
  resolve(answer);
  for (const each of await Promise.all(answers)) expect(each).toBe(answer);
  expect(await run('caller', 'one', input('a'), task)).toBe(answer);
  expect(task).toHaveBeenCalledTimes(1);
});

test('another input under the same key is refused, nothing is done', async () => {
  const task = vi.fn(() => Promise.resolve(1));
  await run('caller', 'two', input('a'), task);
  await expect(run('caller', 'two', input('b'), task)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { argumentPath: ['input', 'idempotencyKey'] },
  });
  await expect(run('caller', 'two', ['SendToAgents', input('a')[1]], task)).rejects.toThrow();
  expect(task).toHaveBeenCalledTimes(1);
});

test('callers and keys never meet', async () => {
  const tasks = [
    ['caller', 'k x'],
    ['caller k', 'x'],
    ['other', 'k x'],
  ] as const;
  const found = await Promise.all(
    tasks.map(([caller, key]) =>
      run(Buffer.from(caller).toString('base64url'), key, input('a'), () => Promise.resolve(caller)),
    ),
  );
  expect(found).toEqual(['caller', 'caller k', 'other']);
});

test('a task that throws is forgotten: it had no effect', async () => {
  const error = new Error('no');
  const failing = [1, 2].map(() => run('caller', 'three', input('a'), () => Promise.reject(error)));
  expect(await Promise.allSettled(failing)).toEqual([1, 2].map(() => ({ status: 'rejected', reason: error })));
  expect(await run('caller', 'three', input('b'), () => Promise.resolve('later'))).toBe('later');
});

test('a late failure does not forget the answer of another', async () => {
  const wait = clock();
  const idempotent = createIdempotency();
  const { promise, reject } = Promise.withResolvers<string>();
  const first = idempotent('caller', 'key', input('a'), () => promise);
  wait(10 * 60_000 + 1);
  expect(await idempotent('caller', 'key', input('a'), () => Promise.resolve('second'))).toBe('second');
  reject(new Error('late'));
  await expect(first).rejects.toThrow('late');
  expect(await idempotent('caller', 'key', input('a'), () => Promise.resolve('third'))).toBe('second');
});

test('answers are kept for 10 minutes', async () => {
  const wait = clock();
  const idempotent = createIdempotency();
  await idempotent('caller', 'key', input('a'), () => Promise.resolve('first'));
  wait(10 * 60_000 - 1000);
  expect(await idempotent('caller', 'key', input('a'), () => Promise.resolve('second'))).toBe('first');
  wait(2000);
  expect(await idempotent('caller', 'key', input('b'), () => Promise.resolve('third'))).toBe('third');
});

test.each(['', 'x'.repeat(256)])('a key of %# characters is refused', async (key) => {
  const task = vi.fn(() => Promise.resolve(1));
  await expect(run('caller', key, input('a'), task)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(task).not.toHaveBeenCalled();
});
