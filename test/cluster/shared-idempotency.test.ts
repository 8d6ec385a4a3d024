import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createClaim } from '../../src/cluster/claim.ts';
import { createEngine, type Engine } from '../../src/cluster/engine.ts';
import { createSharedIdempotency, type SharedIdempotency } from '../../src/cluster/shared-idempotency.ts';
import { recordingLog } from '../support/gateway.ts';
import { findRedis, startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';

const redis = await findRedis();
afterAll(() => redis?.close());
const noOwn = whyNoOwnRedis();
if (noOwn !== null) process.stderr.write(`skipped: ${noOwn}\n`);

const secrets = [randomBytes(32)];
const input = (text: string) => ['SendMessage', { sessionId: 'a', text }];
const away = { code: 'UPSTREAM_UNAVAILABLE', details: { retryAfter: expect.any(Number) as unknown } };
const unknown = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: expect.stringContaining('not known') as unknown,
  withoutEffect: false,
};

interface Side extends SharedIdempotency {
  readonly engine: Engine;
  readonly run: SharedIdempotency['idempotent'];
}

/** Replicas of one prefix, each with an engine of its own. */
async function openSides(url: string, count: number, keys: readonly (readonly Buffer[])[] = []): Promise<Side[]> {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const sides = Array.from({ length: count }, (_, index): Side => {
    const engine = createEngine({ url, prefix, log: recordingLog() });
    const options = { engine, upstream: 'http://gws', secrets: keys[index] ?? secrets, lease: 1000 };
    const shared = createSharedIdempotency(options);
    onTestFinished(async () => {
      await shared.close();
      await engine.close();
    });
    return { ...shared, engine, run: shared.idempotent };
  });
  for (const { engine } of sides) await isUp(engine);
  return sides;
}

async function isUp(engine: Engine, up = true): Promise<void> {
  await expect.poll(() => engine.isUp(), { timeout: 15_000 }).toBe(up);
}

/** A task that is under way until it is told what came of it. */
function openTask<T>() {
  const begun = Promise.withResolvers<null>();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const task = vi.fn(() => {
    begun.resolve(null);
    return promise;
  });
  return { task, begun: begun.promise, resolve, reject };
}

describe.skipIf(redis === null)('one idempotency key at two replicas', () => {
  const open = async () => (await openSides(redis?.url ?? '', 2)) as [Side, Side];

  test('at the same time and later: one task, one answer', async () => {
    const [one, other] = await open();
    const { task, begun, resolve } = openTask<unknown>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    const never = vi.fn(() => Promise.resolve('never'));
    const second = other.run('a', 'key', input('x'), never);
    const answer = { outcome: 'CONFIRMED', session: { userData: new Map([['__proto__', { $map: 1 }]]) } };
    resolve(answer);
    expect(await first).toBe(answer);
    expect(await second).toEqual(answer);
    expect(await other.run('a', 'key', input('x'), never)).toEqual(answer);
    expect(never).not.toHaveBeenCalled();
  });

  test('begun at both in the same moment it is done by one of them', async () => {
    const [one, other] = await open();
    let done = 0;
    const task = () => Promise.resolve({ done: (done += 1) });
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
    const answers = keys.map((key) => Promise.all([one, other].map(({ run }) => run('a', key, input('x'), task))));
    for (const [here, there] of await Promise.all(answers)) expect(here).toEqual(there);
    expect(done).toBe(keys.length);
  });

  test('with another input it is refused, also while the first is under way; others have keys of their own', async () => {
    const [one, other] = await open();
    const { task, begun, resolve } = openTask<string>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    const never = vi.fn(() => Promise.resolve('other'));
    const refused = { code: 'BAD_USER_INPUT', details: { argumentPath: ['input', 'idempotencyKey'] } };
    await expect(other.run('a', 'key', input('y'), never)).rejects.toMatchObject(refused);
    resolve('done');
    await first;
    await expect(other.run('a', 'key', input('y'), never)).rejects.toMatchObject(refused);
    expect(never).not.toHaveBeenCalled();
    expect(await other.run('b', 'key', input('y'), never)).toBe('other');
  });

  test('a task that throws is forgotten: who waits does it, and another input may have the key', async () => {
    const [one, other] = await open();
    const { task, begun, reject } = openTask<string>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    const second = other.run('a', 'key', input('x'), () => Promise.reject(new Error('the second too')));
    reject(new Error('no'));
    await expect(first).rejects.toThrow('no');
    await expect(second).rejects.toThrow('the second too');
    expect(await one.run('a', 'key', input('y'), () => Promise.resolve('y'))).toBe('y');
  });

  test('a holder that is busy for longer than a lease keeps it', async () => {
    const [one, other] = await open();
    const { task, begun, resolve } = openTask<string>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    // Of as long a lease, which is renewed by nobody: it lapses while the first one is held.
    const options = { engine: other.engine, secrets, holding: 1500, keep: { age: 60_000, answers: 10, bytes: 1000 } };
    const reference = createClaim(['http://gws', 'b'], 'reference', 'x', options);
    await reference.take();
    await expect.poll(async () => (await reference.take()).kind, { timeout: 10_000 }).toBe('lost');
    const second = other.run('a', 'key', input('x'), () => Promise.resolve('again'));
    resolve('done');
    expect([await first, await second]).toEqual(['done', 'done']);
  });

  test('what a replica that is gone began is not done again', async () => {
    const [one, other] = await open();
    const { task, begun } = openTask<string>();
    void one.run('a', 'key', input('x'), task).catch(() => undefined);
    await begun;
    // All that others see of one that died.
    await one.engine.close();
    const never = vi.fn(() => Promise.resolve('again'));
    await expect(other.run('a', 'key', input('x'), never)).rejects.toMatchObject(unknown);
    await expect(other.run('a', 'key', input('x'), never)).rejects.toMatchObject(unknown);
    expect(never).not.toHaveBeenCalled();
  });

  test('under another EVENT_LOG_KEY nothing is done; under an old one that is still among the keys all is as ever', async () => {
    const [fresh, old] = [randomBytes(32), randomBytes(32)];
    const sides = await openSides(redis?.url ?? '', 3, [[old], [fresh, old], [fresh]]);
    const [before, both, after] = sides as [Side, Side, Side];
    await before.run('a', 'key', input('x'), () => Promise.resolve('done'));
    const never = vi.fn(() => Promise.resolve('again'));
    expect(await both.run('a', 'key', input('x'), never)).toBe('done');
    await expect(after.run('a', 'key', input('x'), never)).rejects.toMatchObject(away);
    expect(never).not.toHaveBeenCalled();
  });

  test.each([
    ['so many', { answers: 3, bytes: 1000 }],
    ['so many bytes', { answers: 10, bytes: 3 * 40 }],
  ])('an agent has %s answers: the oldest go, but nothing that is under way', async (_, bounds) => {
    const [{ engine }] = await open();
    const options = { engine, secrets, holding: 60_000, keep: { age: 60_000, ...bounds } };
    const keys = ['pending', 'a', 'b', 'c', 'd', 'e'];
    const claimOf = (key: string) => createClaim(['http://gws', 'a'], key, 'x', options);
    for (const key of keys) {
      const claim = claimOf(key);
      expect(await claim.take()).toEqual({ kind: 'taken' });
      // Sealed it is 40 bytes.
      if (key !== 'pending') await claim.answer('four');
      // A millisecond of Redis's clock each, which is what tells the oldest.
      const now = async () =>
        Number(((await engine.command('TIME')) as Buffer[]).map(String)[1]?.padStart(6, '0').slice(0, 3));
      const before = await now();
      await expect.poll(now, { interval: 1 }).not.toBe(before);
    }
    const found: string[] = [];
    for (const key of keys) found.push((await claimOf(key).take()).kind);
    expect(found).toEqual(['pending', 'taken', 'taken', 'answered', 'answered', 'answered']);
  });
});

