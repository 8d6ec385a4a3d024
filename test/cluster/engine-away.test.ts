import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { agent2, authorizationOf, documentOf, talk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { ask } from '../support/gateway.ts';
import { startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';
import { createCuttable } from './redis-cut.ts';
import { openReplicas } from './replicas.ts';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);
let redis: OwnRedis | null = null;
afterEach(() => redis?.close());

const isStatus = (status: string) => (event: Json) => event['status'] === status;
const isText = (text: string) => (event: Json) => (event['message'] as Json | undefined)?.['text'] === text;

describe.skipIf(reason !== null)('while the engine cannot be reached', () => {
  test('a gateway starts, answers, does what it is asked, and says of events that they have to wait', async () => {
    redis = await startRedis();
    await redis.kill();
    const replicas = await openReplicas(redis.url);
    const one = await replicas.start({ UPSTREAM_TIMEOUT_MS: '700' });
    expect(await (await fetch(`${one.url}/readyz`)).json()).toMatchObject({
      status: 'ready',
      sharedLog: 'unreachable',
    });
    const agent = authorizationOf('agent1');
    expect(await ask(one.url, agent, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
    const input = { sessionId: talk, participant: { userId: agent2 }, confirmWithin: 3000 };
    expect(await ask(one.url, agent, documentOf('removeParticipant'), { input })).toMatchObject({
      data: { removeParticipant: { outcome: 'CONFIRMED' } },
    });
    await expect(one.watch().next()).rejects.toThrow(/UPSTREAM_UNAVAILABLE.*|shared event log cannot be reached/);
    await redis.start();
    const tab = one.watch();
    await expect.poll(() => one.lines.some(({ message }) => message.startsWith('connected to the shared'))).toBe(true);
    expect(await one.watch().next()).toMatchObject({ reason: 'SUBSCRIBED' });
    tab.stop();
  });

  test('who follows events is told so, and loses nothing where it comes back in time', async () => {
    redis = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
    const replicas = await openReplicas(redis.url);
    const one = await replicas.start({ LEASE_MS: '8000' });
    const tab = one.watch();
    await tab.next();
    await redis.kill();
    await tab.until(isStatus('DEGRADED'));
    replicas.sandbox.control.customerWrites(talk, 'meanwhile');
    // One that comes now is told how it is.
    const late = one.watch();
    expect(await late.next()).toMatchObject({ __typename: 'SessionsSnapshot' });
    expect(await late.next()).toMatchObject({ status: 'DEGRADED' });
    await redis.start();
    for (const each of [tab, late]) {
      const events = await each.until(isText('meanwhile'));
      expect(events.filter(({ __typename }) => __typename === 'SessionsSnapshot')).toEqual([]);
    }
    replicas.sandbox.control.customerWrites(talk, 'later');
    await tab.until(isText('later'));
    expect(replicas.handshakes()).toBe(1);
  });
});

test.skipIf(reason !== null)(
  'who was told of it at one replica and goes on at another is told how it is there',
  async () => {
    redis = await startRedis();
    const way = await createCuttable(redis.url);
    onTestFinished(() => way.close());
    const replicas = await openReplicas(redis.url);
    const [one, other] = [await replicas.start({ REDIS_URL: way.url }), await replicas.start()];
    const tab = one.watch();
    await tab.next();
    way.cut();
    const told = (await tab.until(isStatus('DEGRADED'))).at(-1);
    const again = other.watch(told?.['cursor'] as string);
    await again.until(isStatus('CONNECTED'));
    way.mend();
    await tab.until(isStatus('CONNECTED'));
    // One that comes now hears nothing of what is over.
    const late = one.watch();
    expect(await late.next()).toMatchObject({ reason: 'SUBSCRIBED' });
    replicas.sandbox.control.customerWrites(talk, 'after');
    expect((await late.until(isText('after'))).filter(({ status }) => status !== undefined)).toEqual([]);
  },
);

describe.skipIf(reason !== null)('a replica with another key', () => {
  test('says so, serves no events, and harms nobody', async () => {
    redis = await startRedis();
    const replicas = await openReplicas(redis.url);
    const one = await replicas.start();
    const tab = one.watch();
    await tab.next();
    replicas.sandbox.control.customerWrites(talk, 'first');
    await tab.until(isText('first'));
    const other = await replicas.start({
      EVENT_LOG_KEY: randomBytes(32).toString('base64'),
      UPSTREAM_TIMEOUT_MS: '500',
    });
    await expect(other.watch().next()).rejects.toThrow(/EVENT_LOG_KEY/);
    replicas.sandbox.control.customerWrites(talk, 'second');
    await tab.until(isText('second'));
  });
});
