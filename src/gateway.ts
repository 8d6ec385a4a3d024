import type { Socket } from 'node:net';
import { createAllowances } from './agent/allowances.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Config } from './config.ts';
import { createCallerLinks } from './gateway/caller-links.ts';
import { doorGauges } from './gateway/door-gauges.ts';
import type { Log } from './log.ts';
import { createCarefulLog } from './log/careful-log.ts';
import { createMeters } from './meters/meters.ts';
import { inPackage } from './package/directory.ts';
import { watchProcess } from './process/watch.ts';
import type { Sandbox, SandboxOptions } from './sandbox/sandbox.ts';
import { createAllowLists } from './transport/allow-lists.ts';
import { createApollo } from './transport/apollo.ts';
import { registerDesk } from './transport/desk.ts';
import { createAddressOf } from './transport/client-address.ts';
import { createErrorFormat } from './transport/error-format.ts';
import { registerNoExplorer } from './transport/explorer-off.ts';
import { registerExplorer } from './transport/explorer.ts';
import { registerHealth } from './transport/health.ts';
import { createHttpStreams } from './transport/http-streams.ts';
import { createHttp } from './transport/http.ts';
import { createObservers } from './transport/observers.ts';
import { createOperations } from './transport/operation.ts';
import { createRunning } from './transport/running.ts';
import { createServed, persistedFor } from './transport/served.ts';
import { createWebSockets } from './transport/websocket.ts';

/** A running gateway. */
export interface Gateway {
  /** Where it listens, for example `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The built-in upstream; null when `GWS_URL` names a real one. */
  readonly sandbox: Sandbox | null;
  /** Refuses new work, tells live clients to come back, lets running requests end within the time set. Twice is fine. */
  close(): Promise<void>;
}

/** Milliseconds a client has to answer the close of its WebSocket. */
const socketGrace = 1000;

/** Milliseconds to take leave of the upstream when requests took all the time there was. */
const shortestGoodbye = 300;

