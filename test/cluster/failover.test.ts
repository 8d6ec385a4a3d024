import { createClient } from '@redis/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAgentStore } from '../../src/cluster/agent-store.ts';
import { createEngine } from '../../src/cluster/engine.ts';
import { beginning } from '../../src/cluster/place.ts';
import { talk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { recordingLog } from '../support/gateway.ts';
import { startRedis, whyNoOwnRedis } from '../support/redis.ts';
import { openReplicas } from './replicas.ts';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`test/cluster/failover.test.ts is SKIPPED: ${reason}\n`);

const isText = (text: string) => (event: Json) => (event['message'] as Json | undefined)?.['text'] === text;

describe.skipIf(reason !== null)('a Redis that comes back without what was written last', () => {
  test('begins a new run of the log: all are told that they lost their place, and what comes then', async () => {
    const server = await startRedis();
    onTestFinished(() => server.close());
    const admin = createClient({ url: server.url });
    await admin.connect();
    onTestFinished(() => {
      admin.destroy();
    });
    const replicas = await openReplicas(server.url);
    const [one, other] = [await replicas.start(), await replicas.start()];
    const tabs = [one.watch(), other.watch()];
    for (const tab of tabs) await tab.next();
    const [head = ''] = await admin.keys('*:head');
    const log = head.replace(/head$/, 'log');
    const entries = async (): Promise<readonly string[]> =>
      ((await admin.sendCommand(['XRANGE', log, '-', '+'])) as unknown as readonly [string, unknown][]).map(
        ([id]) => id,
      );
    const [kept, state] = [await entries(), await admin.hGetAll(head)];
    replicas.sandbox.control.customerWrites(talk, 'lost');
    for (const tab of tabs) await tab.until(isText('lost'));
    // As after a failover to a replica of Redis that was behind.
    const newer = (await entries()).filter((id) => !kept.includes(id));
    expect(newer.length).toBeGreaterThan(0);
    await admin
      .multi()
      .hSet(head, { ...state })
      .xDel(log, [...newer])
      .exec();
    replicas.sandbox.control.customerWrites(talk, 'unwritten');
    for (const tab of tabs) await tab.until((event) => event['reason'] === 'CURSOR_EXPIRED');
    replicas.sandbox.control.customerWrites(talk, 'after');
    for (const tab of tabs) await tab.until(isText('after'));
    expect(replicas.handshakes()).toBeLessThan(4);
  });
});

test.skipIf(reason !== null)('who comes back when all entries are too old begins with the view', async () => {
  const server = await startRedis();
  onTestFinished(() => server.close());
  const engine = createEngine({ url: server.url, prefix: 'old', log: recordingLog() });
  onTestFinished(() => engine.close());
  await engine.whenUp();
  const keep = { events: 10, bytes: 100_000, age: 700 };
  const store = createAgentStore({ engine, agent: ['a'], secrets: [Buffer.alloc(32, 1)], lease: 60_000, keep });
  await store.acquire('token');
  const place = { position: 1, step: 0 };
  await store.append('token', beginning, [{ place, text: 'an entry' }], null);
  const { epoch } = await store.read(null, beginning);
  const told = async (): Promise<unknown> => {
    expect(await store.renew('token', { place, text: 'all that is known' })).toBe(true);
    const { view, entries } = await store.read(epoch, beginning);
    return [view?.text, entries.length];
  };
  await expect.poll(told, { timeout: 5000 }).toEqual(['all that is known', 0]);
});
