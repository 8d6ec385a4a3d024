import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { serveContender } from '../../harness/contender.ts';
import { listen } from '../../harness/listen.ts';
import type { ContenderOptions } from './options.ts';
import { createRemove, readSdl } from './peer-schema.ts';

type Given = Parameters<ReturnType<typeof createRemove>>[0];

/**
 * Not over its REST transport: that sends the whole `input` with whatever it adds to it, where the upstream wants two members, and
 * cannot make a payload of `{"statusCode":0}`, which lacks `userErrors`. A resolver in the gateway itself asks least of it.
 */
await serveContender(async ({ base }: ContenderOptions) => {
  const remove = createRemove(base);
  const { supergraphSdl, errors } = composeServices([{ name: 'gws', url: base, typeDefs: parse(readSdl()) }]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  const hive = createGatewayRuntime({
    supergraph: supergraphSdl,
    additionalResolvers: {
      Mutation: {
        removeParticipant: (_root: unknown, given: Given, { request }: { readonly request: Request }) =>
          remove(given, {
            authorization: request.headers.get('authorization') ?? '',
            contactCenterId: request.headers.get('contactcenterid') ?? '',
          }),
      },
    },
  });
  await hive.getSchema();
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- as its documentation has it
  return listen(createServer(hive));
});
