import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { serveContender } from '../../harness/contender.ts';
import type { ContenderOptions } from './options.ts';
import { contextOf, readSdl, resolversOf, type PeerContext } from './peer-schema.ts';

await serveContender(async ({ base }: ContenderOptions) => {
  const apollo = new ApolloServer<PeerContext>({ typeDefs: readSdl(), resolvers: resolversOf(base) });
  const { url } = await startStandaloneServer(apollo, {
    listen: { port: 0, host: '127.0.0.1' },
    context: ({ req }) => Promise.resolve(contextOf(req.headers)),
  });
  return { url, close: () => apollo.stop() };
});
