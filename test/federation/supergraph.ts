import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime, getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import { parse } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { gatewayConfig } from '../../examples/federation/gateway.config.ts';
import { wireTo } from '../doors/wire.ts';
import { agent1, authorizationOf, openDesk, talk, type Desk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { ask, eventsOf, type Answer, type Stream } from '../support/gateway.ts';

/** A gateway as a subgraph, a second subgraph, and Hive Gateway before both; all gone with the test. */
export interface Supergraph {
  /** What stands behind. */
  readonly desk: Desk;
  /** Breaks what Hive Gateway has open to the gateway. */
  readonly cut: () => void;
  /** Through Hive Gateway. */
  readonly ask: (query: string, variables?: Json, authorization?: string | null) => Promise<Answer>;
  /** A subscription through Hive Gateway, by default with graphql-sse. */
  readonly watch: (query: string, variables?: Json, authorization?: string, door?: 'sse' | 'websocket') => Stream;
  /** `Authorization` of each request to the second subgraph. */
  readonly seenByCrm: readonly (string | undefined)[];
}

/** A session of both agents, one that nobody has, and what is no id of ours. */
export const known = [talk, '0002EaAY01MT9999', '../me'] as const;

const crmSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.4", import: ["@key", "@shareable"])
  type Query { tickets: [Ticket!]! }
  type Ticket { id: ID! session: Session owner: Agent }
  type Session @key(fields: "id") { id: ID! crmTicket: String }
  type Agent @key(fields: "id", resolvable: false) { id: ID! }
  type PageInfo @shareable {
    hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

const tickets = known.map((id) => ({ id: `ticket-${id}`, session: { id }, owner: { id: agent1 } }));

async function startCrm(seen: (string | undefined)[]): Promise<string> {
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(crmSdl),
      resolvers: {
        Query: { tickets: () => tickets },
        Session: {
          __resolveReference: (reference: { id: string }) => reference,
          crmTicket: ({ id }: { id: string }) => `ticket-${id}`,
        },
      },
    },
  ]);
  const crm = new ApolloServer({
    schema,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(crm, {
    listen: { port: 0, host: '127.0.0.1' },
    context: ({ req }) => {
      seen.push(req.headers.authorization);
      return Promise.resolve({});
    },
  });
  onTestFinished(() => crm.stop());
  return url;
}

export async function openSupergraph(env: Record<string, string> = {}): Promise<Supergraph> {
  const seenByCrm: (string | undefined)[] = [];
  const desk = await openDesk({}, { FEDERATION: 'on', ...env });
  const wire = await wireTo(desk.url);
  const supergraph = await compose(`gws=${wire.url}/graphql`, `crm=${await startCrm(seenByCrm)}`);
  const hive = createGatewayRuntime({ ...gatewayConfig, supergraph, logging: false });
  const server = createServer((request, response) => void hive(request, response));
  // An HTTP request waits until the supergraph is loaded, a WebSocket does not.
  await hive.getSchema();
  const sockets = new WebSocketServer({ path: '/graphql', server });
  const socketServer = useServer(
    getGraphQLWSOptions(hive, ({ extra }: { extra: Extra }) => ({ req: extra.request, socket: extra.socket })),
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await socketServer.dispose();
    server.closeAllConnections();
    server.close();
    await hive[Symbol.asyncDispose]();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    desk,
    seenByCrm,
    cut: () => {
      wire.cut();
    },
    ask: (query, variables = {}, authorization = authorizationOf('agent1')) =>
      ask(url, authorization, query, variables),
    watch(query, variables = {}, authorization = authorizationOf('agent1'), door = 'sse') {
      const client =
        door === 'sse'
          ? createSseClient({ url: `${url}/graphql`, headers: { authorization }, retryAttempts: 0 })
          : createSocketClient({
              url: `${url.replace('http', 'ws')}/graphql`,
              webSocketImpl: WebSocket,
              connectionParams: { Authorization: authorization },
              retryAttempts: 0,
            });
      onTestFinished(() => client.dispose());
      const results = client.iterate<Json>({ query, variables });
      return {
        ...eventsOf(async () => {
          const { value, done } = (await results.next()) as IteratorResult<unknown, unknown>;
          if (done === true) throw new Error('The stream is complete.');
          return value as Answer;
        }),
        stop: () => void client.dispose(),
      };
    },
  };
}

/** The supergraph, as the example prints it. */
async function compose(...services: readonly string[]): Promise<string> {
  const program = fileURLToPath(new URL('../../examples/federation/compose.ts', import.meta.url));
  return (await promisify(execFile)(process.execPath, [program, ...services])).stdout;
}
