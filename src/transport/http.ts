import type { ApolloServer } from '@apollo/server';
import { fastify, type FastifyInstance } from 'fastify';
import type { LinkHold, Links } from '../agent/links.ts';
import { unauthenticated } from '../upstream/rest.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { answerHttp } from './apollo.ts';
import { credentialsOf, type CredentialRules } from './credentials.ts';

export interface HttpOptions {
  readonly apollo: ApolloServer<Context>;
  readonly links: Links;
  readonly rules: CredentialRules;
  readonly maxRequestBytes: number;
}

/** The HTTP door, not yet listening: `/graphql`. */
export function createHttp({ apollo, links, rules, maxRequestBytes }: HttpOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: maxRequestBytes,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
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
    handler(request, reply) {
      let hold: LinkHold | null = null;
      const context = createContext(() => {
        if (hold !== null) return hold.link;
        const credentials = credentialsOf(request.headers, rules);
        if (credentials === null) throw unauthenticated();
        const taken = links.hold(credentials);
        reply.raw.once('close', () => {
          taken.release();
        });
        hold = taken;
        return taken.link;
      });
      return answerHttp(apollo, request, reply, context);
    },
  });
  return app;
}
