import { expect, test } from 'vitest';
import { createDurations } from '../../src/meters/durations.ts';
import { gauge } from '../../src/meters/metric.ts';
import { exposition } from '../../src/transport/exposition.ts';

test('numbers, labels and histograms are written as Prometheus reads them', () => {
  const durations = createDurations([0.1, 1]);
  for (const seconds of [0.1, 0.5, 2]) durations.add(seconds);
  const text = exposition([
    gauge('links', 'Links.', () => 3),
    gauge('streams', 'Streams.', () => ({ sse: 1, multipart: 0 }), 'door'),
    { kind: 'histogram', name: 'd_seconds', help: 'D.', read: () => [{ labels: { call: 'a' }, counts: durations }] },
    { kind: 'counter', name: 'none_total', help: 'None yet.', read: () => [] },
  ]);
  expect(text).toBe(`# HELP links Links.
# TYPE links gauge
links 3

# HELP streams Streams.
# TYPE streams gauge
streams{door="sse"} 1
streams{door="multipart"} 0

# HELP d_seconds D.
# TYPE d_seconds histogram
d_seconds_bucket{call="a",le="0.1"} 1
d_seconds_bucket{call="a",le="1"} 2
d_seconds_bucket{call="a",le="+Inf"} 3
d_seconds_sum{call="a"} 2.6
d_seconds_count{call="a"} 3

# HELP none_total None yet.
# TYPE none_total counter
`);
});

test('no help and no label breaks out of its line', () => {
  const text = exposition([gauge('a', 'One\nline \\ only.', () => ({ 'x"\n\\y': 1 }), 'label')]);
  expect(text).toBe('# HELP a One\\nline \\\\ only.\n# TYPE a gauge\na{label="x\\"\\n\\\\y"} 1\n');
});
