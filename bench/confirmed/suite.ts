import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, type Child } from '../harness/child.ts';
import { quantile } from '../harness/quantiles.ts';
import { tableOf, type Sample, type SuiteResult, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { createJudge, type Judge } from '../load/client.ts';
import { monotonic } from '../load/clock.ts';
import { pace } from '../load/load.ts';
import { authorizationOf, requestOf, variablesOf } from '../mutation/operation.ts';
import type { Times } from './upstream.ts';
import { confirmed, confirmedUnseen } from './world.ts';

const agents = 64;
/** Mutations per second of all of them. */
const rate = 100;
/** Milliseconds between an agent's mutations, in which the second agent comes back. */
const pause = 300;
/** Milliseconds from the upstream's answer to its notification. */
const delays = [0, 20];
/** Milliseconds before times count, and after the last answer until all agents are back. */
const ramp = 1000;
const rest = 300;

interface Contender {
  readonly name: string;
  readonly child: Child;
  readonly judge: Judge;
  /** Its first agent: no two contenders get the same notifications. */
  readonly first: number;
}

/** What waiting for the proof adds: from the notification leaving the upstream to the client's answer. */
export const suite: Suite = {
  name: 'confirmed',
  title: 'Confirmed mutation: from the notification to the answer',
  async run(context) {
    const { contender, load } = context.cores;
    const children: Child[] = [];
    const start = async (file: string, options: object, pin: readonly string[]): Promise<Child> => {
      const child = await startChild(new URL(file, import.meta.url), options, pin);
      children.push(child);
      return child;
    };
    try {
      const upstream = await start('upstream.ts', {}, load);
      const options = { base: `${upstream.url}/api/v2` };
      const forwarder = await start('forwarder.ts', options, contender);
      const gateway = await start('../mutation/contenders/gateway.ts', options, contender);
      return await compare(context, upstream.url, [
        { name: 'forwarder', child: forwarder, judge: createJudge(confirmed, confirmedUnseen), first: 0 },
        { name: 'gws-graphql', child: gateway, judge: createJudge(confirmed, confirmedUnseen), first: agents },
      ]);
    } finally {
      await Promise.all(children.map((child) => child.stop()));
    }
  },
};

async function compare(
  { quick, progress }: BenchContext,
  upstream: string,
  contenders: readonly Contender[],
): Promise<SuiteResult> {
  const [rounds, seconds] = quick ? [3, 2] : [5, 4];
  const wrong: string[] = [];
  const tables: Table[] = [];

  async function run(contender: Contender, delay: number): Promise<Sample> {
    const { sample, problems } = await measure(contender, upstream, delay, seconds);
    wrong.push(...problems.map((problem) => `confirmed.${delay}ms, ${contender.name}: ${problem}`));
    return sample;
  }

  for (const contender of contenders) {
    progress(`confirmed: warming up ${contender.name}`);
    await run(contender, 0);
  }
  for (const delay of delays) {
    const id = `confirmed.${delay}ms`;
    const samples = await interleaved(contenders, rounds, (contender, round) => {
      progress(`${id}: round ${round + 1} of ${rounds}, ${contender.name}`);
      return run(contender, delay);
    });
    const title = `Confirmed mutations: from the notification leaving the upstream's socket to the client's answer, p50 (${agents} agents, ${rate}/s in all, notification ${delay} ms after the upstream's answer)`;
    tables.push(tableOf({ id, title, unit: 'ms', better: 'less', baseline: 'forwarder' }, samples));
  }
  return { tables, goals: [], wrong };
}

async function measure(
  { child, judge, first }: Contender,
  upstream: string,
  delay: number,
  seconds: number,
): Promise<{ readonly sample: Sample; readonly problems: readonly string[] }> {
  const ask = async (path: string): Promise<unknown> =>
    (await fetch(`${upstream}/bench/${path}`, { signal: AbortSignal.timeout(10_000) })).json();
  await ask(`begin/${delay}`);
  const url = new URL('/graphql', child.url).href;
  const arrived = Array.from({ length: agents }, (): number[] => []);
  const requests = arrived.map((_, agent) => requestOf(url, first + agent, variablesOf(5000)));
  const load = await pace(
    { url, requests, judge, onAnswer: (agent) => arrived[agent]?.push(monotonic()) },
    { rate, rest: pause },
  );
  await sleep(ramp);
  const before = await child.usage();
  const begun = monotonic();
  const had = load.answers();
  load.takeLatencies();
  await sleep(seconds * 1000);
  const after = await child.usage();
  const answered = load.answers() - had;
  const whole = load.takeLatencies();
  const problems = [...(await load.stop())];
  await sleep(rest);
  const { written, wrong } = (await ask('times')) as Times;
  problems.push(...wrong.slice(0, 3));

  const added = arrived.flatMap((answers, agent) => {
    const sent = written[authorizationOf(first + agent)] ?? [];
    if (sent.length !== answers.length) problems.push(`answers: ${answers.length}, notifications: ${sent.length}`);
    return answers.flatMap((at, index) => (at < begun ? [] : [at - (sent[index] ?? NaN)]));
  });
  if (added.some((time) => time < 0)) problems.push('an answer came before its proof');
  return {
    problems,
    sample: {
      value: quantile(added, 0.5),
      besides: {
        'p99 ms': quantile(added, 0.99),
        'whole p50 ms': quantile(whole, 0.5),
        'whole p99 ms': quantile(whole, 0.99),
        'cpu µs/op': (after.cpu - before.cpu) / answered,
      },
    },
  };
}
