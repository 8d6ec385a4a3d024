import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, OperationTypeNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Link } from '../agent/link.ts';
import { GatewayError, rateLimited, shuttingDown } from '../errors.ts';
import type { DoorMeter } from '../meters/door-meter.ts';
import type { Trail } from '../observing/trail.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { forbidden, type AllowLists } from './allow-lists.ts';
import type { AddressOf } from './client-address.ts';
import { keptHeaders, missingCredentials } from './credentials.ts';
import type { ErrorFormat } from './error-format.ts';
import { spread, type Farewell } from './farewell.ts';
import { serveSocket } from './graphql-socket.ts';
import { isPrepared, type Operation, type Operations } from './operation.ts';
import { askedIn } from './request.ts';
import { createSocketCallers, type SocketCallersOptions } from './socket-callers.ts';
import { createConnection, type Connection, type Work } from './socket-connection.ts';
import { socketResults } from './socket-results.ts';
import { SocketTrail } from './socket-trail.ts';
import { createUninitialised } from './uninitialised.ts';
import { refuseUpgrade } from './upgrade-refusal.ts';

export interface WebSocketOptions extends SocketCallersOptions {
  readonly schema: GraphQLSchema;
  readonly allowLists: AllowLists;
  readonly operations: Operations;
  readonly addressOf: AddressOf;
  readonly formatError: ErrorFormat;
  readonly maxMessageBytes: number;
  /** Most bytes kept for a client that does not read. */
  readonly mostUnread: number;
  /** Messages of one socket's client; 0 for as many as it likes. */
  readonly messagesPerSecond: number;
  /** Milliseconds between pings. */
  readonly ping: number;
  /** Milliseconds a socket lives on which nothing runs. */
  readonly idle: number;
  /** Milliseconds a socket lives, each a little less or more. */
  readonly lifetime: () => number;
  readonly meter: DoorMeter;
}

/** The live door: `graphql-transport-ws` on `/graphql`. */
export interface WebSockets {
  attach(server: Server): void;
  /** Those that are open. */
  open(): ReadonlySet<Connection>;
  /**
   * Takes no more clients and tells every one to come back elsewhere or later (close 1012): streams say where to go on, queries
   * and mutations under way are answered. Cuts those who do not go.
   */
  close(farewell: Farewell): Promise<void>;
}

type Socket = SocketContext<Record<string, unknown>, Connection>;

/** What resolvers get, and whose operation it is. */
interface SocketWork extends Context {
  readonly connection: Connection;
  readonly work: Work;
  readonly operation: Operation;
  /** The client's, of the operation. */
  readonly id: string;
}

/** Operations at a time on one socket; no page has as many. */
const mostOperations = 200;
/** Seconds: one of them has to end, and most are over in less. */
const pauseForOthers = 1;
/** Bytes of messages that may wait on a socket, however small the largest may be. */
const leastWaiting = 1_048_576;
/** Milliseconds that what runs on a socket has after its lifetime. */
const lifetimePatience = 30_000;

