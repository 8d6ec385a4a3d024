import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { createRandom } from '../../src/sandbox/faults/random.ts';
import { parseFaultSchedule, type FaultSchedule } from '../../src/sandbox/faults/schedule.ts';
import { followForEver, workForEver, type Counts } from './clients.ts';

const usage = `Usage: npm run soak -- [--minutes n] [--seed n]

Runs the gateway with a faulty, lively sandbox and clients that come and go, on real sockets, and checks that the heap does
not grow: the last third of the time against the one before, after garbage collection.

  --minutes n  how long (2)
  --seed n     for the faults and the clients (1)

Exit codes: 0 the heap does not grow, 1 it does, 2 bad arguments.
`;

/** What may be more in the last third than in the one before: caches that still fill, and chance. */
const slack = { share: 0.04, bytes: 1_000_000 };
const sampleEvery = 2500;
const tabsPerUser = 6;
const workersPerUser = 4;

interface Sample {
  readonly heap: number;
  readonly rss: number;
  readonly handles: number;
}

function sample(): Sample {
  // Twice: what the first finds dead may have kept something else alive.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss, handles: process.getActiveResourcesInfo().length };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1).padStart(7);
const out = (text: string): void => void process.stdout.write(`${text}\n`);

function readArguments(): { readonly minutes: number; readonly seed: number } | 'help' {
  const options = {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help === true) return 'help';
  const [minutes, seed] = [Number(values.minutes ?? 2), Number(values.seed ?? 1)];
  // Less is too little to compare.
  if (!(minutes >= 0.2 && minutes <= 10_000)) throw new Error('--minutes wants a number from 0.2 to 10000');
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed wants a whole number');
  return { minutes, seed };
}

/** Every kind of fault; customers are quicker than what happens to the whole upstream, or nothing else would happen. */
function faults(): FaultSchedule {
  const speed = 60;
  const file = new URL('../../examples/faults/everything.json', import.meta.url);
  const { rules } = parseFaultSchedule(readFileSync(file, 'utf8'));
  const slower = rules.map((rule) =>
    'every' in rule && rule.every !== undefined ? { ...rule, every: (rule.every * speed) / 8 } : rule,
  );
  return { speed, rules: slower };
}

async function soak(minutes: number, seed: number): Promise<number> {
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const settings = {
    PORT: '0',
    RATE_PER_CALLER: '0',
    RATE_GLOBAL: '0',
    LINK_IDLE_MS: '2000',
    EVENT_LOG_SIZE: '200',
    UPSTREAM_RECHECK_MS: '5000',
  };
  const gateway = await createGateway(parseConfig(settings), log, {
    lively: true,
    seed,
    faults: faults(),
  });
  const { url } = gateway;
  const counts: Counts = { events: 0, snapshots: 0, connections: 0, requests: 0 };
  const stop = new AbortController();
  const random = createRandom(seed);
  const options = { url, counts, random, signal: stop.signal };
  const running = ['agent1', 'agent2'].flatMap((userName) => [
    ...Array.from({ length: workersPerUser }, () => workForEver({ ...options, userName })),
    ...Array.from({ length: tabsPerUser }, () => followForEver({ ...options, userName })),
  ]);

  const samples: Sample[] = [];
  const end = performance.now() + minutes * 60_000;
  out('  seconds  heap MB   rss MB  handles   events  snapshots  connections  requests');
  for (let seconds = 0; performance.now() < end;) {
    await pause(sampleEvery);
    seconds += sampleEvery / 1000;
    const now = sample();
    samples.push(now);
    const { events, snapshots, connections, requests } = counts;
    const cells = [mb(now.heap), mb(now.rss), ...[now.handles, events, snapshots, connections, requests].map(String)];
    const widths = [8, 8, 8, 8, 10, 12, 9];
    out([seconds.toFixed(1).padStart(9), ...cells.map((cell, index) => cell.padStart(widths[index] ?? 8))].join(' '));
  }
  stop.abort();
  await Promise.all(running);
  await gateway.close();

  const third = Math.floor(samples.length / 3);
  const middle = median(samples.slice(third, 2 * third).map(({ heap }) => heap));
  const last = median(samples.slice(2 * third).map(({ heap }) => heap));
  const allowed = middle * (1 + slack.share) + slack.bytes;
  const verdict = last <= allowed ? 'does not grow' : 'GROWS';
  out(
    `the heap ${verdict}: ${mb(middle).trim()} MB in the middle, ${mb(last).trim()} MB at the end, ${mb(allowed).trim()} MB allowed`,
  );
  return last <= allowed ? 0 : 1;
}

async function run(): Promise<number> {
  try {
    const wanted = readArguments();
    if (wanted !== 'help') return await soak(wanted.minutes, wanted.seed);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    const [words = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    process.stderr.write(`${words}; see --help\n`);
    return 2;
  }
}

if (globalThis.gc === undefined) throw new Error('run it by npm run soak: it needs node --expose-gc');
process.exitCode = await run();
