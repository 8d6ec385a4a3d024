import type { DurationCounts } from '../meters/durations.ts';
import type { Labels, Metric } from '../meters/metric.ts';

/** Metrics in Prometheus' text format, version 0.0.4. */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.map((metric) => `${[...linesOf(metric)].join('\n')}\n`).join('\n');
}

function* linesOf(metric: Metric): Generator<string> {
  const { name, help, kind } = metric;
  yield `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`;
  yield `# TYPE ${name} ${kind}`;
  if (metric.kind === 'histogram') {
    for (const { labels, counts } of metric.read()) yield* histogramLines(name, labels, counts);
  } else {
    for (const { labels, value } of metric.read()) yield `${name}${written(labels)} ${value}`;
  }
}

function* histogramLines(name: string, labels: Labels, { bounds, counts, sum }: DurationCounts): Generator<string> {
  let total = 0;
  for (let at = 0; at < counts.length; at += 1) {
    total += counts[at] ?? 0;
    yield `${name}_bucket${written({ ...labels, le: String(bounds[at] ?? '+Inf') })} ${total}`;
  }
  yield `${name}_sum${written(labels)} ${sum}`;
  yield `${name}_count${written(labels)} ${total}`;
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
