import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { AgentStore } from '../../src/cluster/agent-store.ts';
import { EngineError } from '../../src/cluster/engine.ts';
import { findRedis } from '../support/redis.ts';
import { cursorsOf, limits, openSide, take } from './log-side.ts';

const redis = await findRedis();
afterAll(() => redis?.close());
const url = redis?.url ?? '';
const name = (): string => `test-${randomBytes(6).toString('hex')}`;

describe.skipIf(redis === null)('a shared log', () => {
  test('takes nothing for what is older than its own part that is not just that', async () => {
    const agent = name();
    const writer = await openSide(url, agent, { ...limits, events: 100 });
    await writer.lead('a');
    const reader = await openSide(url, agent, { ...limits, events: 100, bytes: 1500 });
    const told = async (...values: Parameters<typeof writer.log.append>[0][]): Promise<string> => {
      for (const value of values) writer.log.append(value);
      await writer.log.written();
      await reader.log.refresh();
      return writer.log.head();
    };
    const start = writer.log.head();
    const first = await told({ n: 1 }, { n: 2 }, { n: 3 });
    await told({ n: 4, pad: 'x'.repeat(1000) }, { n: 5 }, { n: 6 });
    // Takes the place of the first four.
    await told({ n: 7, pad: 'x'.repeat(500) });
    expect(await reader.log.holds(start)).toBe(false);
    if (await reader.log.holds(first)) expect(await take(reader.log.read(first), 4)).toEqual([4, 5, 6, 7]);
    const [cursor] = await cursorsOf(writer.log.read(first), 1);
    expect(await reader.log.holds(cursor ?? '')).toBe(true);
    expect(await take(reader.log.read(cursor ?? ''), 3)).toEqual([5, 6, 7]);
  });

  test('never goes on silently from a place that is not there any more', async () => {
    const agent = name();
    const one = await openSide(url, agent);
    await one.lead('a');
    const start = one.log.head();
    await one.tell(1, 2, 3);
    const before = one.log.head();
    for (let n = 4; n < 40; n += 1) await one.tell(n);
    expect(await take(one.log.read(start), 1)).toEqual(['lagged']);
    const keys = await one.keys();
    await one.engine.command('DEL', ...Object.values(keys));
    await one.lead('b');
    await one.tell(50);
    expect(await take(one.log.read(before), 1)).toEqual(['lost']);
  });

  test('that the engine set back to what it was begins anew, and can be led', async () => {
    const agent = name();
    const one = await openSide(url, agent);
    await one.lead('a');
    await one.tell(1, 2, 3);
    const keys = Object.values(await one.keys());
    const kept = await Promise.all(keys.map((key) => one.engine.command('DUMP', key)));
    await one.tell(4, 5);
    const reader = one.log.read(one.log.head());
    one.log.follow();
    for (const [index, key] of keys.entries())
      await one.engine.command('RESTORE', key, 0, kept[index] as Buffer, 'REPLACE');
    await one.store.release('a');
    await one.log.refresh();
    const lost = await one.lead('b');
    expect(await take(reader, 1)).toEqual(['lost']);
    const start = one.log.head();
    await one.tell(6);
    expect(lost()).toBe(0);
    expect(await take(one.log.read(start), 1)).toEqual([6]);
  });

  test.each(['log', 'view'])('of which the engine dropped the %s is not led any further', async (part) => {
    const agent = name();
    const one = await openSide(url, agent, { ...limits, events: 4 });
    const lost = await one.lead('a');
    for (let n = 1; n < 10; n += 1) await one.tell(n);
    const other = await openSide(url, agent, { ...limits, events: 4 });
    await other.log.refresh();
    const reader = other.log.read(other.log.head());
    await one.engine.command('DEL', (await one.keys())[part] ?? '');
    expect(await one.store.renew('a', null)).toBe(false);
    await one.tell(10);
    expect(lost()).toBe(1);
    expect(await other.lead('b')).toBeTypeOf('function');
    expect(await take(reader, 1)).toEqual(['lost']);
    await other.tell(11);
    expect(other.known).toEqual([11]);
  });

  test('keeps what it has for as long as it is led, though nothing happens', async () => {
    const agent = name();
    const one = await openSide(url, agent);
    await one.lead('a');
    await one.tell(1, 2, 3);
    const { log = '' } = await one.keys();
    await one.engine.command('PEXPIRE', log, 1000);
    await one.store.renew('a', null);
    expect(Number(await one.engine.command('PTTL', log))).toBeGreaterThan(1000);
  });

  test('asks the same again where it is not known whether it was appended', async () => {
    const agent = name();
    let isDeaf = true;
    const asked: number[] = [];
    const deaf = (store: AgentStore): AgentStore => ({
      ...store,
      async append(token, after, entries, view) {
        asked.push(entries.length);
        const outcome = await store.append(token, after, entries, view);
        if (!isDeaf) return outcome;
        isDeaf = false;
        for (let n = 2; n < 5; n += 1) one.log.append({ n });
        throw new EngineError('no answer');
      },
    });
    const one = await openSide(url, agent, limits, deaf);
    const lost = await one.lead('a');
    await one.tell(1);
    await one.log.written();
    expect([lost(), one.known, asked]).toEqual([0, [1, 2, 3, 4], [1, 1, 1]]);
  });

  test('says in a way that clients try again on that older events cannot be had just now', async () => {
    const agent = name();
    const broken = (store: AgentStore): AgentStore => ({
      ...store,
      older: () => Promise.reject(new EngineError('no answer')),
    });
    const one = await openSide(url, agent, limits, broken);
    await one.lead('a');
    const start = one.log.head();
    for (let n = 1; n < 20; n += 1) await one.tell(n);
    await expect(one.log.holds(start)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
