import { createServer } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { serveContender } from '../harness/contender.ts';
import { createAgentEvents } from './agent-events.ts';
import { listen } from '../harness/listen.ts';
import { createPeerSchema } from './peer-schema.ts';

/** GraphQL Yoga on `node:http`, with its server-sent events. */
await serveContender(async ({ base }: { base: string }) => {
  const agents = createAgentEvents(base);
  const resolve = (event: object): object => event;
  const schema = createPeerSchema(({ authorization }) => agents.events(authorization), resolve);
  const yoga = createYoga({
    schema,
    logging: false,
    graphiql: false,
    context: ({ request }) => ({ authorization: request.headers.get('authorization') ?? '' }),
  });
  const http = createServer((request, response) => {
    void yoga(request, response);
  });
  return listen(http, () => agents.close());
});
