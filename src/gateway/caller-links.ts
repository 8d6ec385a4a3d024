import { randomBytes } from 'node:crypto';
import { buildConnector } from 'undici';
import { createIdempotency } from '../agent/idempotency.ts';
import type { LinkOptions } from '../agent/link-options.ts';
import { createLink } from '../agent/link.ts';
import { createLinks, type Links } from '../agent/links.ts';
import { createLoginGuard } from '../agent/login-guard.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { gauge } from '../meters/metric.ts';
import type { Meters } from '../meters/meters.ts';
import type { Tracing } from '../observing/tracing.ts';
import { createCircuit } from '../upstream/circuit.ts';
import { createGate } from '../upstream/gate.ts';
import { askUpstream, createReachability, type Reachability } from '../upstream/reachability.ts';

/** Handshakes and re-reads at a time in the whole process: a restarted upstream meets a queue, not a crowd. */
const startsAtATime = 50;
/** Milliseconds after which a start that hangs lets the next one go: the aim is to spread them, not to wait for each. */
const longestStart = 1000;

export interface CallerLinksOptions {
  /** Null where this process is alone. */
  readonly cluster: Cluster | null;
  readonly meters: Meters;
  readonly tracing: Tracing | null;
  readonly log: Log;
}

/** The side of the house that speaks with the upstream. */
export interface CallerLinks {
  readonly links: Links;
  readonly reachability: () => Promise<Reachability>;
}

/** @param base of the upstream: up to and including `/api/v2` */
export function createCallerLinks(
  config: Config,
  base: string,
  { cluster, meters, tracing, log }: CallerLinksOptions,
): CallerLinks {
  const gate = createGate(startsAtATime, longestStart);
  const circuit = createCircuit({ failures: config.CIRCUIT_FAILURES, log, random: Math.random });
  const shared: LinkOptions = {
    base,
    sessionsPath: config.GWS_SESSIONS_PATH,
    notificationsPath: config.GWS_NOTIFICATIONS_PATH,
    channels: config.GWS_CHANNELS,
    timeout: config.UPSTREAM_TIMEOUT_MS,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
    connections: config.UPSTREAM_CONNECTIONS,
    concurrency: config.UPSTREAM_CONCURRENCY,
    createSharedLive: cluster?.createSharedLive,
    eventLog: { size: config.EVENT_LOG_SIZE, bytes: config.EVENT_LOG_BYTES },
    mostSessionBytes: config.MAX_SESSIONS_BYTES,
    cursorSecret: randomBytes(32),
    recheckEvery: config.UPSTREAM_RECHECK_MS,
    // One for all callers: they share what it knows of the server's TLS, and each saves its own.
    connect: buildConnector({}),
    backoff: { first: 500, longest: 30_000 },
    circuit,
    gate,
    idempotent: cluster?.idempotent ?? createIdempotency(),
    meters,
    log,
    tracing,
    now: Date.now,
    random: Math.random,
  };
  const links = createLinks({
    create: (key, credentials) => createLink(key, credentials, shared),
    idle: config.LINK_IDLE_MS,
    most: config.MAX_LINKS,
    guard: createLoginGuard({ refusedFor: config.LOGIN_REFUSED_MS, perAddress: config.LOGIN_ATTEMPTS }),
    log,
  });
  meters.add(
    gauge('gws_graphql_links', 'Callers with a link to the upstream.', () => links.count()),
    gauge('gws_graphql_links_max', 'How many there may be: MAX_LINKS.', () => config.MAX_LINKS),
    gauge('gws_graphql_starts_queued', 'Handshakes and readings of all sessions that wait for their turn.', () =>
      gate.waiting(),
    ),
    gauge('gws_graphql_circuit_open', '1 while the upstream does not answer and nothing is sent there.', () =>
      Number(circuit.isOpen()),
    ),
  );
  return { links, reachability: createReachability({ circuit, ask: () => askUpstream(shared) }) };
}
