import type { Child } from '../harness/child.ts';
import type { Pauses } from '../harness/pauses.ts';
import { quantile } from '../harness/quantiles.ts';
import { tableOf, type Goal, type Sample, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import { createJudge } from '../load/client.ts';
import { pace, type Paced, type Target } from '../load/load.ts';
import { baseline, gateway, targetOf, type Contender } from './contenders.ts';
import { measure, type Measured, type Upstream } from './measure.ts';
import { upstreamRequestOf } from './operation.ts';

export interface HalfLoadOptions {
  readonly contenders: readonly Contender[];
  readonly upstream: Upstream;
  readonly upstreamChild: Child;
  readonly quick: boolean;
  /** Operations per second. */
  readonly rate: number;
  readonly progress: (text: string) => void;
}

const connections = 64;
const direct = 'upstream itself';
/** Milliseconds. */
const wanted = 2;
const id = 'mutation.half-load';
/** Milliseconds of load before each measurement: what waits for the first logins has long been answered. */
const ramp = 1500;

/** Latency where there is room: half of what the gateway can do, the same for all. */
export async function halfLoad({
  contenders,
  upstream,
  upstreamChild,
  quick,
  rate,
  progress,
}: HalfLoadOptions): Promise<{ readonly table: Table; readonly goal: Goal; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  // The warming is as long: who was busy all the time before is compiled for that, and collects otherwise.
  const [rounds, seconds, warming] = quick ? [3, 3, 3] : [5, 4, 6];
  const itself: Contender = { name: direct, child: upstreamChild, judge: createJudge({ statusCode: 0 }) };
  const compared = [itself, ...contenders.filter(({ name }) => name === baseline || name === gateway)];

  const straight = `${upstream.url}/api/v2`;
  const targets = new Map<Contender, Target>(
    compared.map((contender) => [contender, targetOf(contender, connections)]),
  );
  const agents = Array.from({ length: connections }, (_, agent) => agent);
  targets.set(itself, {
    url: straight,
    requests: agents.map((agent) => upstreamRequestOf(straight, agent)),
    judge: itself.judge,
  });

  async function run({ name, child }: Contender, target: Target, time: number): Promise<Sample> {
    const measured = await measure(child, upstream, () => pace(target, { rate }), {
      seconds: time,
      ramp,
      begin: async (load) => [load.takeLeftOut(), await child.pauses()],
    });
    wrong.push(...measured.wrong.map((problem) => `${id}, ${name}: ${problem}`));
    return sampleOf(measured, await child.pauses(), time);
  }

  for (const [contender, target] of targets) {
    progress(`${id}: warming up ${contender.name}`);
    await run(contender, target, warming);
  }
  const samples = await interleaved(compared, rounds, (contender, round) => {
    progress(`${id}: round ${round + 1} of ${rounds}, ${contender.name}`);
    return run(contender, targets.get(contender) ?? targetOf(contender, connections), seconds);
  });
  const own = samples.get(gateway) ?? [];
  const added = quantile(
    own.map(({ value }, round) => value - (samples.get(direct)?.[round]?.value ?? NaN)),
    0.5,
  );
  return {
    wrong,
    table: tableOf(
      {
        id,
        title: `Mutations: p99 of latency at half of what the gateway can do (${Math.round(rate)} operations/s, ${connections} connections, upstream answers after 0 ms)`,
        unit: 'ms',
        better: 'less',
        baseline: null,
      },
      samples,
    ),
    goal: {
      text: "Mutations: p99 added at half load (the gateway's less that of the same requests sent straight to the upstream, median of rounds)",
      wanted: `under ${wanted} ms`,
      found: `${added.toFixed(2)} ms`,
      met: added < wanted,
    },
  };
}

function sampleOf(measured: Measured<Paced>, pauses: Pauses, seconds: number): Sample {
  const { latencies, pace: found, busy, load } = measured;
  const leftOut = load.takeLeftOut();
  return {
    value: quantile(latencies, 0.99),
    besides: {
      'p90 ms': quantile(latencies, 0.9),
      'p50 ms': quantile(latencies, 0.5),
      'operations/s': found,
      'left out/s': leftOut / seconds,
      busy,
      'collections/s': pauses.count / seconds,
      'collecting, share': pauses.total / 1000 / seconds,
      'longest collection ms': pauses.longest,
    },
  };
}
