import type { SessionFeed } from 'gws-graphql/client';
import { commitMutation } from 'relay-runtime';
import { expect, onTestFinished, test } from 'vitest';
import type { relayAddCommentMutation } from '../../examples/clients/__generated__/relayAddCommentMutation.graphql.ts';
import * as apollo from '../../examples/clients/apollo.ts';
import { AddCommentDocument, SessionsDocument } from '../../examples/clients/generated/graphql.ts';
import * as relay from '../../examples/clients/relay.ts';
import * as urql from '../../examples/clients/urql.ts';
import { authorizationOf, openDesk, talk } from '../gateway/operating.ts';
import type { SessionEvent } from './kits.ts';

const agent1 = (): string => authorizationOf('agent1');
const byOthers = { sessionId: talk, comment: 'By others' };
const byMe = { sessionId: talk, comment: 'By me' };

function comment(sessions: readonly { readonly id: string; readonly comment?: string | null }[]): unknown {
  return sessions.find(({ id }) => id === talk)?.comment;
}

async function live(feed: SessionFeed<SessionEvent>): Promise<SessionFeed<SessionEvent>> {
  onTestFinished(() => {
    feed.close();
  });
  await expect.poll(() => feed.state().connection.status).toBe('LIVE');
  return feed;
}

test.each([
  ['WebSocket', apollo.connectByWebSocket],
  ['HTTP', apollo.connectByHttp],
])("Apollo's queries follow the feed's events, and the feed what its mutations do, over %s", async (_how, connect) => {
  const desk = await openDesk();
  const client = connect(desk.url, agent1);
  let shown: unknown;
  const query = client.watchQuery({ query: SessionsDocument }).subscribe(({ data }) => {
    if (data?.sessions?.nodes !== undefined) shown = comment(data.sessions.nodes as never);
  });
  onTestFinished(() => {
    query.unsubscribe();
  });
  await expect.poll(() => shown).toBeNull();
  const feed = await live(apollo.watch(client));

  await desk.mutate('addComment', byOthers);
  await expect.poll(() => shown).toBe('By others');
  await client.mutate({ mutation: AddCommentDocument, variables: { input: byMe } });
  expect(shown).toBe('By me');
  await expect.poll(() => comment(feed.state().sessions)).toBe('By me');
});

test("Relay's store follows the feed's events, and the feed what its mutations do", async () => {
  const desk = await openDesk();
  const environment = relay.connect(desk.url, agent1);
  const stored = (): unknown => environment.getStore().getSource().get(talk)?.['comment'];
  const feed = await live(relay.watch(environment));
  expect(stored()).toBeNull();

  await desk.mutate('addComment', byOthers);
  await expect.poll(stored).toBe('By others');
  await new Promise<void>((resolve, reject) => {
    commitMutation<relayAddCommentMutation>(environment, {
      mutation: relay.addComment,
      variables: { input: byMe },
      onCompleted: () => {
        resolve();
      },
      onError: reject,
    });
  });
  expect(stored()).toBe('By me');
  await expect.poll(() => comment(feed.state().sessions)).toBe('By me');
});

test.each([
  ['graphql-ws', urql.connectByWebSocket],
  ['graphql-sse', urql.connectBySse],
  ['nothing else', urql.connectByFetch],
])("the feed shows what urql's mutations do, with %s", async (_how, connect) => {
  const desk = await openDesk();
  const client = connect(desk.url, agent1);
  const feed = await live(urql.watch(client));
  const { data, error } = await client.mutation(AddCommentDocument, { input: byMe });
  expect(error).toBeUndefined();
  expect(data?.addComment.outcome).toBe('CONFIRMED');
  await expect.poll(() => comment(feed.state().sessions)).toBe('By me');
});
