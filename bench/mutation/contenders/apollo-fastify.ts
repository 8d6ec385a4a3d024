import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { serveContender } from '../../harness/contender.ts';
import type { ContenderOptions } from './options.ts';
import { contextOf, readSdl, resolversOf, type PeerContext } from './peer-schema.ts';

await serveContender(async ({ base }: ContenderOptions) => {
  const app = fastify();
  const apollo = new ApolloServer<PeerContext>({
    typeDefs: readSdl(),
    resolvers: resolversOf(base),
    plugins: [fastifyApolloDrainPlugin(app)],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), {
    context: ({ headers }) => Promise.resolve(contextOf(headers)),
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => apollo.stop() };
});
