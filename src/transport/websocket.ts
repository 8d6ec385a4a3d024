import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Context as SocketContext } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { LinkHold, Links } from '../agent/links.ts';
import { isGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { unauthenticated } from '../upstream/rest.ts';
import { socketCredentials, type CredentialRules } from './credentials.ts';
import type { ErrorFormat } from './error-format.ts';

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
  /** Tells every client to come back elsewhere or later (close 1012); cuts those that do not answer within a second. */
  close(): Promise<void>;
}

/** Close codes that clients act on; graphql-ws clients retry all of these. */
const closeCodes = { serviceRestart: 1012, tryAgainLater: 1013, forbidden: 4403 } as const;

interface Connection extends Extra, Record<PropertyKey, unknown> {
  hold?: LinkHold;
}
type Socket = SocketContext<Record<string, unknown>, Connection>;

export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { schema, links, formatError, log } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: options.maxMessageBytes });

  /** Takes the caller's link for the socket's life. False refuses the socket with 4403. */
  async function connect({ connectionParams, extra }: Socket): Promise<boolean> {
    const credentials = socketCredentials(connectionParams, extra.request.headers, options.rules);
    if (credentials === null) return false;
    try {
      const hold = links.hold(credentials);
      extra.hold = hold;
      extra.socket.once('close', () => {
        hold.release();
      });
      void hold.link.revoked.then(() => {
        // Streams say why before the socket ends.
        setTimeout(() => {
          extra.socket.close(closeCodes.forbidden, 'Forbidden');
        }, 100).unref();
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

  function contextOf({ extra }: Socket): Context {
    return createContext(() => {
      if (extra.hold === undefined) throw unauthenticated();
      return extra.hold.link;
    });
  }

  const graphql = useServer<Record<string, unknown>, Connection>(
    {
      schema,
      jsonMessageReviver: (key, value: unknown) => (key === '__proto__' ? undefined : value),
      onConnect: connect,
      onSubscribe(socket, _id, { query, operationName, variables }) {
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
    },
    server,
    options.ping,
  );

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, socket, head, (client) => {
      server.emit('connection', client, request);
    });
  }

  return {
    attach(httpServer) {
      httpServer.on('upgrade', upgrade);
    },
    count: () => server.clients.size,
    async close() {
      const open = [...server.clients];
      for (const client of open) client.close(closeCodes.serviceRestart, 'Service restart');
      const cut = setTimeout(() => {
        for (const client of open) client.terminate();
      }, 1000);
      await Promise.all(
        open.map(
          (client) =>
            new Promise<void>((resolve) => {
              if (client.readyState === client.CLOSED) resolve();
              else
                client.once('close', () => {
                  resolve();
                });
            }),
        ),
      );
      clearTimeout(cut);
      await graphql.dispose();
    },
  };
}

function read(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: maxTokens });
  } catch (error) {
    return withCode(
      error instanceof GraphQLError ? error : new GraphQLError('Not a document.'),
      'GRAPHQL_PARSE_FAILED',
    );
  }
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}

function isStream(result: unknown): result is AsyncGenerator<ExecutionResult, void, void> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

/** A stream that fails ends with its error as its last result; left to the library, the whole socket would end with it. */
async function* ending(
  results: AsyncGenerator<ExecutionResult, void, void>,
): AsyncGenerator<ExecutionResult, void, void> {
  try {
    yield* results;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    yield {
      errors: [new GraphQLError(message, { originalError: error instanceof Error ? error : new Error(message) })],
    };
  }
}