describe.skipIf(noOwn !== null)('while Redis is away', () => {
  async function openOwn(): Promise<[OwnRedis, Side, Side]> {
    const own = await startRedis();
    const [one, other] = (await openSides(own.url, 2)) as [Side, Side];
    onTestFinished(() => own.close());
    return [own, one, other];
  }

  test('nothing is begun with a key, and what was begun before is answered and stored later', async () => {
    const [own, one, other] = await openOwn();
    const { task, begun, resolve } = openTask<string>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    process.kill(own.pid(), 'SIGSTOP');
    const never = vi.fn(() => Promise.resolve('again'));
    await Promise.all([
      expect(one.run('a', 'new', input('x'), never)).rejects.toMatchObject(away),
      expect(other.run('a', 'key', input('x'), never)).rejects.toMatchObject(away),
    ]);
    resolve('done');
    expect(await first).toBe('done');
    expect(await one.run('a', 'key', input('x'), never)).toBe('done');
    process.kill(own.pid(), 'SIGCONT');
    const asked = () => other.run('a', 'key', input('x'), never).catch(() => null);
    await expect.poll(asked, { timeout: 15_000 }).toBe('done');
    expect(never).not.toHaveBeenCalled();
  }, 40_000);

  test('a key whose taking got no answer is free again later: nothing was done', async () => {
    const [own, one, other] = await openOwn();
    process.kill(own.pid(), 'SIGSTOP');
    const task = vi.fn(() => Promise.resolve('done'));
    await expect(one.run('a', 'key', input('x'), task)).rejects.toMatchObject(away);
    expect(task).not.toHaveBeenCalled();
    process.kill(own.pid(), 'SIGCONT');
    const asked = () => other.run('a', 'key', input('x'), task).catch(() => null);
    await expect.poll(asked, { timeout: 15_000 }).toBe('done');
    expect(task).toHaveBeenCalledTimes(1);
  }, 40_000);

  test('what it has forgotten, and what came while it was away, is told to it later', async () => {
    const [own, one, other] = await openOwn();
    const { task, begun, resolve } = openTask<string>();
    const first = one.run('a', 'key', input('x'), task);
    await begun;
    await own.kill();
    for (const { engine } of [one, other]) await isUp(engine, false);
    const never = vi.fn(() => Promise.resolve('again'));
    await expect(other.run('a', 'key', input('x'), never)).rejects.toMatchObject(away);
    resolve('done');
    expect(await first).toBe('done');
    await own.start();
    for (const { engine } of [one, other]) await isUp(engine);
    await expect.poll(() => other.engine.command('DBSIZE'), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await other.run('a', 'key', input('x'), never)).toBe('done');
    expect(never).not.toHaveBeenCalled();
  }, 40_000);
});
