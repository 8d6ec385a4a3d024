import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Reachability } from '../upstream/reachability.ts';
import type { Counted } from './tally.ts';

export interface HealthOptions {
  /** False while draining. */
  readonly isReady: () => boolean;
  readonly upstream: () => Promise<Reachability>;
  /** Whether it is ready although the upstream is away. */
  readonly readyWithoutUpstream: boolean;
  readonly links: () => number;
  readonly sockets: () => number;
  /** Open streams, by the door they came through. */
  readonly streams: () => Readonly<Record<string, number>>;
  /** Queries and mutations answered so far. */
  readonly operations: () => readonly Counted[];
}

/** What operators ask: `/healthz`, `/readyz`, `/metrics`. */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  let registry: Promise<Registry> | null = null;
  app.get('/healthz', () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const upstream = options.isReady() ? await options.upstream() : null;
    // It may have begun to drain while it asked.
    if (upstream === null || !options.isReady()) return reply.code(503).send({ status: 'draining' });
    if (upstream === 'unreachable' && !options.readyWithoutUpstream) {
      return reply.code(503).send({ status: 'upstream unreachable' });
    }
    return { status: 'ready', upstream };
  });
  app.get('/metrics', async (_request, reply) => {
    const metrics = await (registry ??= createRegistry(options));
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** Its library is loaded with the first scrape. */
async function createRegistry({ links, sockets, streams, operations }: HealthOptions): Promise<Registry> {
  // By its default: bundled, a CommonJS module that is imported late has no names.
  const { Counter, Gauge, Registry } = (await import('prom-client')).default;
  const registry = new Registry();
  const gauge = (name: string, help: string, read: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  };
  gauge('gws_graphql_links', 'Callers with a link to the upstream.', links);
  gauge('gws_graphql_websockets', 'Open WebSockets.', sockets);
  registry.registerMetric(
    new Gauge({
      name: 'gws_graphql_streams',
      help: 'Open subscriptions.',
      labelNames: ['door'],
      registers: [],
      collect() {
        for (const [door, open] of Object.entries(streams())) this.set({ door }, open);
      },
    }),
  );
  const counter = (name: string, help: string, read: (counted: Counted) => number): void => {
    registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames: ['type', 'outcome'],
        registers: [],
        collect() {
          this.reset();
          for (const counted of operations()) this.inc({ type: counted.type, outcome: counted.outcome }, read(counted));
        },
      }),
    );
  };
  counter('gws_graphql_operations_total', 'Queries and mutations answered.', ({ count }) => count);
  counter('gws_graphql_operation_seconds_total', 'Time until they were answered.', ({ seconds }) => seconds);
  gauge('process_resident_memory_bytes', 'Resident memory in bytes.', () => process.memoryUsage.rss());
  return registry;
}