export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { schema, allowLists, operations, allowances, rules, formatError } = options;
  const callers = createSocketCallers(options);
  const connections = new Set<Connection>();
  const uninitialised = createUninitialised();
  let closing = false;
  const server = new WebSocketServer({ noServer: true, maxPayload: options.maxMessageBytes, handleProtocols });

  function contextOf(connection: Connection, trail: Trail, work: Work, operation: Operation, id: string): SocketWork {
    const link = (): Link => {
      if (connection.hold === null) throw missingCredentials();
      return connection.hold.link;
    };
    const stream = { resumeAfter: null, ending: connection.ending };
    return { ...createContext(link, stream, trail), connection, work, operation, id };
  }

  /** Both of graphql-ws's ways to run an operation: here they are one. */
  function run({ contextValue }: ExecutionArgs): AsyncGenerator<never, void, void> {
    const context = contextValue as SocketWork;
    return socketResults(operations, context.operation, context, context);
  }

  /** What an operation is run with, its work counted from its arrival on: renewals may take their time. */
  async function admit(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
    trail: Trail,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    if (closing) throw shuttingDown();
    allowances.admit(connection.hold?.link ?? null);
    if (connection.operations() >= mostOperations) {
      throw rateLimited(`A socket may carry ${mostOperations} operations at a time.`, pauseForOthers);
    }
    const { operationName, variables, extensions } = payload;
    const isLate = connection.isLeaving();
    const work = connection.begin();
    let isAdmitted = false;
    try {
      if (extensions?.['headers'] !== undefined) await callers.renew(connection, extensions['headers']);
      const asked = askedIn(payload);
      const fetching = operations.fetch(asked);
      if (fetching !== null) await fetching;
      const operation = operations.prepare({ asked, operationName, variables });
      if (!isPrepared(operation)) return operation;
      work.isStream = operation.runnable.type === OperationTypeNode.SUBSCRIPTION;
      // A stream ends with the connection, and its client comes again; anything else might be cut off from its answer.
      if ((isLate && !work.isStream) || connection.socket.readyState !== connection.socket.OPEN) {
        throw new GatewayError('SHUTTING_DOWN', 'This connection is about to close: ask again on another.');
      }
      // graphql-ws keeps the message as long as the operation runs, and all that is left to do with it needs its id.
      Object.assign(payload, { query: '' });
      isAdmitted = true;
      const { document, operationName: name } = operation.runnable;
      return { schema, document, operationName: name, contextValue: contextOf(connection, trail, work, operation, id) };
    } finally {
      if (!isAdmitted) work.end();
    }
  }

  const protocol = makeServer<Record<string, unknown>, Connection>({
    schema,
    execute: run,
    subscribe: run,
    jsonMessageReviver: (key, value: unknown) => (key === '__proto__' ? undefined : value),
    onConnect(context: Socket) {
      const { connectionParams, extra: connection } = context;
      connection.initialised();
      // They may be large and are never needed again, and the socket may live for days.
      Reflect.deleteProperty(context, 'connectionParams');
      return callers.login(connection, connectionParams);
    },
    async onSubscribe({ extra: connection }, id, payload) {
      const trail = operations.trailOf(new SocketTrail(connection, payload.extensions));
      try {
        return await admit(connection, id, payload, trail);
      } catch (error) {
        operations.refused(() => ({ asked: askedIn(payload), operationName: payload.operationName }), trail, error);
        const originalError = error instanceof Error ? error : new Error(String(error));
        return [new GraphQLError(originalError.message, { originalError })];
      }
    },
    onError: (_socket, _id, _payload, errors) => errors.map((error) => formatError(error)),
  });
  const mostWaiting = Math.max(leastWaiting, 4 * options.maxMessageBytes);
  const socketRules = { ...options, mostWaiting };

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Not parsed as a URL: what a request line holds need not be one.
    if (!/^\/graphql\/?(?:\?|$)/.test(request.url ?? '')) {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    const refused = allowLists.upgrade(request);
    if (refused !== null) {
      refuseUpgrade(socket, '403 Forbidden', forbidden(refused));
      return;
    }
    const address = options.addressOf(request);
    const initialised = uninitialised.begin(address);
    if (initialised === null) {
      refuseUpgrade(socket, '503 Service Unavailable');
      return;
    }
    // Also where ws refuses the upgrade.
    socket.once('close', initialised);
    server.handleUpgrade(request, socket, head, (client) => {
      const connection = createConnection(
        { socket: client, raw: request.socket, headers: keptHeaders(request.headers, rules), address, initialised },
        { idle: options.idle, lifetime: options.lifetime(), patience: lifetimePatience, grace: options.grace },
      );
      connections.add(connection);
      void connection.gone.then(() => connections.delete(connection));
      serveSocket(protocol, connection, socketRules);
    });
  }

  return {
    attach(httpServer) {
      httpServer.on('upgrade', upgrade);
    },
    open: () => connections,
    async close(farewell) {
      closing = true;
      // From here on ws answers upgrades with 503.
      server.close();
      await spread([...connections], farewell, (connection, patience) =>
        connection.renewElsewhere('SHUTTING_DOWN', patience),
      );
    },
  };
}
