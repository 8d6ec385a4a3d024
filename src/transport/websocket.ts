import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  execute,
  GraphQLError,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { handleProtocols, makeServer, type Context as SocketContext } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { createEnding, type Ending } from '../agent/ending.ts';
import type { Link } from '../agent/link.ts';
import type { LinkHold, Links } from '../agent/links.ts';
import { isGatewayError, shuttingDown } from '../errors.ts';
import type { Log } from '../log.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { pause } from '../upstream/deadline.ts';
import { missingCredentials, socketCredentials, type CredentialRules } from './credentials.ts';
import type { ErrorFormat } from './error-format.ts';
import { ending, isStream, read, withCode } from './socket-operation.ts';
import { serveSocket, type SocketOrigin } from './graphql-socket.ts';

export interface WebSocketOptions {
  readonly schema: GraphQLSchema;
  readonly links: Links;
  readonly rules: CredentialRules;
  readonly formatError: ErrorFormat;
  readonly maxTokens: number;
  readonly maxMessageBytes: number;
  /** Milliseconds between pings. */
  readonly ping: number;
  readonly log: Log;
}

/** The live door: `graphql-transport-ws` on `/graphql`. */
export interface WebSockets {
  attach(server: Server): void;
  count(): number;
  /**
   * Takes no more clients and tells every one to come back elsewhere or later (close 1012): at once where nothing runs, else when
   * queries and mutations under way are answered, at most after `patience` ms. Cuts those who do not go within `grace` ms.
   */
  close(grace: number, patience: number): Promise<void>;
}

/** Close codes that clients act on; graphql-ws clients retry all of these. */
const closeCodes = { serviceRestart: 1012, tryAgainLater: 1013, forbidden: 4403 } as const;

interface Connection extends SocketOrigin {
  hold: LinkHold | null;
  readonly ending: Ending;
  /** Queries and mutations under way: the link is theirs too, also when the client has left. */
  running: number;
  /** Called when nothing runs any more. */
  onIdle: () => void;
}
type Socket = SocketContext<Record<string, unknown>, Connection>;

/** What resolvers get, and what tells whose operation it is. */
interface SocketWork extends Context {
  readonly connection: Connection;
}

/** Milliseconds for an answer to be written once the work is done. */
const answerTime = 50;

/** How much of what it did not read is kept for a client that sends on, in largest messages. */
const mostUnreadMessages = 4;

