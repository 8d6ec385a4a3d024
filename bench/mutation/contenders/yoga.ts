import { createServer } from 'node:http';
import { createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import { serveContender } from '../../harness/contender.ts';
import { listen } from '../../harness/listen.ts';
import type { ContenderOptions } from './options.ts';
import { readSdl, resolversOf, type PeerContext } from './peer-schema.ts';

await serveContender(({ base }: ContenderOptions) => {
  const yoga = createYoga({
    schema: createSchema<YogaInitialContext & PeerContext>({ typeDefs: readSdl(), resolvers: resolversOf(base) }),
    context: ({ request: { headers } }): PeerContext => ({
      authorization: headers.get('authorization') ?? '',
      contactCenterId: headers.get('contactcenterid') ?? '',
    }),
  });
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- as its documentation has it
  return listen(createServer(yoga));
});
