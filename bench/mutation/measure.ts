import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../harness/child.ts';
import type { Load } from '../load/load.ts';
import type { Counts } from '../upstream/rest.ts';

/** Milliseconds of load before a measurement begins, at the least: connections, logins. */
const shortest = 300;
/** Until as many answers came on each connection, but no more milliseconds than these. */
const firstAnswers = 2;
const longestRamp = 10_000;

/** The upstream of this suite, and what it has seen. */
export interface Upstream {
  readonly url: string;
  /** @param delay milliseconds before an answer */
  setDelay(delay: number): Promise<void>;
  counts(): Promise<Counts>;
}

export function upstreamAt(url: string): Upstream {
  const ask = async (path: string): Promise<Counts> => {
    const response = await fetch(`${url}/bench/${path}`, { signal: AbortSignal.timeout(10_000) });
    return (await response.json()) as Counts;
  };
  return {
    url,
    async setDelay(delay) {
      await ask(`delay/${delay}`);
    },
    counts: () => ask('counts'),
  };
}

export interface Measured<L extends Load> {
  /** Operations per second. */
  readonly pace: number;
  /** Microseconds of processor time per operation, and the share of the time in which its processor was busy. */
  readonly cost: number;
  readonly busy: number;
  /** Milliseconds. */
  readonly latencies: readonly number[];
  /** The load that made it, which is over. */
  readonly load: L;
  readonly wrong: readonly string[];
}

/**
 * Measures for so long a process under a load that starts with it, and compares what the upstream got with what was answered.
 *
 * @param seconds ramp aside
 * @param begin called when the ramp is over
 */
export async function measure<L extends Load>(
  child: Child,
  upstream: Upstream,
  startLoad: () => Promise<L>,
  { seconds, ramp = shortest, begin }: { seconds: number; ramp?: number; begin?: (load: L) => Promise<unknown> },
): Promise<Measured<L>> {
  const seen = await upstream.counts();
  const load = await startLoad();
  const started = performance.now();
  do await sleep(ramp);
  while (load.answers() < firstAnswers * load.connections && performance.now() - started < longestRamp);
  await begin?.(load);
  const before = await child.usage();
  const begun = performance.now();
  const had = load.answers();
  load.takeLatencies();
  await sleep(seconds * 1000);
  const after = await child.usage();
  const time = performance.now() - begun;
  const operations = load.answers() - had;
  const latencies = load.takeLatencies();
  const problems = await load.stop();
  const now = await upstream.counts();
  const [sent, bad] = [now.operations - seen.operations, now.wrong - seen.wrong];
  const cpu = after.cpu - before.cpu;
  return {
    pace: (operations / time) * 1000,
    cost: cpu / operations,
    busy: cpu / 1000 / time,
    latencies,
    load,
    wrong: [
      ...problems,
      ...(sent === load.answers() ? [] : [`answers: ${load.answers()}, operations upstream: ${sent}`]),
      ...(bad === 0
        ? []
        : [`requests upstream that were not what they should be: ${bad}, the first ever: ${now.first}`]),
    ],
  };
}
