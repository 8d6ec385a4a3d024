import type { FastifyInstance } from 'fastify';

/** What stands at `/` where the explorer is switched off; its files are not served at all. */
export function registerNoExplorer(app: FastifyInstance): void {
  app.get('/', (_request, reply) =>
    reply
      .code(404)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send('The explorer is switched off (EXPLORER). The API itself is at /graphql.\n'),
  );
}
