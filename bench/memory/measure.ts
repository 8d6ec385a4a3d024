import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startContender, type ContenderName } from '../contenders/contenders.ts';
import type { Child } from '../harness/child.ts';
import type { Cores } from '../harness/cores.ts';
import { deskDocument } from '../subscribers/document.ts';
import { joinIdle } from '../subscribers/idle.ts';
import type { Subscriber } from '../subscribers/socket.ts';
import { authorizationOf, startBayeuxUpstream, type BayeuxUpstream } from '../upstream/bayeux.ts';

/** Bytes held by the contender for each of something. */
export interface Held {
  /** Resident. */
  readonly rss: number;
  /** Of the JavaScript heap alone: what does not depend on how an allocator keeps its pages. */
  readonly heap: number;
}

/** A contender that has been used a little: what it needs once is there already. */
export interface Holder {
  /** Brings up as many agents more, whose subscribers have left, and says what each is held with. */
  agents(count: number): Promise<Held>;
  /** Two subscribers for each of the first so many of those agents. */
  subscribers(agents: number): Promise<Held>;
  /** So many subscribers of one agent. */
  sockets(count: number): Promise<Held>;
  readonly wrong: readonly string[];
  stop(): Promise<void>;
}

/** Agents that come at a time. */
const atATime = 25;
/** How often one tries to come: thousands do, and one slow moment is not to spoil an hour's run. */
const tries = 3;
/** Of so many that are there, one line is said. */
const perLine = 1000;
/** Agents that come and go before anything is counted, and how often: code is compiled then, and the young generation has grown. */
const first = 100;
const visits = 5;
/** Milliseconds in which connections that nobody uses any more are closed: undici keeps them 4 s. */
const settling = 5000;

/** An agent stays up after the last subscriber left; everything else is the gateway's default. */
const settings = { LINK_IDLE_MS: '86400000', MAX_LINKS: '1000000' };

/** Files a process may open; Infinity where that cannot be read. */
export function openFiles(): number {
  try {
    const [, most] = /^Max open files +\d+ +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return most === undefined ? Infinity : Number(most);
  } catch {
    return Infinity;
  }
}

/** @param progress says what is being done */
export async function startHolder(
  name: ContenderName,
  cores: Cores,
  progress: (text: string) => void,
): Promise<Holder> {
  const upstream = await startBayeuxUpstream('small');
  const options = name === 'gws-graphql' ? { settings } : {};
  const child = await startContender(name, upstream, cores, options, ['--expose-gc']);
  const wrong: string[] = [];
  const kept: Subscriber[] = [];
  const query = name === 'relay' ? null : deskDocument;

  async function join(agent: number): Promise<Subscriber> {
    const onLost = (reason: string): void => {
      if (wrong.length < 20) wrong.push(`${name}: agent ${agent} lost its connection: ${reason}`);
    };
    for (let left = tries - 1; ; left -= 1) {
      try {
        return await joinIdle({ url: child.url, authorization: authorizationOf(agent), query, onLost });
      } catch (error) {
        if (left === 0) throw error;
        progress(`memory: ${name}: agent ${agent} comes again: ${String(error)}`);
      }
    }
  }

  async function inTurn(numbers: readonly number[], work: (agent: number) => Promise<void>): Promise<void> {
    for (let from = 0; from < numbers.length; from += atATime) {
      await Promise.all(numbers.slice(from, from + atATime).map(work));
      const come = Math.min(numbers.length, from + atATime);
      if (come % perLine === 0 && come < numbers.length) progress(`memory: ${name}: ${come} of ${numbers.length}`);
    }
  }

  const visit = async (agent: number): Promise<void> => {
    (await join(agent)).close();
  };
  const stay = async (agent: number): Promise<void> => {
    kept.push(await join(agent));
  };

  /** What `work` adds for each of `count`. */
  async function added(count: number, work: () => Promise<void>): Promise<Held> {
    const before = await settled(child);
    await work();
    const after = await settled(child);
    return { rss: (after.rss - before.rss) / count, heap: (after.heapUsed - before.heapUsed) / count };
  }

  for (let count = 0; count < visits; count += 1) await inTurn(range(0, first), visit);
  return {
    wrong,
    agents: (count) =>
      added(count, async () => {
        await inTurn(range(first, count), visit);
        checkLive(upstream, first + count);
      }),
    subscribers: (agents) =>
      added(2 * agents, async () => {
        const numbers = range(first, agents);
        await inTurn(numbers, stay);
        await inTurn(numbers, stay);
      }),
    async sockets(count) {
      const same = (length: number): readonly number[] => Array.from({ length }, () => 0);
      await inTurn(same(first), stay);
      return added(count, () => inTurn(same(count), stay));
    },
    async stop() {
      for (const subscriber of kept) subscriber.close();
      await child.stop();
      await upstream.close();
    },
  };

  function checkLive(from: BayeuxUpstream, agents: number): void {
    if (from.live() !== agents) wrong.push(`${name}: ${from.live()} agents are up instead of ${agents}`);
    wrong.push(...new Set(from.wrong));
  }
}

function range(from: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => from + index);
}

/** Its memory when nothing happens any more. */
async function settled(child: Child): ReturnType<Child['usage']> {
  await pause(settling);
  // Pages that a collection frees are given back some time later.
  await child.usage();
  await pause(500);
  return child.usage();
}
