import {
  ApolloClient,
  gql,
  HttpLink,
  InMemoryCache,
  type NormalizedCacheObject,
  type TypedDocumentNode,
} from '@apollo/client';
import { expect, onTestFinished, test } from 'vitest';
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

const possibleTypes = {
  Node: ['Agent', 'Session'],
  Message: [
    'TextMessage',
    'NoticeMessage',
    'ParticipantJoinedMessage',
    'ParticipantLeftMessage',
    'LinkMessage',
    'UnrecognizedMessage',
  ],
};

/** A list of participants is always whole: the newer one replaces the older. */
const typePolicies = { Session: { fields: { participants: { merge: false } } } };

/** A document whose results have this type. */
const typed = <Data>(text: string): TypedDocumentNode<Data, Record<string, unknown>> => gql(text);

function clientOf({ endpoint, fetch, headers }: CountedDesk): ApolloClient {
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    link: new HttpLink({ uri: endpoint, fetch, headers }),
  });
  onTestFinished(() => {
    client.stop();
  });
  return client;
}

test('mutations bring the cached session up to date, without another request', async () => {
  const counted = await countedDesk();
  const client = clientOf(counted);
  await client.query({ query: gql(sessionsQuery) });
  await client.query({ query: gql(sessionQuery), variables: { id: talk } });
  expect(counted.sent()).toBe(2);

  const mutate = async (mutation: string, input: Readonly<Record<string, unknown>>): Promise<void> => {
    const { data } = await client.mutate({
      mutation: typed<Record<string, { outcome: string }>>(mutation),
      variables: { input },
    });
    expect(Object.values(data ?? {})).toMatchObject([{ outcome: 'CONFIRMED' }]);
  };
  await mutate(removeMutation, { sessionId: talk, participant: { userId: agent2 } });
  await mutate(commentMutation, { sessionId: talk, comment: 'Wants a refund' });
  await mutate(rejectMutation, { sessionId: offer });
  expect(counted.sent()).toBe(5);

  const one = await client.query({ query: typed<{ session: SeenSession }>(sessionQuery), variables: { id: talk } });
  const all = await client.query({
    query: typed<{ sessions: { nodes: SeenSession[] } }>(sessionsQuery),
    variables: {},
  });
  expect(one.data?.session).toMatchObject({ state: 'CHATTING', comment: 'Wants a refund' });
  expect(one.data === undefined ? [] : nicknames(one.data.session)).toEqual(['VitaliyOnv', 'TestName']);
  expect(all.data?.sessions.nodes).toMatchObject([
    { id: talk, comment: 'Wants a refund' },
    { id: offer, state: 'COMPLETED' },
  ]);
  expect(counted.sent()).toBe(5);
});

test('a message sent, told and read twice is one entry of the cache', async () => {
  const counted = await countedDesk();
  const client = clientOf(counted);
  const entries = (): readonly string[] =>
    Object.keys(client.cache.extract() as NormalizedCacheObject).filter((key) => key.includes('Message:'));

  await client.mutate({ mutation: gql(sendMutation), variables: { input: { sessionId: talk, text: 'Hello there' } } });
  expect(entries()).toHaveLength(1);
  const read = async (): Promise<SeenMessages | undefined> =>
    (
      await client.query({
        query: typed<SeenMessages>(messagesQuery),
        variables: { id: talk },
        fetchPolicy: 'network-only',
      })
    ).data;
  const first = await read();
  expect(first?.session.messages.nodes.at(-1)).toMatchObject({ text: 'Hello there' });
  const known = entries();
  expect(known).toHaveLength(first?.session.messages.nodes.length ?? 0);
  expect(await read()).toEqual(first);
  expect(entries()).toEqual(known);
  expect(counted.sent()).toBe(3);
});
