import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../harness/child.ts';
import { quantile } from '../harness/quantiles.ts';
import type { Sample } from '../harness/result.ts';
import type { Load } from '../load/load.ts';
import type { Counts } from '../upstream/rest.ts';

/** Milliseconds of load before a measurement begins: connections, logins. */
const ramp = 300;
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

export interface Measured {
  /** Operations per second; beside it what they cost and how long they took. */
  readonly sample: Sample;
  readonly wrong: readonly string[];
}

/**
 * Measures for so long a process under a load that starts with it, and compares what the upstream got with what was answered.
 *
 * @param seconds ramp aside
 */
export async function measure(
  child: Child,
  upstream: Upstream,
  startLoad: () => Promise<Load>,
  seconds: number,
): Promise<Measured> {
  const seen = await upstream.counts();
  const load = await startLoad();
  const started = performance.now();
  do await sleep(ramp);
  while (load.answers() < firstAnswers * load.connections && performance.now() - started < longestRamp);
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
    sample: {
      value: (operations / time) * 1000,
      besides: {
        'cpu µs/op': cpu / operations,
        busy: cpu / 1000 / time,
        'p50 ms': quantile(latencies, 0.5),
        'p99 ms': quantile(latencies, 0.99),
      },
    },
    wrong: [
      ...problems,
      ...(sent === load.answers() ? [] : [`${load.answers()} answers, but ${sent} operations upstream`]),
      ...(bad === 0
        ? []
        : [`${bad} requests upstream that were not what they should be, the first ever: ${now.first}`]),
    ],
  };
}
