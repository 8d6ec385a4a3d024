import { createServer } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { serveContender } from '../harness/contender.ts';
import { createAgentEvents } from './agent-events.ts';
import { listen } from '../harness/listen.ts';
import { createPeerSchema } from './peer-schema.ts';

/** graphql-ws as its documentation has it, with graphql-js behind it. */
await serveContender(async ({ base }: { base: string }) => {
  const agents = createAgentEvents(base);
  const resolve = (event: object): object => event;
  const schema = createPeerSchema(({ authorization }) => agents.events(authorization), resolve);
  const http = createServer();
  const server = new WebSocketServer({ server: http, path: '/graphql' });
  const context = ({ connectionParams }: { connectionParams?: unknown }): { authorization: string } => {
    const { headers } = connectionParams as { headers: { Authorization: string } };
    return { authorization: headers.Authorization };
  };
  const running = useServer({ schema, context }, server);
  return listen(http, async () => {
    for (const socket of server.clients) socket.terminate();
    await running.dispose();
    await agents.close();
  });
});
