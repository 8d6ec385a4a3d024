import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type DocumentNode } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, mapExchange, type Operation } from '@urql/core';
import { Kind } from 'graphql';
import { Network, type FetchFunction, type GraphQLResponse, type RequestParameters } from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import type { Json } from '../support/fixture.ts';
import { basic, socketClient, startGateway } from '../support/gateway.ts';

const manifest = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/manifests/${name}.json`, import.meta.url));
const contents = (name: string): Json => JSON.parse(readFileSync(manifest(name), 'utf8')) as Json;
const authorization = basic('agent1', 'sandbox-agent1');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Requests that went out, by what they said of their document. */
function watched(): { readonly fetch: typeof fetch; readonly sent: readonly string[] } {
  const sent: string[] = [];
  return {
    sent,
    fetch(input, init) {
      const { method = 'GET', body } = init ?? {};
      const members = typeof body === 'string' ? (JSON.parse(body) as Json) : {};
      sent.push(`${method} ${members['query'] === undefined ? 'id' : 'text'}`);
      return fetch(input, init);
    },
  };
}

const me = gql('query Me { me { userName } }');
const watch = gql('subscription Watch { sessionEvents { cursor __typename } }');

function apollo(link: ApolloLink): ApolloClient {
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  onTestFinished(() => {
    client.stop();
  });
  return client;
}

const first = (client: ApolloClient, query: DocumentNode): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const subscription = client.subscribe({ query }).subscribe({
      next(result) {
        resolve(result);
        subscription.unsubscribe();
      },
      error: reject,
    });
  });

describe('trusted documents of a manifest', () => {
  const gateways = new Map<string, Gateway>();
  const urlOf = (name: string): string => gateways.get(name)?.url ?? '';

  beforeAll(async () => {
    for (const name of ['apollo', 'relay', 'codegen']) {
      gateways.set(name, await startGateway({ TRUSTED_DOCUMENTS: manifest(name), EXPLORER: 'off' }));
    }
  });

  afterAll(async () => {
    for (const gateway of gateways.values()) await gateway.close();
  });

  /** As generatePersistedQueryIdsFromManifest does: by the operation's name. */
  const idOf = (document: DocumentNode): string => {
    const operations = contents('apollo')['operations'] as { id: string; name: string }[];
    const names = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
    return operations.find(({ name }) => name === names[0])?.id ?? sha256(String(names[0]));
  };

  it.each([false, true])(
    'Apollo Client, with its link for persisted queries, useGETForHashedQueries=%s',
    async (useGet) => {
      const { fetch: ours, sent } = watched();
      const uri = `${urlOf('apollo')}/graphql`;
      const client = apollo(
        ApolloLink.from([
          new PersistedQueryLink({
            generateHash: (document) => Promise.resolve(idOf(document)),
            useGETForHashedQueries: useGet,
          }),
          new HttpLink({ uri, fetch: ours, headers: { authorization, 'apollo-require-preflight': 'yes' } }),
        ]),
      );
      expect(await client.query({ query: me })).toMatchObject({ data: { me: { userName: 'agent1' } } });
      // Which are taken by POST only.
      if (!useGet) {
        expect(await first(client, watch)).toMatchObject({
          data: { sessionEvents: { __typename: 'SessionsSnapshot' } },
        });
      }
      await expect(client.query({ query: gql('query Other { me { id } }') })).rejects.toThrow(
        /404|No trusted document/,
      );
      expect(sent[0]).toBe(useGet ? 'GET id' : 'POST id');
      expect(sent).not.toContain('POST text');
    },
  );

  it('Apollo Client over graphql-ws, which sends texts', async () => {
    const socket = socketClient(urlOf('apollo'), authorization);
    onTestFinished(() => void socket.dispose());
    const client = apollo(new GraphQLWsLink(socket));
    expect(await client.query({ query: me })).toMatchObject({ data: { me: { userName: 'agent1' } } });
    expect(await first(client, watch)).toMatchObject({ data: { sessionEvents: { __typename: 'SessionsSnapshot' } } });
    await expect(client.query({ query: gql('query Me { me { id } }') })).rejects.toThrow(/Only trusted documents/);
  });

  it('Relay, by `id` and by `doc_id`', async () => {
    const entries = Object.entries(contents('relay'));
    const idIn = (word: string): string => entries.find(([, text]) => String(text).startsWith(word))?.[0] ?? '';
    const params = (name: string, operationKind: 'query' | 'subscription'): RequestParameters => ({
      id: idIn(operationKind),
      text: null,
      name,
      operationKind,
      metadata: {},
    });
    for (const member of ['id', 'doc_id']) {
      const fetchFn: FetchFunction = async ({ id }, variables) => {
        const response = await fetch(`${urlOf('relay')}/graphql`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ [member]: id, variables }),
        });
        return (await response.json()) as GraphQLResponse;
      };
      const network = Network.create(fetchFn);
      const result = await network.execute(params('opsMeQuery', 'query'), {}, {}).toPromise();
      expect(result).toMatchObject({ data: { me: { userName: 'agent1' } } });
    }
    const socket = socketClient(urlOf('relay'), authorization);
    onTestFinished(() => void socket.dispose());
    const { id } = params('opsWatchSubscription', 'subscription');
    for await (const result of socket.iterate({ query: '', extensions: { persistedQuery: id } })) {
      expect(result).toMatchObject({ data: { sessionEvents: { __typename: 'SessionsSnapshot' } } });
      break;
    }
  });

  it('urql with ids of the client preset, by `documentId` and by `extensions.persistedQuery`', async () => {
    const { fetch: ours, sent } = watched();
    const [id = '', text = ''] =
      Object.entries(contents('codegen')).find(([, body]) => String(body).startsWith('query Me')) ?? [];
    const url = `${urlOf('codegen')}/graphql`;
    const options = { url, fetch: ours, fetchOptions: { headers: { authorization } }, preferGetMethod: false } as const;
    const changes: Partial<Operation>[] = [
      { query: { kind: Kind.DOCUMENT, definitions: [], documentId: id } as unknown as Operation['query'] },
      // What @urql/exchange-persisted puts into an operation.
      { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(String(text)) } } },
    ];
    for (const change of changes) {
      const exchange = mapExchange({ onOperation: (operation) => ({ ...operation, ...change }) });
      const client = new Client({ ...options, exchanges: [exchange, fetchExchange] });
      const { data } = await client.query<Json>(String(text), {}).toPromise();
      expect(data).toMatchObject({ me: { userName: 'agent1' } });
    }
    expect(sent).toEqual(['POST id', 'POST id']);
  });
});

describe('automatic persisted queries', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('Apollo Client registers queries, mutations and multipart subscriptions, and asks by hash from then on', async () => {
    const { fetch: ours, sent } = watched();
    const client = apollo(
      ApolloLink.from([
        new PersistedQueryLink({ sha256 }),
        new HttpLink({ uri: `${gateway.url}/graphql`, fetch: ours, headers: { authorization } }),
      ]),
    );
    for (let round = 0; round < 2; round += 1) {
      const answer = await client.query({ query: me, fetchPolicy: 'network-only' });
      expect(answer).toMatchObject({ data: { me: { userName: 'agent1' } } });
    }
    for (let round = 0; round < 2; round += 1) {
      expect(await first(client, watch)).toMatchObject({ data: { sessionEvents: { __typename: 'SessionsSnapshot' } } });
    }
    const once = ['POST id', 'POST text', 'POST id'];
    expect(sent).toEqual([...once, ...once]);
  });
});
