import type { ApolloServer } from '@apollo/server';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createEnding } from '../agent/ending.ts';
import type { Link } from '../agent/link.ts';
import type { LinkHold, Links } from '../agent/links.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { answerHttp } from './apollo.ts';
import { corsOf } from './cors.ts';
import { credentialsOf, missingCredentials, type CredentialRules } from './credentials.ts';

export interface HttpOptions {
  readonly apollo: ApolloServer<Context>;
  readonly links: Links;
  readonly rules: CredentialRules;
  readonly maxRequestBytes: number;
  /** Origins whose pages may ask; `*` stands for all. */
  readonly origins: readonly string[];
}

/** The HTTP door, not yet listening: `/graphql`. */
export function createHttp({ apollo, links, rules, maxRequestBytes, origins }: HttpOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: maxRequestBytes,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true },
    // Other upgrades (Java's HTTP client offers h2c by default) are not taken: RFC 9110 has them served as plain HTTP.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
  });

  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const message = status < 500 ? error.message : 'Internal server error';
    const code = status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: corsOf(origins),
    async handler(request, reply) {
      if (isVisit(request)) return reply.redirect('/');
      let hold = null as LinkHold | null;
      const link = (): Link => {
        if (hold !== null) return hold.link;
        const credentials = credentialsOf(request.headers, rules);
        if (credentials === null) throw missingCredentials();
        hold = links.hold(credentials);
        return hold.link;
      };
      const context = createContext(link, { resumeAfter: null, ending: createEnding() });
      try {
        return await answerHttp(apollo, request, reply, context);
      } finally {
        // Not when the client leaves: its mutation may be under way, and a pipelined request may never see it leave.
        hold?.release();
      }
    },
  });
  if (origins.length > 0) {
    app.options('/graphql', { onRequest: corsOf(origins) }, (_request, reply) => reply.code(204).send());
  }
  return app;
}

/** Somebody opened the address in a browser: the explorer is what they look for. */
function isVisit({ method, headers, url }: FastifyRequest): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '') && !/[?&]query=/.test(url);
}
