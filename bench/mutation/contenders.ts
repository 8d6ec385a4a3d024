import { startChild, type Child } from '../harness/child.ts';
import type { Cores } from '../harness/cores.ts';
import { createJudge, type Judge } from '../load/client.ts';
import type { Target } from '../load/load.ts';
import { accepted, requestOf, variablesOf } from './operation.ts';

export interface Contender {
  readonly name: string;
  readonly child: Child;
  /** Of all its answers, from round to round. */
  readonly judge: Judge;
}

export const baseline = 'forwarder';
export const gateway = 'gws-graphql';

/** File, and options where it has any. */
const files: readonly (readonly [name: string, file: string, options?: object])[] = [
  [baseline, 'forwarder', { way: 'request' }],
  ['forwarder, dispatch', 'forwarder', { way: 'dispatch' }],
  [gateway, 'gateway'],
  ['apollo standalone', 'apollo-standalone'],
  ['apollo + fastify', 'apollo-fastify'],
  ['yoga', 'yoga'],
  ['mercurius, jit', 'mercurius'],
  ['hive gateway, resolver of its own', 'hive'],
];

/** Those that are compared for being ahead of. */
export const peers = files.slice(3).map(([name]) => name);

/** Starts them all; what did start is stopped where one does not. */
export async function startContenders(
  upstream: string,
  { contender: pin }: Cores,
  progress: (text: string) => void,
): Promise<readonly Contender[]> {
  const started: Contender[] = [];
  try {
    for (const [name, file, options] of files) {
      progress(`mutation: starting ${name}`);
      const child = await startChild(
        new URL(`contenders/${file}.ts`, import.meta.url),
        { base: `${upstream}/api/v2`, ...options },
        pin,
      );
      started.push({ name, child, judge: createJudge(accepted) });
    }
  } catch (error) {
    await Promise.all(started.map(({ child }) => child.stop()));
    throw error;
  }
  return started;
}

/** The mutation, from one agent on each connection. */
export function targetOf({ child, judge }: Contender, connections: number): Target {
  const url = new URL('/graphql', child.url).href;
  const requests = Array.from({ length: connections }, (_, agent) => requestOf(url, agent, variablesOf(0)));
  return { url, requests, judge };
}
