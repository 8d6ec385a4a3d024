import { describe, expect, onTestFinished, test } from 'vitest';
import { openRedis, type Redis } from '../../bench/harness/redis.ts';
import { tableOf } from '../../bench/harness/result.ts';
import { CannotRun } from '../../bench/harness/suite.ts';
import { startCluster } from '../../bench/replicas/cluster.ts';
import { besides, delivering, idling } from '../../bench/replicas/measure.ts';
import { notesOf } from '../../bench/replicas/notes.ts';
import { placesOf } from '../../bench/replicas/places.ts';
import { whyNoOwnRedis } from '../support/redis.ts';

const nobody = { REDIS_SERVER: 'no-such-redis-server', REDIS_TEST_URL: 'redis://127.0.0.1:1' };
const pinned = { contender: ['taskset', '-c', '0'], load: ['taskset', '-c', '1'], pinned: true };
const free = placesOf({ contender: [], load: [], pinned: false }, [0, 1]);

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`skipped: replicas of the benchmark, for ${reason}\n`);

async function ownRedis(): Promise<Redis> {
  const redis = await openRedis([]);
  onTestFinished(() => redis.close());
  return redis;
}

test('without a Redis it is said what is wanted', async () => {
  const found = await openRedis([], nobody).then(String, (error: unknown) => error);
  expect(found).toBeInstanceOf(CannotRun);
  expect(String(found)).toMatch(
    /needs a Redis: no-such-redis-server is not .*, and none answers at 127\.0\.0\.1:1 \(REDIS_TEST_URL/,
  );
});

describe.skipIf(reason !== null)('with a Redis', () => {
  test('the time of one that others use too is not counted', async () => {
    const own = await ownRedis();
    const given = await openRedis([], { ...nobody, REDIS_TEST_URL: own.url });
    onTestFinished(() => given.close());
    expect(given.version).toMatch(/^\d+\./);
    expect(given.version).toBe(own.version);
    expect(await own.cpu()).toBeGreaterThan(0);
    expect(await given.cpu()).toBeNull();
    await given.close();
    // Another's goes on.
    expect(await own.cpu()).toBeGreaterThan(0);
  });

  test(
    'two replicas deliver each event at both, and what that costs is told of all and of each',
    { timeout: 120_000 },
    async () => {
      const redis = await openRedis([]);
      const cluster = await startCluster({ name: 'two', count: 2, redis, places: free, agents: 3 });
      onTestFinished(() => cluster.stop());
      const { pace, cost } = await delivering(cluster, 100, null);
      const [one = NaN, other = NaN] = cluster.delivered();
      expect(one).toBeGreaterThanOrEqual(3);
      expect(other).toBe(one);
      expect(pace.value).toBeGreaterThan(0);
      for (const name of [...Object.values(besides), 'of replica 1', 'of replica 2']) {
        expect([name, cost.besides?.[name]]).toEqual([name, expect.any(Number)]);
        expect(cost.besides?.[name]).toBeGreaterThan(0);
      }
      // Of each is what it spent for its own half.
      const halves = ((cost.besides?.['of replica 1'] ?? NaN) + (cost.besides?.['of replica 2'] ?? NaN)) / 2;
      expect(halves).toBeCloseTo(cost.value, 3);
      // Appended once and read once or twice, for two deliveries.
      expect(cost.besides?.[besides.calls]).toBeGreaterThanOrEqual(0.5);
      expect((await idling(cluster, 100)).value).toBeGreaterThan(0);
      expect(cluster.wrong()).toEqual([]);
      await cluster.stop();
      await expect(fetch(cluster.replicas[0]?.url ?? '')).rejects.toThrow();
    },
  );
});

describe('places', () => {
  test('with two cores: replicas on one, Redis beside the load', () => {
    const places = placesOf(pinned, [0, 1]);
    expect([0, 1, 3].map((index) => places.replica(index).at(-1))).toEqual(['0', '0', '0']);
    expect(places.redis).toEqual(pinned.load);
    expect(places.text).toBe('2 cores: all replicas on one, Redis with the load on the other');
  });

  test('with more, Redis has one and replicas have all others', () => {
    const places = placesOf(pinned, [0, 1, 2, 3, 4]);
    expect([0, 1, 2, 3].map((index) => places.replica(index).at(-1))).toEqual(['0', '3', '4', '0']);
    expect(places.redis.at(-1)).toBe('2');
    expect(places.gatewayCores).toBe(3);
    expect(places.text).toBe('5 cores: replicas on 3, in turn, Redis and the load on one each');
  });

  test('where nothing can be pinned', () => {
    expect([free.replica(1), free.redis, free.gatewayCores]).toEqual([[], [], null]);
    expect(free.text).toBe('2 cores, nothing pinned');
  });
});

describe('what is said of the costs', () => {
  const costs = (redis: object) =>
    tableOf(
      { id: 'cost', title: 'Cost', unit: 'µs', better: 'less', baseline: null },
      new Map([
        ['alone', [{ value: 200, besides: { [besides.perGatewayCore]: 5000 } }]],
        ['gateway, 1 replica', [{ value: 400, besides: { [besides.perGatewayCore]: 2500, ...redis } }]],
        ['gateway, 4 replicas', [{ value: 500, besides: { [besides.perGatewayCore]: 2000, ...redis } }]],
      ]),
    );

  test('is what a core carries, of gateway and of Redis', () => {
    const redis = { [besides.redis]: 50, [besides.perRedisCore]: 20_000 };
    const [where, carried] = notesOf(costs(redis), { version: '7.2.0', gatewayCores: 1 });
    expect(where).toContain('All replicas have one core here: more of them cannot deliver more in all');
    expect(where).toContain('Redis 7.2.0, one for each contender.');
    expect(carried).toBe(
      'One core of gateway carries 5,000 events/s alone, and 2,500 with 1 replica, 2,000 with 4 replicas. One core of Redis, which has one for its commands, carries 20,000 with 1 replica, 20,000 with 4 replicas: as much as 10.0 busy cores of gateway, by the last of these.',
    );
  });

  test("says nothing of a Redis that is another's, but that", () => {
    const [where, carried] = notesOf(costs({}), { version: '7.2.0', gatewayCores: null });
    expect(where).toContain("Redis 7.2.0 is another's, so its processor time was not counted.");
    expect(carried).toBe(
      'One core of gateway carries 5,000 events/s alone, and 2,500 with 1 replica, 2,000 with 4 replicas.',
    );
  });
});
