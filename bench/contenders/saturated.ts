import { quantile } from '../harness/quantiles.ts';
import type { Sample } from '../harness/result.ts';
import type { Watched } from './contenders.ts';

/** Deliveries per second of processor time: the next notification goes to an agent when all who watch it have the one before. */
export async function saturated({ child, watchers }: Watched, milliseconds: number): Promise<Sample> {
  const before = await child.usage();
  const { deliveries, seconds, latencies, bytes } = await watchers.saturate(milliseconds);
  const cpu = ((await child.usage()).cpu - before.cpu) / 1e6;
  return {
    value: deliveries / cpu,
    besides: {
      'deliveries/s': deliveries / seconds,
      'busy share': cpu / seconds,
      'p50 ms': quantile(latencies, 0.5),
      'p99 ms': quantile(latencies, 0.99),
      'bytes per event': bytes,
    },
  };
}
