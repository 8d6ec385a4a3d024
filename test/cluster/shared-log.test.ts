import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { holdToContract } from '../agent/event-log-contract.ts';
import { findRedis } from '../support/redis.ts';
import { limits, openSide, take, type Side } from './log-side.ts';

const redis = await findRedis();
afterAll(() => redis?.close());

const side = (agent: string, keep = limits): Promise<Side> => openSide(redis?.url ?? '', agent, keep);

async function leading(agent: string, keep = limits): Promise<Side> {
  const one = await side(agent, keep);
  await one.lead('token');
  return one;
}

describe.skipIf(redis === null)('is held to the contract of every event log', () => {
  holdToContract(async (events) => {
    const { log } = await leading(randomBytes(8).toString('hex'), { ...limits, events });
    return { log, settled: () => log.written() };
  });
});

test.skipIf(redis === null)('what one appends, another reads, from any place, with the same cursors', async () => {
  const agent = randomBytes(8).toString('hex');
  const writer = await leading(agent);
  const start = writer.log.head();
  for (let n = 1; n <= 5; n += 1) {
    writer.log.append({ n });
    if (n % 2 === 0) await writer.log.written();
  }
  await writer.log.written();
  const reader = await side(agent);
  expect(await reader.log.refresh()).toMatchObject({ token: 'token' });
  expect(reader.known).toEqual([1, 2, 3, 4, 5]);
  expect(reader.log.head()).toBe(writer.log.head());
  expect(await reader.log.holds(start)).toBe(true);
  expect(await take(reader.log.read(start), 5)).toEqual([1, 2, 3, 4, 5]);
});

test.skipIf(redis === null)(
  'one who comes late begins with the view, and gets older events when they are asked for',
  async () => {
    const agent = randomBytes(8).toString('hex');
    const writer = await leading(agent);
    const cursors = [writer.log.head()];
    for (let n = 1; n <= 30; n += 1) {
      writer.log.append({ n });
      await writer.log.written();
      cursors.push(writer.log.head());
    }
    const reader = await side(agent);
    await reader.log.refresh();
    expect(reader.known).toEqual(writer.known);
    const held: boolean[] = [];
    for (const cursor of cursors) held.push(await reader.log.holds(cursor));
    const first = held.indexOf(true);
    expect(first).toBeGreaterThan(10);
    expect(held.slice(first)).toEqual(Array.from({ length: 31 - first }, () => true));
    expect(await take(reader.log.read(cursors[first] ?? ''), 30 - first)).toEqual(writer.known.slice(first));
  },
);
