import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { fastify, type FastifyInstance, type FastifyRequest, type RequestPayload } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { createEnding } from '../agent/ending.ts';
import type { Allowances } from '../agent/allowances.ts';
import type { Links } from '../agent/links.ts';
import { shuttingDown } from '../errors.ts';
import { givenRequestId } from '../observing/trail.ts';
import { createContext, type Context, type StreamTerms } from '../resolvers/context.ts';
import type { Credentials } from '../upstream/connection.ts';
import { forbidden, forbiddenHeaders, type AllowLists } from './allow-lists.ts';
import type { Apollo, ApolloAnswer } from './apollo.ts';
import { createBodies } from './bodies.ts';
import type { AddressOf } from './client-address.ts';
import { corsHeaders, corsOf } from './cors.ts';
import { requestCredentials, type CredentialRules } from './credentials.ts';
import { createDirect } from './direct.ts';
import type { ErrorFormat } from './error-format.ts';
import { createHttpCallers } from './http-callers.ts';
import type { HttpStreams } from './http-streams.ts';
import { createKnownCredentials } from './known-credentials.ts';
import { acceptsMultipart, multipart } from './multipart.ts';
import { isPrepared, type Operation, type Operations } from './operation.ts';
import { requestIn } from './request.ts';
import { spareConnections } from './spare-connections.ts';
import type { Running } from './running.ts';
import { registerSse } from './sse.ts';

export interface HttpOptions {
  readonly allowLists: AllowLists;
  readonly operations: Operations;
  readonly streams: HttpStreams;
  /** True while the gateway leaves: nothing new is begun. */
  readonly isDraining: () => boolean;
  /** Queries and mutations under way. */
  readonly requests: Running;
  readonly formatError: ErrorFormat;
  readonly apollo: Apollo;
  readonly links: Links;
  readonly allowances: Allowances;
  readonly addressOf: AddressOf;
  readonly rules: CredentialRules;
  readonly maxRequestBytes: number;
  /** Origins whose pages may ask; `*` stands for all. */
  readonly origins: readonly string[];
  readonly maxConnections: number;
}

/** Milliseconds for a request to arrive in, and for which a connection waits for the next one (Fastify's own figure). */
const requestTimeout = 60_000;
const keepAliveTimeout = 72_000;
/** Milliseconds for the head of one: who sends it a byte at a time holds a connection for no longer. */
const headersTimeout = 15_000;
/** Milliseconds for which nothing may happen on a connection that is no stream: an answer that nobody reads keeps it no longer. */
const silenceTimeout = 180_000;
/** Milliseconds between looks for connections that are beyond one of these. */
const connectionsCheckingInterval = 5000;
/** Bytes of a request's head: Node's figure, twice the largest cookie and `Authorization` that go upstream. */
const maxHeaderSize = 16_384;

/** Bytes of bodies that have not arrived whole, however small the largest may be. */
const leastWaiting = 67_108_864;

