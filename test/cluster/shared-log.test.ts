import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createAgentStore, type AgentStore } from '../../src/cluster/agent-store.ts';
import { createEngine, type Engine } from '../../src/cluster/engine.ts';
import type { SharedLog } from '../../src/cluster/shared-log-options.ts';
import { createSharedLog } from '../../src/cluster/shared-log.ts';
import { holdToContract, numbers, take, type Value } from '../agent/event-log-contract.ts';
import { recordingLog } from '../support/gateway.ts';
import { findRedis } from '../support/redis.ts';

const redis = await findRedis();
const secret = randomBytes(32);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(() => redis?.close());

interface Side {
  readonly engine: Engine;
  readonly store: AgentStore;
  readonly log: SharedLog<Value, string>;
  /** What a reader of everything that came knows. */
  readonly known: number[];
}

function side(agent: string, keep = { events: 10, bytes: 1_000_000, age: 60_000 }): Side {
  const engine = createEngine({ url: redis?.url ?? '', prefix: 'test', log: recordingLog() });
  closers.push(() => engine.close());
  const store = createAgentStore({ engine, agent: [agent], secrets: [secret], lease: 2000, keep });
  const known: number[] = [];
  const log = createSharedLog<Value, string>({
    store,
    engine,
    write: (batch) => JSON.stringify(batch),
    read: (text) => JSON.parse(text) as { events: Value[]; changes: string[] },
    onBatch: ({ events }) => known.push(...events.map(({ n }) => n)),
    onView: (text) => known.splice(0, known.length, ...(text === null ? [] : (JSON.parse(text) as number[]))),
    onAside: () => undefined,
    view: () => JSON.stringify(known),
    lease: 5000,
    keep,
    cursorSecrets: [secret],
    caller: agent,
  });
  return { engine, store, log, known };
}

async function leading(agent: string, keep?: Parameters<typeof side>[1]): Promise<Side> {
  const one = side(agent, keep);
  await one.engine.whenUp();
  expect(await one.store.acquire('token')).toBe(true);
  await one.log.refresh();
  one.log.lead('token', () => undefined);
  return one;
}

describe.skipIf(redis === null)('is held to the contract of every event log', () => {
  holdToContract(async (events) => {
    const { log } = await leading(randomBytes(8).toString('hex'), { events, bytes: 1_000_000, age: 60_000 });
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
  const reader = side(agent);
  await reader.engine.whenUp();
  expect(await reader.log.refresh()).toMatchObject({ token: 'token' });
  expect(reader.known).toEqual([1, 2, 3, 4, 5]);
  expect(reader.log.head()).toBe(writer.log.head());
  expect(await reader.log.holds(start)).toBe(true);
  expect(numbers(await take(reader.log.read(start), 5))).toEqual([1, 2, 3, 4, 5]);
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
    const reader = side(agent);
    await reader.engine.whenUp();
    await reader.log.refresh();
    expect(reader.known).toEqual(writer.known);
    const held: boolean[] = [];
    for (const cursor of cursors) held.push(await reader.log.holds(cursor));
    const first = held.indexOf(true);
    expect(first).toBeGreaterThan(10);
    expect(held.slice(first)).toEqual(Array.from({ length: 31 - first }, () => true));
    expect(numbers(await take(reader.log.read(cursors[first] ?? ''), 30 - first))).toEqual(writer.known.slice(first));
  },
);
