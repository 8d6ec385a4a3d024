import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { gauge, type Metric } from '../meters/metric.ts';
import type { Reachability } from '../upstream/reachability.ts';
import { exposition } from './exposition.ts';

export interface HealthOptions {
  /** False while draining. */
  readonly isReady: () => boolean;
  readonly upstream: () => Promise<Reachability>;
  /** Whether it is ready although the upstream is away. */
  readonly readyWithoutUpstream: boolean;
  /** Whether the event log that replicas share can be reached; null where this process is alone. */
  readonly sharedLog: (() => boolean) | null;
  /** What is counted here; what the process is made of comes on top. */
  readonly metrics: () => readonly Metric[];
}

/** What operators ask: `/healthz`, `/readyz`, `/metrics`. */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const { isReady, sharedLog, metrics, readyWithoutUpstream } = options;
  let registry: Promise<Registry> | null = null;
  const own = [
    gauge('gws_graphql_ready', '1 while new clients are welcome, 0 while the gateway drains.', () => Number(isReady())),
    eventLoop(),
    gauge('gws_graphql_heap_limit_bytes', 'What the heap may grow to.', () => getHeapStatistics().heap_size_limit),
  ];
  app.get('/healthz', () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const upstream = isReady() ? await options.upstream() : null;
    // It may have begun to drain while it asked.
    if (upstream === null || !isReady()) return reply.code(503).send({ status: 'draining' });
    if (upstream === 'unreachable' && !readyWithoutUpstream) {
      return reply.code(503).send({ status: 'upstream unreachable' });
    }
    if (sharedLog === null) return { status: 'ready', upstream };
    // Queries and mutations are answered without it, and no other replica would fare better.
    return { status: 'ready', upstream, sharedLog: sharedLog() ? 'reachable' : 'unreachable' };
  });
  app.get('/metrics', async (_request, reply) => {
    const process = await (registry ??= processRegistry());
    return reply.type(process.contentType).send(`${exposition([...metrics(), ...own])}\n${await process.metrics()}`);
  });
}

/** Node's clock runs anyway: nothing is measured before somebody asks. */
function eventLoop(): Metric {
  let last = performance.eventLoopUtilization();
  return gauge(
    'gws_graphql_event_loop_utilization_ratio',
    'Share of the time since the last scrape in which it worked.',
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  );
}

/** CPU, memory, collections, event loop delay, file descriptors: measured from the first scrape on, which also loads the library. */
async function processRegistry(): Promise<Registry> {
  // By its default: bundled, a CommonJS module that is imported late has no names.
  const { collectDefaultMetrics, Registry } = (await import('prom-client')).default;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
