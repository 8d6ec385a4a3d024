import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableOf, type Goal, type Sample, type SuiteResult, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import { buildIfOlder, root } from './built.ts';
import { firstAnswer } from './first-answer.ts';
import { installSizes } from './install-size.ts';

/** Milliseconds from the start of the process, as production runs it, to the first answer. */
const goal = 400;

interface Contender {
  readonly name: string;
  /** What Node runs. */
  readonly args: readonly string[];
  /** Whether the gateway serves over its sandbox, not over an upstream elsewhere. */
  readonly sandbox?: true;
  /** Compiled code of an earlier start is at hand. */
  readonly isWarm?: true;
}

const built = { args: [`${root}dist/main.js`, 'serve'] };
const sources = { args: [`${root}src/main.ts`, 'serve'] };
const peer = (name: string): readonly string[] => [fileURLToPath(new URL(`contenders/${name}.mjs`, import.meta.url))];

const limit = 'bare node:http';
const ours = 'gateway, built';
const contenders: readonly Contender[] = [
  { name: limit, args: peer('bare') },
  { name: ours, ...built, isWarm: true },
  { name: 'gateway, built, first start', ...built },
  { name: 'gateway, built, with sandbox', ...built, isWarm: true, sandbox: true },
  { name: 'gateway, sources', ...sources, isWarm: true },
  { name: 'gateway, sources, first start', ...sources },
  { name: 'Apollo Server standalone', args: peer('apollo-standalone') },
  { name: 'Apollo Server + Fastify', args: peer('apollo-fastify') },
  { name: 'GraphQL Yoga', args: peer('yoga') },
  { name: 'Mercurius', args: peer('mercurius') },
];

export const suite: Suite = {
  name: 'start',
  title: 'Start-up',
  async run(context) {
    context.progress('building, where what is built is older than the sources');
    buildIfOlder();
    const caches = mkdtempSync(join(tmpdir(), 'gws-graphql-start-'));
    const clear = (): void => {
      rmSync(caches, { recursive: true, force: true });
    };
    // Stopped by a signal, the process leaves without coming back here.
    process.once('exit', clear);
    // Nobody asks it for anything: it is there so that the gateway's own sandbox is not.
    const upstream = createServer((_request, response) => response.writeHead(404).end());
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const { port } = upstream.address() as AddressInfo;
    try {
      return await measure(context, caches, `http://127.0.0.1:${port}/api/v2`);
    } finally {
      upstream.close();
      clear();
      process.off('exit', clear);
    }
  },
};

async function measure({ quick, cores, progress }: BenchContext, caches: string, url: string): Promise<SuiteResult> {
  const wrong: string[] = [];
  let starts = 0;
  async function start({ name, args, sandbox, isWarm }: Contender): Promise<Awaited<ReturnType<typeof firstAnswer>>> {
    starts += 1;
    const answer = await firstAnswer([...cores.contender, process.execPath, ...args], {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: '0',
      LOG_LEVEL: 'warn',
      XDG_CACHE_HOME: join(caches, isWarm === true ? 'kept' : String(starts)),
      ...(sandbox === true ? {} : { GWS_URL: url }),
    });
    if (answer.wrong !== null) wrong.push(`${name}: ${answer.wrong}`);
    return answer;
  }
  const rounds = quick ? 3 : 9;
  // Brings the files into memory, and keeps what was compiled.
  for (const contender of contenders) {
    progress(`rehearsal: ${contender.name}`);
    await start(contender);
  }
  const resident = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  const times = await interleaved(contenders, rounds, async (contender, round) => {
    progress(`round ${round + 1} of ${rounds}: ${contender.name}`);
    const { milliseconds, cpu, rss } = await start(contender);
    if (rss !== null) resident.get(contender.name)?.push({ value: rss / 1e6 });
    return { value: milliseconds, besides: cpu === null ? {} : { 'CPU ms': cpu } };
  });
  const head = { better: 'less', baseline: limit } as const;
  const tables: Table[] = [
    tableOf(
      { ...head, id: 'start.time', title: 'From the start of the process to the first answer', unit: 'ms' },
      times,
    ),
    tableOf({ ...head, id: 'start.memory', title: 'Resident memory after the first answer', unit: 'MB' }, resident),
  ];
  const notes: string[] = [];
  if (quick) notes.push('The size of an installation is measured in full runs only.');
  else {
    try {
      tables.push(await installSizes(progress));
    } catch (error) {
      notes.push(`The size of an installation could not be measured: ${String(error).split('\n')[0] ?? ''}`);
    }
  }
  return { tables, goals: [goalOf(tables)], wrong: [...new Set(wrong)], notes };
}

function goalOf([times]: readonly Table[]): Goal {
  const found = times?.rows.find(({ contender }) => contender === ours)?.values.median ?? NaN;
  return {
    text: 'ready in under 400 ms: the built gateway, from the start of its process to the first answer',
    wanted: `< ${goal} ms`,
    found: `${found.toFixed(0)} ms`,
    met: found < goal,
  };
}
