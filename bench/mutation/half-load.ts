import type { Child } from '../harness/child.ts';
import { quantile } from '../harness/quantiles.ts';
import { tableOf, type Goal, type Sample, type Table } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import { createJudge } from '../load/client.ts';
import { pace, type Target } from '../load/load.ts';
import { baseline, gateway, targetOf, type Contender } from './contenders.ts';
import { measure, type Upstream } from './measure.ts';
import { upstreamRequestOf } from './operation.ts';

export interface HalfLoadOptions {
  readonly contenders: readonly Contender[];
  readonly upstream: Upstream;
  readonly upstreamChild: Child;
  readonly rounds: number;
  readonly seconds: number;
  /** Operations per second. */
  readonly rate: number;
  readonly progress: (text: string) => void;
}

const connections = 64;
const direct = 'upstream itself';
/** Milliseconds. */
const wanted = 2;
const id = 'mutation.half-load';

/** Latency where there is room: half of what the gateway can do, the same for all. */
export async function halfLoad({
  contenders,
  upstream,
  upstreamChild,
  rounds,
  seconds,
  rate,
  progress,
}: HalfLoadOptions): Promise<{ readonly table: Table; readonly goal: Goal; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
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

  const samples = await interleaved(compared, rounds, async (contender, round) => {
    progress(`${id}: round ${round + 1} of ${rounds}, ${contender.name}`);
    const target = targets.get(contender) ?? targetOf(contender, connections);
    const measured = await measure(contender.child, upstream, () => pace(target, rate), seconds);
    wrong.push(...measured.wrong.map((problem) => `${id}, ${contender.name}: ${problem}`));
    return latencyOf(measured.sample);
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

function latencyOf({ value, besides }: Sample): Sample {
  return {
    value: besides?.['p99 ms'] ?? NaN,
    besides: { 'operations/s': value, 'p50 ms': besides?.['p50 ms'] ?? NaN, busy: besides?.['busy'] ?? NaN },
  };
}
