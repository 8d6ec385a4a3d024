import type { Client } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, socketClient, startGateway, streamOf, type Answer, type Stream } from '../support/gateway.ts';
import { createPeer, type Peer, type SeenCall } from '../support/peer.ts';

const users = [
  { userName: 'alice', id: 'a' },
  { userName: 'bob', id: 'b' },
];
const events =
  'subscription { sessionEvents { __typename cursor ... on UnrecognizedNotification { messageType } ... on SessionsSnapshot { reason } } }';

let side: BayeuxSide;
let peer: Peer;
let gateway: Gateway;
let client: Client;
let stream: Stream;

beforeEach(async () => {
  side = ownBayeux();
  peer = await createPeer(users, side);
  peer.passwords.add('renewed').add('renewed again');
  gateway = await startGateway({ GWS_URL: peer.url });
  client = socketClient(gateway.url, basic('alice', 'secret'));
  stream = streamOf(client, events);
  expect(await stream.next()).toMatchObject({ __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED' });
});

afterEach(async () => {
  await client.dispose();
  await gateway.close();
  await peer.close();
});

/** A query that brings credentials. */
async function renew(authorization: string, over: Client = client): Promise<Answer> {
  const query = '{ me { userName } }';
  for await (const answer of over.iterate<Json>({ query, extensions: { headers: { Authorization: authorization } } })) {
    return answer as Answer;
  }
  throw new Error('No answer.');
}

/** What `renew` is refused with: the library throws errors that come instead of a result. */
async function refusal(authorization: string): Promise<unknown> {
  try {
    return await renew(authorization);
  } catch (errors) {
    return (errors as NonNullable<Answer['errors']>)[0]?.extensions['code'];
  }
}

/** The next event is what was published now: nothing was lost, and no snapshot came. */
async function goesOn(of: Stream, messageType: string): Promise<void> {
  side.deliver('alice', { messageType });
  expect(await of.next()).toMatchObject({ __typename: 'UnrecognizedNotification', messageType });
}

async function links(): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(/^gws_graphql_links (\d+)$/m.exec(text)?.[1]);
}

const sentLast = (): string | undefined => peer.calls.findLast(({ path }) => path === '/me')?.headers.authorization;

describe('credentials that are renewed on a living socket', () => {
  it('carry the stream on, in the same Bayeux session, when the old ones are revoked', async () => {
    const other = socketClient(gateway.url, basic('alice', 'secret'));
    const tab = streamOf(other, events);
    await tab.next();
    expect(await renew(basic('alice', 'renewed'))).toEqual({ data: { me: { userName: 'alice' } } });
    peer.passwords.delete('secret');
    await goesOn(stream, 'First');
    await goesOn(stream, 'Second');
    // Another tab of the link is carried along.
    for (const messageType of ['First', 'Second']) expect(await tab.next()).toMatchObject({ messageType });
    expect(await links()).toBe(1);
    await other.dispose();
  });

  it('are what finds the link from then on; the old ones find another, which the upstream judges', async () => {
    await renew(basic('alice', 'renewed'));
    peer.passwords.delete('secret');
    const late = socketClient(gateway.url, basic('alice', 'secret'));
    await expect(streamOf(late, events).next()).rejects.toMatchObject({ code: 4403 });
    expect(await links()).toBe(1);
    await ask(gateway.url, basic('alice', 'renewed'), '{ me { userName } }');
    expect(await links()).toBe(1);
    await goesOn(stream, 'Still');
  });

  it('are sent upstream', async () => {
    await renew(basic('alice', 'renewed'));
    await ask(gateway.url, basic('alice', 'renewed'), '{ sessions { totalCount } }');
    expect(sentLast()).toBe(basic('alice', 'renewed'));
    const { headers } = peer.calls.at(-1) ?? {};
    expect(headers?.authorization).toBe(basic('alice', 'renewed'));
  });

  it("have a session upstream of their own, in which the stream goes on: the old login's may end", async () => {
    const sessionOf = (call: SeenCall | undefined): string | undefined =>
      /JSESSIONID=(\w+)/.exec(call?.headers.cookie ?? '')?.[1];
    const old = sessionOf(peer.calls.at(-1));
    expect(old).toBeDefined();
    await renew(basic('alice', 'renewed'));
    const before = peer.calls.length;
    for (const messageType of ['First', 'Second', 'Third']) await goesOn(stream, messageType);
    await ask(
      gateway.url,
      basic('alice', 'renewed'),
      'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }',
    );
    const sessions = peer.calls.slice(before).map(sessionOf);
    expect(sessions).not.toContain(old);
    expect(sessions.at(-1)).toMatch(/\w/);
  });

  it.each([
    ['of another agent', basic('bob', 'secret'), 'BAD_USER_INPUT'],
    ['with a wrong password', basic('alice', 'wrong'), 'UNAUTHENTICATED'],
    ['that are none', 'Digest x', 'BAD_USER_INPUT'],
  ])('and are %s are refused; socket and streams stay as they were', async (_what, authorization, code) => {
    expect(await refusal(authorization)).toBe(code);
    await goesOn(stream, 'Still');
    expect((await streamOf(client, '{ me { userName } }').result()).data).toEqual({ me: { userName: 'alice' } });
    expect(await links()).toBe(1);
  });

  it('that have a link already leave it in its place; the stream stays on its own', async () => {
    await ask(gateway.url, basic('alice', 'renewed'), '{ me { userName } }');
    expect(await links()).toBe(2);
    await renew(basic('alice', 'renewed'));
    peer.passwords.delete('secret');
    expect(await links()).toBe(2);
    await goesOn(stream, 'Still');
    await client.dispose();
    // Nobody could find it any more.
    await expect.poll(links).toBe(1);
  });

  it('twice at a time are renewed in the order they came', async () => {
    await Promise.all([renew(basic('alice', 'renewed')), renew(basic('alice', 'renewed again'))]);
    peer.passwords.delete('secret');
    peer.passwords.delete('renewed');
    await goesOn(stream, 'Still');
    expect(await links()).toBe(1);
  });

  it('and are the same cost the upstream nothing', async () => {
    const before = peer.calls.filter(({ path }) => path === '/me').length;
    await renew(basic('alice', 'secret'));
    expect(peer.calls.filter(({ path }) => path === '/me').length).toBe(before + 1);
  });
});

describe('credentials that are not renewed in time', () => {
  it('end every stream with the error, complete, and then the socket with 4403', async () => {
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const second = streamOf(client, events);
    await second.next();
    peer.passwords.delete('secret');
    side.deliver('alice', { messageType: 'Last' });
    for (const one of [stream, second]) {
      let last = await one.result();
      while (last.errors === undefined) last = await one.result();
      expect(last.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      await expect(one.result()).rejects.toThrow('The stream is complete.');
    }
    expect(await closed).toMatchObject({ code: 4403, reason: 'Forbidden' });
  });
});
