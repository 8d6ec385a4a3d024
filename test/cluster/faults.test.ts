import { afterEach, describe, expect, test } from 'vitest';
import { scrape } from '../support/metrics.ts';
import { startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';
import { beginDay, lease, type Day, type ReplicaProcess } from './day.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);
const started: OwnRedis[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

async function ownRedis(args: readonly string[] = []): Promise<OwnRedis> {
  const redis = await startRedis(args);
  started.push(redis);
  return redis;
}

/** A tab that was told that events have to wait. */
const degraded = ({ history }: Day['tabs'][number]): boolean =>
  history.some(({ event }) => event.__typename === 'UpstreamStatusChanged' && event.status === 'DEGRADED');

const timeout = 120_000;
/** Other days are played with another number in `DAY`. */
const seed = (number: number): number => number + 100 * Number(process.env['DAY'] ?? 0);

async function leaderOf({ replicas }: Day): Promise<ReplicaProcess> {
  const leases = await Promise.all(replicas.map(async ({ url }) => (await scrape(url)).value('gws_graphql_leases')));
  const leader = replicas[leases.indexOf(Math.max(...leases))];
  if (leader === undefined) throw new Error('nobody leads');
  return leader;
}

/** A tab that was told that another replica took over. */
const announced = ({ history }: Day['tabs'][number]): boolean =>
  history.some(({ event }) => event.__typename === 'SessionsSnapshot' && event.reason === 'UPSTREAM_RECONNECTED');

describe.skipIf(reason !== null)('every fact once, or its loss announced, where', () => {
  test('nothing happens to replicas', { timeout }, async () => {
    const redis = await ownRedis();
    const day = await beginDay(redis.url, seed(1), 2);
    await day.work(100);
    expect(await day.faults()).toEqual([]);
  });

  test('a replica is killed in mid-stream', { timeout }, async () => {
    const redis = await ownRedis();
    const day = await beginDay(redis.url, seed(2), 2);
    await day.work(60);
    const leader = await leaderOf(day);
    leader.run.process.kill('SIGKILL');
    day.forget(leader);
    await day.work(100);
    expect(await day.faults()).toEqual([]);
    expect(day.tabs.some(announced)).toBe(true);
  });

  test('a replica is paused for longer than its lease, and resumed', { timeout }, async () => {
    const redis = await ownRedis();
    const day = await beginDay(redis.url, seed(3), 2);
    await day.work(60);
    const leader = await leaderOf(day);
    leader.run.process.kill('SIGSTOP');
    await day.work(40);
    await sleep(2 * lease);
    await day.work(40);
    leader.run.process.kill('SIGCONT');
    await day.work(60);
    expect(await day.faults()).toEqual([]);
    expect(day.tabs.some(announced)).toBe(true);
  });

  test.each([
    ['loses all that it knew', []],
    ['keeps what it knew', ['--appendonly', 'yes', '--appendfsync', 'always']],
  ] as const)('the engine is killed and comes back, and %s', { timeout }, async (_, args) => {
    const redis = await ownRedis(args);
    const day = await beginDay(redis.url, seed(4), 2);
    await day.work(60);
    await redis.kill();
    await day.work(40);
    await redis.start();
    await day.work(80);
    expect(await day.faults()).toEqual([]);
  });

  test.each(['cut', 'stall'] as const)(
    'the way from a replica to the engine is gone (%s) and back',
    { timeout },
    async (how) => {
      const redis = await ownRedis();
      const day = await beginDay(redis.url, seed(5), 2);
      await day.work(60);
      const leader = await leaderOf(day);
      leader.redis[how]();
      await day.work(60);
      await sleep(2 * lease);
      await day.work(40);
      leader.redis.mend();
      await day.work(60);
      expect(await day.faults()).toEqual([]);
      expect(day.tabs.some(announced)).toBe(true);
      expect(day.tabs.some(degraded)).toBe(true);
    },
  );

  test('all replicas are restarted one by one, under load', { timeout }, async () => {
    const redis = await ownRedis();
    const day = await beginDay(redis.url, seed(6), 2);
    for (const old of [...day.replicas]) {
      await day.work(30);
      const working = day.work(120);
      await day.start();
      old.run.process.kill('SIGTERM');
      const { code } = await old.run.ended;
      day.forget(old);
      expect(code).toBe(0);
      await working;
    }
    expect(await day.faults()).toEqual([]);
  });
});