export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { schema, links, formatError, log } = options;
  const connections = new Set<Connection>();
  let closing = false;
  const server = new WebSocketServer({ noServer: true, maxPayload: options.maxMessageBytes, handleProtocols });

  /** Takes the caller's link for the socket's life. False refuses the socket with 4403. */
  async function connect(context: Socket): Promise<boolean> {
    const { connectionParams, extra } = context;
    const credentials = socketCredentials(connectionParams, extra.request.headers, options.rules);
    // It may be large and is never needed again, and the socket may live for days.
    Reflect.deleteProperty(context, 'connectionParams');
    if (credentials === null) {
      extra.socket.close(closeCodes.forbidden, missingCredentials().message);
      return false;
    }
    try {
      const hold = links.hold(credentials);
      extra.hold = hold;
      const forget = hold.link.onRevoked(() => {
        // Streams say why before the socket ends.
        setTimeout(() => {
          extra.socket.close(closeCodes.forbidden, 'Forbidden');
        }, 100).unref();
      });
      extra.socket.once('close', () => {
        forget();
        releaseUnused(extra);
      });
      await hold.link.login();
      return true;
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) return false;
      if (isGatewayError(error, 'RATE_LIMITED')) extra.socket.close(closeCodes.tryAgainLater, 'Try again later');
      else if (isGatewayError(error, 'SHUTTING_DOWN')) extra.socket.close(closeCodes.serviceRestart, 'Service restart');
      // An upstream that is away is no fault of the credentials: operations will say so, each for itself.
      else log.warn({ err: error }, 'a socket was opened without a login');
      return true;
    }
  }

  function contextOf({ extra: connection }: Socket): SocketWork {
    const link = (): Link => {
      if (connection.hold === null) throw missingCredentials();
      return connection.hold.link;
    };
    const context = createContext(link, { resumeAfter: null, ending: connection.ending });
    return { ...context, connection };
  }

  /** A client that leaves does not take the link from under its mutation; subscriptions end with the socket. */
  async function executeHeld(args: ExecutionArgs): Promise<ExecutionResult> {
    const { connection } = args.contextValue as SocketWork;
    connection.running += 1;
    try {
      return await execute(args);
    } finally {
      connection.running -= 1;
      if (connection.running === 0) connection.onIdle();
      releaseUnused(connection);
    }
  }

  const protocol = makeServer<Record<string, unknown>, Connection>({
    schema,
    execute: executeHeld,
    jsonMessageReviver: (key, value: unknown) => (key === '__proto__' ? undefined : value),
    onConnect: connect,
    onSubscribe(socket, _id, { query, operationName, variables }) {
      if (closing) return [new GraphQLError('', { originalError: shuttingDown() })];
      // Parsed here: a syntax error left to the library closes the socket and all its streams.
      const document = read(query, options.maxTokens);
      if (document instanceof GraphQLError) return [document];
      const errors = validate(schema, document, specifiedRules);
      if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
      return { schema, document, operationName, variableValues: variables, contextValue: contextOf(socket) };
    },
    onOperation: (_socket, _id, _payload, _args, result) => (isStream(result) ? ending(result) : undefined),
    onNext: (_socket, _id, _payload, _args, { errors, data }) =>
      errors === undefined ? undefined : { data: data ?? null, errors: errors.map(formatError) },
    onError: (_socket, _id, _payload, errors) => errors.map(formatError),
  });
  const socketRules = { ping: options.ping, mostUnread: mostUnreadMessages * options.maxMessageBytes, log };

  function taken(connection: Connection): Connection {
    connections.add(connection);
    connection.socket.once('close', () => connections.delete(connection));
    return connection;
  }

  async function leave(connection: Connection, grace: number, patience: number): Promise<void> {
    const { socket } = connection;
    const gone = new Promise((resolve) => socket.once('close', resolve));
    if (connection.running > 0) {
      const idle = new AbortController();
      connection.onIdle = () => {
        idle.abort();
      };
      await pause(patience, idle.signal);
      // The answer is written after the work is done, and before the socket says goodbye.
      await pause(answerTime, new AbortController().signal);
    }
    socket.close(closeCodes.serviceRestart, 'Service restart');
    const cut = setTimeout(() => {
      socket.terminate();
    }, grace);
    await gone;
    clearTimeout(cut);
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Not parsed as a URL: what a request line holds need not be one.
    if (!/^\/graphql\/?(?:\?|$)/.test(request.url ?? '')) {
      refuse(socket);
      return;
    }
    server.handleUpgrade(request, socket, head, (client) => {
      serveSocket(
        protocol,
        { socket: client, request },
        (origin) => taken({ ...origin, hold: null, ending: createEnding(), running: 0, onIdle: () => undefined }),
        socketRules,
      );
    });
  }

  return {
    attach(httpServer) {
      httpServer.on('upgrade', upgrade);
    },
    count: () => server.clients.size,
    async close(grace, patience) {
      closing = true;
      // From here on ws answers upgrades with 503.
      server.close();
      await Promise.all([...connections].map((connection) => leave(connection, grace, patience)));
    },
  };
}

/** The upgraded socket is nobody's but ours: unheard errors would end the process, a half-open socket would keep it. */
function refuse(socket: Duplex): void {
  socket.on('error', () => undefined);
  socket.once('finish', () => {
    socket.destroy();
  });
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** Lets the link go once the socket is closed and nothing runs any more. */
function releaseUnused(connection: Connection): void {
  if (connection.running > 0 || connection.socket.readyState !== connection.socket.CLOSED) return;
  connection.hold?.release();
  connection.hold = null;
}
