import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import type { Sink } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Json } from '../support/fixture.ts';
import { basic, socketClient, startGateway } from '../support/gateway.ts';

const query = `subscription { sessionEvents { __typename cursor ... on MessageAdded { message { ... on TextMessage { text } } } } }`;
const authorization = basic('agent1', 'sandbox-agent1');

/** urql's ways to subscribe, as its documentation has them. */
const ways: readonly (readonly [string, (url: string) => Client])[] = [
  [
    'by fetch alone',
    (url) =>
      new Client({
        url: `${url}/graphql/stream`,
        preferGetMethod: false,
        fetchSubscriptions: true,
        fetchOptions: { headers: { authorization } },
        exchanges: [fetchExchange],
      }),
  ],
  [
    'with graphql-sse',
    (url) => {
      const sse = createSseClient({ url: `${url}/graphql/stream`, headers: { authorization } });
      const forward = subscriptionExchange({
        forwardSubscription: ({ query: text = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: sse.subscribe({ query: text, variables: variables as Json }, sink as Sink),
          }),
        }),
      });
      return new Client({ url: `${url}/graphql`, preferGetMethod: false, exchanges: [forward] });
    },
  ],
  [
    'with graphql-ws',
    (url) => {
      const socket = socketClient(url, authorization);
      const forward = subscriptionExchange({
        forwardSubscription: ({ query: text = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query: text, variables: variables as Json }, sink as Sink),
          }),
        }),
      });
      return new Client({ url: `${url}/graphql`, preferGetMethod: false, exchanges: [forward] });
    },
  ],
];

test.each(ways)('urql subscribes %s', async (_how, connect) => {
  const sandbox = await createSandbox({ pollTimeout: 2000 });
  const gateway = await startGateway({ GWS_URL: sandbox.url });
  onTestFinished(async () => {
    await gateway.close();
    await sandbox.close();
  });
  const seen: Json[] = [];
  let wake = (): void => undefined;
  const subscription = connect(gateway.url)
    .subscription<{ sessionEvents: Json }>(query, {})
    .subscribe(({ data, error }) => {
      expect(error).toBeUndefined();
      if (data !== undefined) seen.push(data.sessionEvents);
      wake();
    });
  const count = async (wanted: number): Promise<void> => {
    while (seen.length < wanted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await count(1);
  sandbox.control.customerWrites('0002EaAY01MT0082', 'Hello');
  await count(2);
  expect(seen).toMatchObject([{ __typename: 'SessionsSnapshot' }, { message: { text: 'Hello' } }]);
  subscription.unsubscribe();
});
