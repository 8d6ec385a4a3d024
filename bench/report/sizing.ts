import type { Table } from '../harness/result.ts';
import { figure } from './figures.ts';
import type { ResultFile } from './result-file.ts';

/** What nobody measures for another: how much agents do, and how much is to be left free. */
export interface Assumptions {
  readonly eventsPerAgentMinute: number;
  readonly subscribersPerAgent: number;
  readonly mutationsPerAgentMinute: number;
  /** Of one core for each replica. */
  readonly cpuShare: number;
  /** Bytes that a replica may take. */
  readonly replicaBytes: number;
  /** Most agents of one replica: MAX_LINKS. */
  readonly agentsPerReplica: number;
  /** What is kept of an agent's events and sessions, in a replica and in Redis. */
  readonly keptBytes: number;
  /** LEASE_MS. */
  readonly leaseMs: number;
  /** Replicas more than are needed. */
  readonly spare: number;
}

export const usual: Assumptions = {
  eventsPerAgentMinute: 10,
  subscribersPerAgent: 2,
  mutationsPerAgentMinute: 3,
  cpuShare: 0.5,
  replicaBytes: 2e9,
  agentsPerReplica: 10_000,
  keptBytes: 50_000,
  leaseMs: 6000,
  spare: 1,
};

export const sizes: readonly number[] = [100, 1000, 10_000, 100_000, 1_000_000];

/** What was measured, of one process alone. */
export interface Costs {
  /** Seconds of CPU for an event that reaches one subscriber, and for a mutation. */
  readonly delivery: number;
  readonly mutation: number;
  /** Bytes of a process that serves nobody, of an agent, and of a subscriber. */
  readonly process: number;
  readonly agent: number;
  readonly subscriber: number;
}

export interface Size {
  readonly agents: number;
  /** Cores that are busy, in all. */
  readonly cores: number;
  /** Bytes of all replicas. */
  readonly bytes: number;
  readonly replicas: { readonly forCpu: number; readonly forMemory: number; readonly forAgents: number };
  /** With those to spare. */
  readonly inAll: number;
  /** Of scripts, per second, and bytes in Redis. */
  readonly redis: { readonly calls: number; readonly bytes: number };
}

/** @throws Error when the results lack a figure */
export function costsIn(results: ResultFile): Costs {
  const found = (id: string, contender: string): number => {
    const table: Table | undefined = results.suites.flatMap(({ tables }) => tables).find((one) => one.id === id);
    const row = table?.rows.find((one) => one.contender === contender);
    if (row === undefined) throw new Error(`The results have no ${contender} in ${id}.`);
    return row.values.median;
  };
  return {
    delivery: 1 / found('events.saturated', 'gws-graphql'),
    mutation: found('mutation.cpu', 'gws-graphql') / 1e6,
    process: found('start.memory', 'gateway, built') * 1e6,
    agent: found('memory.agents.200', 'gws-graphql'),
    subscriber: found('memory.subscribers.200', 'gws-graphql'),
  };
}

export function sizeFor(agents: number, costs: Costs, given: Assumptions): Size {
  const { subscribersPerAgent, replicaBytes, keptBytes } = given;
  const events = (agents * given.eventsPerAgentMinute) / 60;
  const mutations = (agents * given.mutationsPerAgentMinute) / 60;
  const cores = events * subscribersPerAgent * costs.delivery + mutations * costs.mutation;
  // At worst each subscriber comes to a replica of its own, which then has a copy of what is known.
  const copies = Math.max(1, subscribersPerAgent);
  const held = agents * (copies * (costs.agent + keptBytes) + subscribersPerAgent * costs.subscriber);
  const replicas = {
    forCpu: Math.ceil(cores / given.cpuShare),
    forMemory: Math.ceil(held / (replicaBytes - costs.process)),
    forAgents: Math.ceil((agents * copies) / given.agentsPerReplica),
  };
  const inAll = Math.max(...Object.values(replicas)) + given.spare;
  const renewals = (agents * copies * 3 * 1000) / given.leaseMs;
  // One appends an event, the others read it.
  return {
    agents,
    cores,
    bytes: held + inAll * costs.process,
    replicas,
    inAll,
    redis: { calls: renewals + events * copies, bytes: agents * keptBytes },
  };
}

/** A table for the page, and lines on what it is computed from. */
export function sizingText(results: ResultFile, given: Assumptions = usual): string {
  const costs = costsIn(results);
  const lines = sizes.map((agents) => {
    const size = sizeFor(agents, costs, given);
    const slow = sizeFor(agents, costs, { ...given, leaseMs: 60_000 });
    const { forCpu, forMemory, forAgents } = size.replicas;
    return [
      count(agents),
      figure(size.cores),
      gigabytes(size.bytes),
      [forCpu, forMemory, forAgents].map(count).join(' / '),
      count(size.inAll),
      count(Math.ceil(size.redis.calls)),
      count(Math.ceil(slow.redis.calls)),
      gigabytes(size.redis.bytes),
    ];
  });
  const head = [
    ...['Agents', 'Busy cores', 'Memory, GB', 'Replicas for CPU / memory / agents', 'Replicas'],
    ...['Redis calls/s', 'with LEASE_MS=60000', 'Redis, GB'],
  ];
  const table = [head, head.map(() => '---:'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  return [...said(costs, given), '', ...table, ''].join('\n');
}

function said(costs: Costs, given: Assumptions): readonly string[] {
  const micro = (seconds: number): string => `${figure(seconds * 1e6)} µs`;
  const kilo = (bytes: number): string => `${figure(bytes / 1000)} kB`;
  return [
    `Measured: an event to one subscriber ${micro(costs.delivery)} of CPU, a mutation ${micro(costs.mutation)}; a process ${figure(costs.process / 1e6)} MB, an idle agent ${kilo(costs.agent)}, a subscriber ${kilo(costs.subscriber)}.`,
    '',
    `Assumed: of each agent ${given.eventsPerAgentMinute} events and ${given.mutationsPerAgentMinute} mutations a minute, ${given.subscribersPerAgent} subscribers, each on a replica of its own, and ${kilo(given.keptBytes)} of events and sessions kept; replicas that are busy for ${given.cpuShare * 100} % of a core, with ${figure(given.replicaBytes / 1e9)} GB and ${count(given.agentsPerReplica)} agents each, ${given.spare} to spare; LEASE_MS=${given.leaseMs}.`,
  ];
}

function count(whole: number): string {
  return whole.toLocaleString('en');
}

function gigabytes(bytes: number): string {
  return figure(bytes / 1e9);
}

/** The page with the text in its place. */
export function withSizing(page: string, results: ResultFile): string {
  return page.replace(
    /(<!-- sizing -->\n).*?(<!-- \/sizing -->)/s,
    (_all, begin: string, end: string) => `${begin}\n${sizingText(results)}\n${end}`,
  );
}
