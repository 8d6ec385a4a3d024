import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { basic, socketClient, startGateway } from '../support/gateway.ts';
import { wireTo } from './wire.ts';

interface Seen {
  readonly __typename: string;
  readonly cursor: string;
  readonly message?: { readonly text?: string };
}

const query: TypedDocumentNode<{ sessionEvents: Seen }, { after: string | null }> = gql`
  subscription ($after: Cursor) {
    sessionEvents(after: $after) {
      __typename
      cursor
      ... on MessageAdded {
        message {
          ... on TextMessage {
            text
          }
        }
      }
    }
  }
`;
const headers = { authorization: basic('agent1', 'sandbox-agent1') };

let sandbox: Sandbox;
let gateway: Gateway;

beforeEach(async () => {
  sandbox = await createSandbox({ pollTimeout: 2000 });
  gateway = await startGateway({ GWS_URL: sandbox.url });
});

afterEach(async () => {
  await gateway.close();
  await sandbox.close();
});

/** Watches as a client without the feed does: after an error, again from the last cursor. */
function watch(link: ApolloLink): {
  readonly seen: readonly Seen[];
  readonly count: (wanted: number) => Promise<void>;
} {
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const seen: Seen[] = [];
  let wake = (): void => undefined;
  const subscribe = (after: string | null): void => {
    let last = after;
    client.subscribe({ query, variables: { after }, fetchPolicy: 'no-cache' }).subscribe(({ data, error }) => {
      if (data !== undefined) {
        last = data.sessionEvents.cursor;
        seen.push(data.sessionEvents);
        wake();
      }
      if (error !== undefined) subscribe(last);
    });
  };
  subscribe(null);
  return {
    seen,
    async count(wanted) {
      while (seen.length < wanted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

it('Apollo Client over HTTP goes on from the last cursor when its connection is cut', async () => {
  const wire = await wireTo(gateway.url);
  const { seen, count } = watch(new HttpLink({ uri: `${wire.url}/graphql`, headers }));
  await count(1);
  sandbox.control.customerWrites('0002EaAY01MT0082', 'one');
  await count(2);
  wire.cut();
  sandbox.control.customerWrites('0002EaAY01MT0082', 'two');
  await count(3);
  expect(seen.map(({ __typename, message }) => message?.text ?? __typename)).toEqual([
    'SessionsSnapshot',
    'one',
    'two',
  ]);
});

it('Apollo Client over WebSocket gets the same events', async () => {
  const client = socketClient(gateway.url, headers.authorization);
  const { seen, count } = watch(new GraphQLWsLink(client));
  await count(1);
  sandbox.control.customerWrites('0002EaAY01MT0082', 'one');
  await count(2);
  expect(seen.map(({ __typename, message }) => message?.text ?? __typename)).toEqual(['SessionsSnapshot', 'one']);
  await client.dispose();
});
