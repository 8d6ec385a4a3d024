import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { readTypeDefs } from '../../src/resolvers/schema.ts';

/** What peers give their resolvers. */
export interface PeerContext {
  readonly authorization: string;
}

/** The gateway's schema with nothing behind it but its subscription. */
export function createPeerSchema(
  subscribe: (context: PeerContext) => AsyncIterable<object> | Promise<AsyncIterable<object>>,
  resolve?: (event: object) => object,
): GraphQLSchema {
  const sessionEvents = {
    subscribe: (_root: unknown, _args: unknown, context: PeerContext) => subscribe(context),
    ...(resolve === undefined ? {} : { resolve }),
  };
  const directory = fileURLToPath(new URL('../../schema', import.meta.url));
  return makeExecutableSchema({
    typeDefs: readTypeDefs(directory),
    resolvers: { Subscription: { sessionEvents } },
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  });
}