/** The one place where rooms are put together. @throws ConfigError for trusted documents that are none, and what listening throws */
export async function createGateway(config: Config, given: Log, sandboxOptions: SandboxOptions = {}): Promise<Gateway> {
  const log = createCarefulLog(given);
  const served = await createServed(config);
  const { schema, documents } = served;
  const meters = createMeters();
  const observers = await createObservers(schema, config, { meter: meters.mutations, log });
  const clients = new Set<Socket>();
  const onDisconnectClients = (): void => {
    for (const socket of clients) socket.destroy();
  };
  const sandbox =
    config.GWS_URL === null ? await startSandbox({ lively: true, onDisconnectClients, ...sandboxOptions }) : null;
  const upstream = sandbox?.url ?? config.GWS_URL ?? '';
  const cluster = await joinCluster(config, upstream, log);
  meters.add(...(cluster?.metrics ?? []));
  const persisted = persistedFor(served, config, log, cluster?.documents);
  const { tracing } = observers;
  const { links, reachability } = createCallerLinks(config, upstream, { cluster, meters, tracing, log });
  const formatError = createErrorFormat(log, config.INTROSPECTION, meters.operations.errors);
  const allowLists = createAllowLists({
    hosts: config.ALLOWED_HOSTS,
    listenAddress: config.HOST,
    origins: config.CORS_ORIGINS,
  });
  const rules = { headers: config.PASS_HEADERS.map((name) => name.toLowerCase()), cookies: config.PASS_COOKIES };
  const { overload, ...watch } = watchProcess({ maxDelay: config.MAX_EVENT_LOOP_DELAY_MS, log });
  const allowances = createAllowances({
    perCaller: config.RATE_PER_CALLER,
    inAll: config.RATE_GLOBAL,
    sockets: config.MAX_SOCKETS_PER_CALLER,
    streams: config.MAX_STREAMS_PER_CALLER,
    overload,
    share: cluster?.rates,
  });
  const addressOf = createAddressOf(config.TRUST_PROXY);
  const operations = createOperations({ schema, documents, persisted, allowances, formatError, meters, ...observers });
  const apollo = await createApollo({ ...served, persisted, operations, formatError, log });
  // A tenth less or more: clients that came together do not come again together.
  const lifetime = (): number => config.STREAM_LIFETIME_MS * (0.9 + 0.2 * Math.random());
  const meter = meters.doors;
  const streams = createHttpStreams({ operations, ping: config.WS_PING_MS, lifetime, meter, log });
  let closing: Promise<void> | null = null;
  const requests = createRunning();
  const app = createHttp({
    allowLists,
    requests,
    apollo,
    operations,
    streams,
    links,
    allowances,
    addressOf,
    rules,
    formatError,
    isDraining: () => closing !== null,
    maxRequestBytes: config.MAX_REQUEST_BYTES,
    origins: config.CORS_ORIGINS,
    maxConnections: config.MAX_CONNECTIONS,
  });
  const grace = Math.min(socketGrace, config.SHUTDOWN_TIMEOUT_MS);
  const sockets = createWebSockets({
    schema,
    allowLists,
    operations,
    links,
    allowances,
    addressOf,
    rules,
    formatError,
    maxMessageBytes: config.MAX_REQUEST_BYTES,
    mostUnread: config.STREAM_MAX_BUFFER_BYTES,
    // What is no operation, a `complete` or a ping, goes with one.
    messagesPerSecond: 4 * config.RATE_PER_CALLER,
    ping: config.WS_PING_MS,
    idle: config.STREAM_IDLE_MS,
    lifetime,
    grace,
    meter,
    log,
  });
  meters.add(...doorGauges(sockets, streams, overload));
  registerHealth(app, {
    isReady: () => closing === null,
    upstream: reachability,
    sharedLog: cluster === null ? null : () => cluster.engine.isUp(),
    readyWithoutUpstream: config.READY_WITHOUT_UPSTREAM,
    metrics: () => meters.metrics(),
  });
  if (config.EXPLORER) {
    registerExplorer(app, {
      assetsDirectory: inPackage('dist/explorer'),
      credentials: sandbox?.users ?? [],
    });
  } else registerNoExplorer(app);
  // The desk shows the sandbox's passwords, as the explorer does.
  if (sandbox !== null && config.EXPLORER) {
    registerDesk(app, {
      directory: inPackage('dist/desk'),
      users: sandbox.users,
    });
  }
  sockets.attach(app.server);
  app.server.on('connection', (socket) => {
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
  });

  async function goodbye(): Promise<void> {
    const told = tracing?.close();
    await apollo.stop();
    await links.close();
    await cluster?.close();
    await sandbox?.close();
    await told;
  }

  async function close(): Promise<void> {
    const deadline = performance.now() + config.SHUTDOWN_TIMEOUT_MS;
    // Links go when nobody uses them any more: a mutation under way still wants its proof.
    const patience = config.SHUTDOWN_TIMEOUT_MS - grace;
    const farewell = { time: patience / 2, patience };
    // Whoever asks meanwhile is told that this one is leaving: it listens until everybody has gone.
    const drained = Promise.all([sockets.close(farewell), streams.close(farewell), requests.idle()]).then(() =>
      app.close(),
    );
    if (!(await within(config.SHUTDOWN_TIMEOUT_MS, drained))) {
      void app.close();
      app.server.closeAllConnections();
    }
    if (!(await within(Math.max(shortestGoodbye, deadline - performance.now()), goodbye()))) {
      log.warn({}, 'the upstream did not take leave of all callers in time');
    }
    watch.stop();
  }

  let url: string;
  try {
    url = await app.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    await close();
    throw error;
  }
  if (config.GWS_URL?.endsWith('/api/v2') === false) {
    log.warn({ GWS_URL: config.GWS_URL }, 'GWS_URL does not end in /api/v2, as the base of Web Services usually does');
  }
  log.info({ url, upstream, sandbox: sandbox !== null }, 'listening');

  return {
    url,
    sandbox,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Loaded only where it is used; null where this process is alone. @param upstream its base */
async function joinCluster(config: Config, upstream: string, log: Log): Promise<Cluster | null> {
  if (config.REDIS_URL === null) return null;
  const { createCluster } = await import('./cluster/cluster.ts');
  return createCluster({
    url: config.REDIS_URL,
    prefix: config.REDIS_PREFIX,
    secrets: config.EVENT_LOG_KEY,
    lease: config.LEASE_MS,
    keep: { events: config.EVENT_LOG_SIZE, bytes: config.EVENT_LOG_BYTES, age: config.EVENT_LOG_AGE_MS },
    upstream,
    log,
  });
}

/** Loaded only where it is used: a gateway over a real upstream starts without it. */
async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  return createSandbox(options);
}

/** Whether the work was done in that many milliseconds; it goes on if not. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => {
    late.resolve(false);
  }, milliseconds);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