/** The HTTP doors, not yet listening: `/graphql` and `/graphql/stream`. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const { apollo, operations, streams, requests, links, allowances, addressOf, rules, origins, formatError } = options;
  const { allowLists, maxRequestBytes, isDraining } = options;
  /** Of what is no stream: nothing to resume, and nothing that ends it early. */
  const terms: StreamTerms = { resumeAfter: null, ending: createEnding() };

  const credentialsOf = createKnownCredentials(rules);
  const callers = createHttpCallers({ links, allowances, addressOf, formatError, operations });

  const direct = createDirect({
    find(request, body) {
      const run = apollo.find(request, body);
      return run && (() => admitted(request, run, body));
    },
    maxRequestBytes,
    bodies: createBodies({ largest: maxRequestBytes, mostWaiting: Math.max(leastWaiting, 16 * maxRequestBytes) }),
    headersFor: ({ headers }) => [
      ...corsHeaders(origins, headers),
      ...echoed(headers),
      ...(isDraining() ? [['connection', 'close'] as const] : []),
    ],
    onFault: (error) => ({
      status: 500,
      headers: new Map([['content-type', 'application/json; charset=utf-8']]),
      body: JSON.stringify({ errors: [formatError(error)] }),
    }),
  });

  const app = fastify({
    logger: false,
    bodyLimit: maxRequestBytes,
    forceCloseConnections: 'idle',
    // Told below, in the shape of GraphQL.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    // Other upgrades (Java's HTTP client offers h2c by default) are not taken: RFC 9110 has them served as plain HTTP.
    serverFactory(handler) {
      const listening = {
        requestTimeout,
        keepAliveTimeout,
        headersTimeout,
        connectionsCheckingInterval,
        maxHeaderSize,
        // Without the upgrade it is one more operation, and refused as such.
        shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
          headers.upgrade?.toLowerCase() === 'websocket' && !allowances.isOverloaded(),
      };
      const server = createServer(listening, (request, response) => {
        const refused = allowLists.request(request);
        if (refused !== null) response.writeHead(403, forbiddenHeaders).end(forbidden(refused));
        else if (isDraining()) handler(request, response);
        else {
          direct.take(request, response, () => {
            handler(request, response);
          });
        }
      });
      server.maxConnections = options.maxConnections;
      server.timeout = silenceTimeout;
      return server;
    },
  });

  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const message = status < 500 ? error.message : 'Internal server error';
    const code = status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });

  app.addHook('onRequest', (request, reply, done) => {
    for (const [name, id] of echoed(request.headers)) void reply.header(name, id);
    // The route and not the URL, which may be spelt in many ways.
    const route = request.routeOptions.url ?? '';
    if (!isDraining() || !/^\/graphql(?:\/|$)/.test(route)) {
      done();
    } else if (request.method === 'GET' && route === '/graphql/stream') {
      // Of any answer but 200 a browser's EventSource gives up for good; a connection that is cut it tries again.
      reply.hijack();
      request.raw.socket.destroy();
    } else {
      void reply
        .code(503)
        .header('connection', 'close')
        .send({ errors: [formatError(shuttingDown())] });
    }
  });

  // Whatever the route: bodies are read for those that there are not, too.
  app.addHook('preParsing', ({ raw, method }, _reply, payload, done) => {
    done(null, method === 'GET' ? payload : (direct.bodyOf(raw) as RequestPayload));
  });

  const cutSpare = spareConnections(app.server);
  app.addHook('preClose', (done) => {
    cutSpare();
    done();
  });
  // A connection that falls idle after the gateway began to close would keep it open.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isDraining()) void reply.header('connection', 'close');
    done();
  });

  /** The answer to a query or mutation of whoever the headers name. */
  async function admitted(
    request: IncomingMessage,
    run: (context: Context) => Promise<ApolloAnswer>,
    body: unknown,
  ): Promise<ApolloAnswer> {
    const credentials = credentialsOf(request);
    return callers.refuse(request, credentials, body) ?? (await serve(request, credentials, run));
  }

  async function serve(
    request: IncomingMessage,
    credentials: Credentials | null,
    run: (context: Context) => Promise<ApolloAnswer>,
  ): Promise<ApolloAnswer> {
    // Foreign pages get nothing here that they could read: Apollo's guard has browsers ask for leave first.
    const caller = callers.callerOf(request, credentials);
    const over = requests.begin();
    try {
      return caller.judged(await run(createContext(caller.link, terms, caller.trail)));
    } finally {
      // Not when the client leaves: its mutation may be under way, and a pipelined request may never see it leave.
      caller.release();
      over();
    }
  }

  /** Everything else is Apollo Server's to answer, what is wrong with a document included. */
  async function subscriptionIn({ body }: FastifyRequest): Promise<Operation | null> {
    const asked = requestIn(body);
    if (asked === null) return null;
    await operations.fetch(asked.asked);
    const prepared = operations.prepare(asked);
    if (!isPrepared(prepared)) return null;
    return prepared.runnable.type === OperationTypeNode.SUBSCRIPTION ? prepared : null;
  }

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: corsOf(origins),
    async handler(request, reply) {
      if (isVisit(request)) return reply.redirect('/');
      const { raw } = request;
      const credentials = credentialsOf(raw);
      const refusal = callers.refuse(raw, credentials, request.body);
      const subscription = refusal === null && acceptsMultipart(request) ? await subscriptionIn(request) : null;
      if (subscription !== null) {
        const subscriber = callers.callerOf(raw, requestCredentials(request.headers, origins, rules));
        streams.serve(reply, subscription, subscriber, null, multipart);
        return reply;
      }
      const answer = refusal ?? (await serve(raw, credentials, (context) => apollo.answer(request, context)));
      for (const [name, value] of answer.headers) void reply.header(name, value);
      return reply.code(answer.status).send(answer.body);
    },
  });
  if (origins.length > 0) {
    app.options('/graphql', { onRequest: corsOf(origins) }, (_request, reply) => reply.code(204).send());
  }
  registerSse(app, { operations, streams, callers, rules, formatError, origins });
  return app;
}

/** The client's own name for its request, given back; nothing is made up for those who have none. */
function echoed({ 'x-request-id': given }: IncomingHttpHeaders): readonly (readonly [string, string])[] {
  const id = given === undefined ? null : givenRequestId(given);
  return id === null ? [] : [['x-request-id', id]];
}

/** Somebody opened the address in a browser: the explorer is what they look for. */
function isVisit({ method, headers, url }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    /\btext\/html\b/.test(headers.accept ?? '') &&
    !/[?&](?:query|extensions|documentId|id|doc_id)=/.test(url)
  );
}
