import { makeExecutableSchema } from '@graphql-tools/schema';
import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { serveContender } from '../../harness/contender.ts';
import type { ContenderOptions } from './options.ts';
import { contextOf, readSdl, resolversOf } from './peer-schema.ts';

await serveContender(async ({ base }: ContenderOptions) => {
  const app = fastify();
  await app.register(mercurius, {
    schema: makeExecutableSchema({ typeDefs: readSdl(), resolvers: resolversOf(base) }),
    context: ({ headers }) => contextOf(headers),
    jit: 1,
  });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
});
