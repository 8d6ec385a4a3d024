import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createAgentStore, type AgentStore } from '../../src/cluster/agent-store.ts';
import { createEngine, type Engine } from '../../src/cluster/engine.ts';
import type { Batch, SharedLog } from '../../src/cluster/shared-log-options.ts';
import { createSharedLog } from '../../src/cluster/shared-log.ts';
import { numbers, take as takeItems, type Value as Numbered } from '../agent/event-log-contract.ts';
import { recordingLog } from '../support/gateway.ts';

const secret = randomBytes(32);
export const limits = { events: 10, bytes: 1_000_000, age: 60_000 };

interface Value extends Numbered {
  readonly pad?: string;
}

export interface Side {
  readonly engine: Engine;
  readonly store: AgentStore;
  readonly log: SharedLog<Value, string>;
  /** What a reader of everything that came knows. */
  readonly known: number[];
  /** Of the agent in Redis: lease, head, log, view. */
  readonly keys: () => Promise<Readonly<Record<string, string>>>;
  /** Takes the lease and leads; how often it was lost. */
  lead(token: string): Promise<() => number>;
  /** Events with these numbers, in one turn; waits until they are written. */
  tell(...numbers: readonly number[]): Promise<void>;
}

/** One replica's part of an agent's log, without a gateway around it. */
export async function openSide(
  url: string,
  agent: string,
  keep = limits,
  change: (store: AgentStore) => AgentStore = (store) => store,
): Promise<Side> {
  const engine = createEngine({ url, prefix: agent, log: recordingLog() });
  onTestFinished(() => engine.close());
  const store = change(createAgentStore({ engine, agent: [agent], secrets: [secret], lease: 5000, keep }));
  const known: number[] = [];
  const log = createSharedLog<Value, string>({
    store,
    engine,
    write: (batch) => JSON.stringify(batch),
    read: (text) => JSON.parse(text) as Batch<Value, string>,
    onBatch: ({ events }) => known.push(...events.map(({ n }) => n)),
    onView: (text) => known.splice(0, known.length, ...(text === null ? [] : (JSON.parse(text) as number[]))),
    onAside: () => undefined,
    view: () => JSON.stringify(known),
    lease: 5000,
    keep,
    cursorSecrets: [secret],
    caller: agent,
  });
  await engine.whenUp();
  return {
    engine,
    store,
    log,
    known,
    keys: async () => {
      const found = (await engine.command('KEYS', `${agent}:*`)) as Buffer[];
      return Object.fromEntries(found.map((key): [string, string] => [String(key).replace(/.*:/, ''), String(key)]));
    },
    async lead(token) {
      let lost = 0;
      if (!(await store.acquire(token))) throw new Error('the lease is another one’s');
      await log.refresh();
      log.lead(token, () => (lost += 1));
      return () => lost;
    },
    async tell(...numbers) {
      for (const n of numbers) log.append({ n });
      await log.written();
    },
  };
}

/** The numbers of so many events, or what came in their place. */
export async function take(reader: ReturnType<Side['log']['read']>, count: number): Promise<unknown[]> {
  return numbers(await takeItems(reader, count));
}

export async function cursorsOf(reader: ReturnType<Side['log']['read']>, count: number): Promise<string[]> {
  const cursors: string[] = [];
  for await (const item of reader) {
    if (item.kind === 'event') cursors.push(item.cursor);
    if (cursors.length === count) break;
  }
  return cursors;
}
