import type { ContenderName } from '../contenders/contenders.ts';
import { tableOf, type Goal, type Sample, type SuiteResult, type Table } from '../harness/result.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { openFiles, startHolder, type Held, type Holder } from './measure.ts';

const own: readonly ContenderName[] = ['relay', 'gws-graphql'];
const names: readonly ContenderName[] = [...own, 'graphql-ws, execute'];
const sockets = 1000;
/** Beyond it no other server is brought: it costs minutes, and each of its agents costs what it does here. */
const peersUpTo = 1000;
/** Files for everything but the agents and subscribers counted: each that comes leaves connections behind for some seconds. */
const spare = 6000;
const perAgent = 30_000;
const perSubscriber = 20_000;

type Samples = Map<string, Sample[]>;

const none = (of: readonly ContenderName[]): Samples => new Map(of.map((name) => [name, []]));

function note(samples: Samples, name: ContenderName, { rss, heap }: Held): void {
  samples.get(name)?.push({ value: rss, besides: { 'heap bytes': heap } });
}

function table(id: string, title: string, samples: Samples): Table {
  return tableOf({ id, title, unit: 'bytes resident', better: 'less', baseline: 'relay' }, samples);
}

function goal(found: Table, text: string, most: number): Goal {
  const median = found.rows.find(({ contender }) => contender === 'gws-graphql')?.values.median ?? NaN;
  return { text, wanted: `at most ${most / 1000} kB`, found: `${(median / 1000).toFixed(1)} kB`, met: median <= most };
}

/** Fresh processes only: what one has held before cannot be told from what it holds. */
async function run({ quick, cores, progress }: BenchContext): Promise<SuiteResult> {
  const [sizes, runs] = quick ? [[200], 1] : [[1000, 5000, 10_000], 1];
  const files = openFiles();
  const wrong: string[] = [];
  const tables: Table[] = [];
  const goals: Goal[] = [];

  async function fresh(name: ContenderName, what: string, use: (holder: Holder) => Promise<void>): Promise<void> {
    progress(`memory: ${name}, ${what}`);
    const holder = await startHolder(name, cores, progress);
    try {
      await use(holder);
    } catch (error) {
      // What the others hold has been told, or will be.
      wrong.push(`${name}, ${what}: ${String(error)}`);
    } finally {
      wrong.push(...holder.wrong);
      await holder.stop();
    }
  }

  for (const size of sizes) {
    const agents = Math.min(size, files - spare);
    const watched = Math.min(agents, Math.floor((files - spare - agents) / 2));
    // Each is a file of the contender and of the process that drives it.
    const allowed = (there: number): string => (there < size ? `, as many as ${files} open files allow` : '');
    const compared = size > peersUpTo ? own : names;
    const [perCaller, perSocket] = [none(compared), none(compared)];
    for (let round = 0; round < runs; round += 1) {
      for (const name of compared) {
        await fresh(name, `${agents} agents, run ${round + 1} of ${runs}`, async (holder) => {
          note(perCaller, name, await holder.agents(agents));
          note(perSocket, name, await holder.subscribers(watched));
        });
      }
    }
    const state = 'one session with five entries of user data each';
    const idle = table(
      `memory.agents.${size}`,
      `Idle agents: ${agents}${allowed(agents)}, with ${state}, no subscriber`,
      perCaller,
    );
    const title = `Idle subscribers: two for each of ${watched} of ${agents} agents${allowed(watched)}`;
    tables.push(idle, table(`memory.subscribers.${size}`, title, perSocket));
    goals.push(goal(idle, `Resident per idle agent upstream side, ${agents} of them`, perAgent));
  }
  const ofOne = none(names);
  for (let round = 0; round < runs; round += 1) {
    for (const name of names) {
      await fresh(name, `${sockets} sockets, run ${round + 1} of ${runs}`, async (holder) => {
        note(ofOne, name, await holder.sockets(sockets));
      });
    }
  }
  const many = table(`memory.sockets.${sockets}`, `Idle subscribers: ${sockets} sockets of one caller`, ofOne);
  tables.push(many);
  goals.push(goal(many, `Resident per idle subscriber, ${sockets} of one caller`, perSubscriber));
  return { tables, goals, wrong };
}

export const suite: Suite = { name: 'memory', title: 'Memory', run };
