import { afterEach, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, type Peer, type SeenCall } from '../support/peer.ts';

const users = [
  { userName: 'alice', id: 'a'.repeat(32) },
  { userName: 'bob', id: 'b'.repeat(32) },
];
const rounds = 200;

let peer: Peer;
let gateway: Gateway;

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

function message(user: string, index: number): Json {
  const from = { participantId: user, type: 'Customer', nickname: user };
  return {
    messageType: 'MessageLogUpdated',
    notificationType: 'NewMessages',
    facebooksessionPath: `/facebooksessions/${user}`,
    messages: [{ index, type: 'Text', text: `${user} ${index}`, from, visibility: 'All', timestampSeconds: index }],
  };
}

/** Values that the peer saw of one kind, by user. */
function seenBy(calls: readonly SeenCall[], user: string, read: (call: SeenCall) => string | undefined): Set<string> {
  return new Set(calls.filter((call) => call.user === user).flatMap((call) => read(call) ?? []));
}

it('never shows a header, cookie, token or event of one caller to another', async () => {
  const side = ownBayeux();
  peer = await createPeer(users, side);
  for (const { userName } of users) {
    peer.sessions.set(userName, [{ id: userName, state: 'Chatting', participants: [], comment: `of ${userName}` }]);
  }
  gateway = await startGateway({ GWS_URL: peer.url, PASS_HEADERS: 'X-Tenant' });

  async function work(user: string, id: string): Promise<void> {
    const authorization = basic(user, 'secret');
    const client = socketClient(gateway.url, authorization);
    const stream = streamOf(
      client,
      'subscription { sessionEvents { __typename ... on SessionsSnapshot { sessions { id comment } } ... on MessageAdded { message { ... on TextMessage { text sender { nickname } } } } } }',
    );
    expect(await stream.next()).toEqual({
      __typename: 'SessionsSnapshot',
      sessions: [{ id: user, comment: `of ${user}` }],
    });
    for (let round = 1; round <= rounds; round += 1) {
      side.deliver(user, message(user, round));
      const [answer, event, sent] = await Promise.all([
        ask(gateway.url, authorization, '{ me { id userName } sessions { nodes { id comment } } }'),
        stream.next(),
        ask(
          gateway.url,
          authorization,
          'mutation ($id: ID!) { sendMessage(input: { sessionId: $id, text: "x", confirmWithin: 0 }) { outcome } }',
          { id: user },
        ),
      ]);
      expect(answer.data).toEqual({
        me: { id, userName: user },
        sessions: { nodes: [{ id: user, comment: `of ${user}` }] },
      });
      expect(event).toEqual({
        __typename: 'MessageAdded',
        message: { text: `${user} ${round}`, sender: { nickname: user } },
      });
      expect(sent.data).toEqual({ sendMessage: { outcome: 'ACCEPTED' } });
    }
    await client.dispose();
  }
  await Promise.all(users.map(({ userName, id }) => work(userName, id)));

  for (const { userName, id } of users) {
    const other = users.find((user) => user.userName !== userName)?.userName ?? '';
    const mine = peer.calls.filter(({ user }) => user === userName);
    expect(mine.length).toBeGreaterThan(3 * rounds);
    // Each upstream login belongs to one Authorization header, and each of its operations to its own session.
    expect(seenBy(peer.calls, userName, ({ headers }) => headers.authorization)).toEqual(
      new Set([basic(userName, 'secret')]),
    );
    expect(
      seenBy(peer.calls, userName, ({ method, path }) =>
        method === 'POST' && path.startsWith('/me/') ? path : undefined,
      ),
    ).toEqual(new Set([`/me/facebooksessions/${userName}`]));
    for (const name of ['JSESSIONID', 'BAYEUX_BROWSER'] as const) {
      const cookies = (user: string): Set<string> =>
        seenBy(peer.calls, user, ({ headers }) => new RegExp(`${name}=([^;]+)`).exec(headers.cookie ?? '')?.[1]);
      expect(cookies(userName).size).toBe(1);
      expect([...cookies(userName)]).not.toEqual([...cookies(other)]);
    }
    const tokens = (user: string): Set<string> =>
      seenBy(peer.calls, user, ({ headers }) => headers['x-csrf-token']?.toString());
    expect(tokens(userName).size).toBe(1);
    expect([...tokens(userName)]).not.toEqual([...tokens(other)]);
    expect(id).toHaveLength(32);
  }
});

it('keeps callers apart who differ only in a passed header or cookie, and drops what is not passed', async () => {
  peer = await createPeer(users, ownBayeux());
  gateway = await startGateway({ GWS_URL: peer.url, PASS_HEADERS: 'X-Tenant' });
  const send = (headers: Record<string, string>) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic('alice', 'secret'), ...headers },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
  await send({ 'x-tenant': 'one', 'x-other': 'secret' });
  await send({ 'x-tenant': 'two', cookie: 'theme=dark; tracker=1' });
  const [one, two] = peer.calls;
  expect(one?.headers).toMatchObject({ 'x-tenant': 'one' });
  expect(one?.headers).not.toHaveProperty('x-other');
  expect(two?.headers).toMatchObject({ 'x-tenant': 'two' });
  // The second caller has a jar of their own: nothing of the first login is in it, nor what the operator did not list.
  expect(two?.headers.cookie).toBeUndefined();
});
