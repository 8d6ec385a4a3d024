import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { TokenBucket } from '../../src/agent/token-bucket.ts';
import { hiddenName } from '../../src/cluster/hidden-name.ts';
import { createEngine, type Engine } from '../../src/cluster/engine.ts';
import { createSharedRates } from '../../src/cluster/shared-rates.ts';
import { agent1, authorizationOf } from '../gateway/operating.ts';
import { ask, recordingLog } from '../support/gateway.ts';
import { findRedis, startRedis, whyNoOwnRedis } from '../support/redis.ts';
import { openReplicas } from './replicas.ts';

const redis = await findRedis();
afterAll(() => redis?.close());
const noOwn = whyNoOwnRedis();

const upstream = 'http://gws';
/** So slow that nothing comes in during a test. */
const perSecond = 0.001;
const burst = 100;

interface Side {
  readonly engine: Engine;
  readonly bucket: TokenBucket;
  /** So many operations that are admitted. */
  take(count: number): void;
  /** Whether so many more would be admitted. */
  has(count: number): boolean;
  /** Another bucket, of the same here. */
  join(): Side;
}

async function openSide(url: string, prefix: string, what = 'agent a'): Promise<Side> {
  const engine = createEngine({ url, prefix, log: recordingLog() });
  const rates = createSharedRates({ engine, upstream });
  onTestFinished(async () => {
    rates.close();
    await engine.close();
  });
  await expect.poll(() => engine.isUp()).toBe(true);
  const join = (): Side => {
    const bucket = new TokenBucket(perSecond, burst, performance.now());
    const tell = rates.join(what, bucket);
    return {
      engine,
      bucket,
      take(count) {
        for (let taken = 0; taken < count; taken += 1) {
          expect(bucket.take(performance.now())).toBe(true);
          tell(1);
        }
      },
      has: (count) => bucket.retryAfter(performance.now(), count) === 1,
      join,
    };
  };
  return join();
}

const newPrefix = (): string => `test-${randomBytes(6).toString('hex')}`;

/** What all have told of it. */
async function told({ engine }: Side, what = 'agent a', of = upstream): Promise<number> {
  return Number(await engine.command('GET', engine.key(`{rates}:${hiddenName([of, what])}`)));
}

describe.skipIf(redis === null)('a rate over two replicas', () => {
  const open = async (what?: string, prefix = newPrefix()) => openSide(redis?.url ?? '', prefix, what);

  test('what is taken at one is taken from the bucket of the other, and nothing twice', async () => {
    const prefix = newPrefix();
    const [one, other] = [await open('agent a', prefix), await open('agent a', prefix)];
    one.take(1);
    other.take(1);
    await expect.poll(() => told(one)).toBe(2);
    one.take(60);
    await expect.poll(() => told(one)).toBe(62);
    other.take(1);
    await expect.poll(() => other.has(50)).toBe(false);
    // Of its own 2, and 60 or 61: who came first does not know of what came next.
    expect([other.has(37), other.has(39)]).toEqual([true, false]);
    one.take(1);
    await expect.poll(() => told(one)).toBe(64);
    await expect.poll(() => one.has(38)).toBe(false);
    expect(one.has(35)).toBe(true);
  });

  test('is made up for, up to a burst, where both gave all they had in the same moment', async () => {
    const prefix = newPrefix();
    const [one, other] = [await open('agent a', prefix), await open('agent a', prefix)];
    one.take(1);
    other.take(1);
    await expect.poll(() => told(one)).toBe(2);
    one.take(99);
    other.take(99);
    await expect.poll(() => told(one)).toBe(200);
    const least = (side: Side): number => side.bucket.retryAfter(performance.now());
    // Whoever told last has heard of all that the other took: there is a burst and one more to wait for.
    await expect.poll(() => Math.max(least(one), least(other)) / 1000).toBeGreaterThan(95);
    expect(Math.max(least(one), least(other)) / 1000).toBeLessThan(102);
  });

  test('of one agent with several logins here is one rate, and others are not concerned', async () => {
    const prefix = newPrefix();
    const [one, stranger] = [await open('agent a', prefix), await open('agent b', prefix)];
    const second = one.join();
    one.take(1);
    second.take(1);
    stranger.take(1);
    await expect.poll(() => told(one)).toBe(2);
    one.take(50);
    await expect.poll(() => told(one)).toBe(52);
    second.take(1);
    await expect.poll(() => second.has(60)).toBe(false);
    stranger.take(1);
    await expect.poll(() => told(one, 'agent b')).toBe(2);
    expect(stranger.has(98)).toBe(true);
  });

  test('a count that began anew is no reason to refuse', async () => {
    const prefix = newPrefix();
    const [one, other] = [await open('agent a', prefix), await open('agent a', prefix)];
    one.take(1);
    other.take(20);
    await expect.poll(() => told(one)).toBe(21);
    await one.engine.command('DEL', one.engine.key(`{rates}:${hiddenName([upstream, 'agent a'])}`));
    one.take(5);
    await expect.poll(() => told(one)).toBe(5);
    expect(one.has(90)).toBe(true);
  });

  test('an agent is admitted no more by two gateways than by one, but for what they did not know of each other', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const env = { RATE_PER_CALLER: '1' };
    const urls = [(await replicas.start(env)).url, (await replicas.start(env)).url];
    const authorization = authorizationOf('agent1');
    const begun = performance.now();
    let admitted = 0;
    // Alone each would admit a burst of 5 and one a second.
    while (performance.now() - begun < 7000) {
      const answers = await Promise.all(urls.map((url) => ask(url, authorization, '{ me { id } }')));
      admitted += answers.filter(({ errors }) => errors === undefined).length;
    }
    const seconds = (performance.now() - begun) / 1000;
    expect(admitted).toBeGreaterThanOrEqual(5);
    expect(admitted).toBeLessThan(5 + 5 + seconds + 2);
    const engine = createEngine({
      url: redis?.url ?? '',
      prefix: replicas.env['REDIS_PREFIX'] ?? '',
      log: recordingLog(),
    });
    onTestFinished(() => engine.close());
    const count = async (what: string) =>
      Number(await engine.command('GET', engine.key(`{rates}:${hiddenName([replicas.sandbox.url, what])}`)));
    // The first at each came before it was known whose they are.
    await expect.poll(async () => (await count(`agent ${agent1}`)) + (await count('strangers'))).toBe(admitted);
    await expect.poll(() => count('all')).toBe(admitted);
  }, 30_000);
});

test.skipIf(noOwn !== null)(
  'while Redis is away each replica goes on by its own bucket',
  async () => {
    const own = await startRedis();
    const side = await openSide(own.url, newPrefix());
    onTestFinished(() => own.close());
    side.take(1);
    await expect.poll(() => told(side)).toBe(1);
    await own.kill();
    side.take(30);
    await expect.poll(() => side.engine.isUp()).toBe(false);
    side.take(60);
    expect([side.has(9), side.has(10)]).toEqual([true, false]);
    await own.start();
    await expect.poll(() => side.engine.isUp(), { timeout: 10_000 }).toBe(true);
    side.take(1);
    await expect.poll(() => told(side), { timeout: 10_000 }).toBeGreaterThan(0);
    expect([side.has(8), side.has(9)]).toEqual([true, false]);
  },
  30_000,
);
