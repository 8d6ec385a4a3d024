import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type CacheExchangeOpts } from '@urql/exchange-graphcache';
import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { offer } from '../gateway/operating.ts';
import {
  agent2,
  commentMutation,
  countedDesk,
  messagesQuery,
  nicknames,
  rejectMutation,
  removeMutation,
  sendMutation,
  sessionQuery,
  sessionsQuery,
  talk,
  type CountedDesk,
  type SeenMessages,
  type SeenSession,
} from './counting.ts';

type Keys = NonNullable<CacheExchangeOpts['keys']>;

/** What has no id is part of what holds it, as graphcache wants it said. */
const embedded: Keys = Object.fromEntries(
  ['SessionConnection', 'MessageConnection', 'SessionEdge', 'MessageEdge', 'PageInfo', 'UserDataEntry'].map((type) => [
    type,
    () => null,
  ]),
);

/** Aware of the schema that the running gateway tells; `warnings` are what graphcache finds wrong with it or our use of it. */
async function clientOf({
  desk,
  endpoint,
  fetch,
  headers,
}: CountedDesk): Promise<{ client: Client; warnings: string[] }> {
  const { data } = await desk.ask(getIntrospectionQuery());
  const schema = data as unknown as NonNullable<CacheExchangeOpts['schema']>;
  const warnings: string[] = [];
  const logger = (severity: string, message: string): void => {
    // A field asked for before it is known is told too, as `debug`.
    if (severity !== 'debug') warnings.push(message);
  };
  const client = new Client({
    url: endpoint,
    fetch,
    fetchOptions: { headers },
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, keys: embedded, logger }), fetchExchange],
  });
  return { client, warnings };
}

test('mutations bring the cached session up to date, without another request', async () => {
  const counted = await countedDesk();
  const { client, warnings } = await clientOf(counted);
  await client.query(sessionsQuery, {});
  await client.query(sessionQuery, { id: talk });
  expect(counted.sent()).toBe(2);

  const mutate = async (mutation: string, input: Readonly<Record<string, unknown>>): Promise<void> => {
    const { data, error } = await client.mutation<Record<string, { outcome: string }>>(mutation, { input });
    expect(error).toBeUndefined();
    expect(Object.values(data ?? {}).filter((value) => typeof value === 'object')).toMatchObject([
      { outcome: 'CONFIRMED' },
    ]);
  };
  await mutate(removeMutation, { sessionId: talk, participant: { userId: agent2 } });
  await mutate(commentMutation, { sessionId: talk, comment: 'Wants a refund' });
  await mutate(rejectMutation, { sessionId: offer });
  expect(counted.sent()).toBe(5);

  const cacheOnly = { requestPolicy: 'cache-only' } as const;
  const one = await client.query<{ session: SeenSession }>(sessionQuery, { id: talk }, cacheOnly);
  const all = await client.query<{ sessions: { nodes: SeenSession[] } }>(sessionsQuery, {}, cacheOnly);
  expect(one.data?.session).toMatchObject({ state: 'CHATTING', comment: 'Wants a refund' });
  expect(one.data === undefined ? [] : nicknames(one.data.session)).toEqual(['VitaliyOnv', 'TestName']);
  expect(all.data?.sessions.nodes).toMatchObject([
    { id: talk, comment: 'Wants a refund' },
    { id: offer, state: 'COMPLETED' },
  ]);
  expect(counted.sent()).toBe(5);
  expect(warnings).toEqual([]);
});

test('a message sent and read twice has one id, by which the cache knows it', async () => {
  const counted = await countedDesk();
  const { client, warnings } = await clientOf(counted);
  const { data } = await client.mutation<{ sendMessage: { message: { id: string } } }>(sendMutation, {
    input: { sessionId: talk, text: 'Hello there' },
  });
  const read = async (): Promise<SeenMessages | undefined> =>
    (await client.query<SeenMessages>(messagesQuery, { id: talk }, { requestPolicy: 'network-only' })).data;
  const first = await read();
  expect(first?.session.messages.nodes.at(-1)).toMatchObject({
    id: data?.sendMessage.message.id,
    text: 'Hello there',
  });
  const ids = first?.session.messages.nodes.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(await read()).toEqual(first);
  expect(warnings).toEqual([]);
});
