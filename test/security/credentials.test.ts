import { describe, expect, it, onTestFinished } from 'vitest';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { openRaw } from '../support/raw.ts';
import { createPeer, type Peer } from '../support/peer.ts';
import { overEveryDoor, ways } from './doors.ts';

const users = ['alice', 'bob'].map((userName) => ({ userName, id: (userName[0] ?? '').repeat(32) }));
const [alice, bob] = [basic('alice', 'secret'), basic('bob', 'secret')];

async function start(): Promise<{ url: string; peer: Peer }> {
  const peer = await createPeer(users, ownBayeux());
  for (const { userName } of users) {
    peer.sessions.set(userName, [{ id: 's1', state: 'Chatting', participants: [], comment: `of ${userName}` }]);
  }
  const gateway = await startGateway({ GWS_URL: peer.url });
  onTestFinished(async () => {
    await gateway.close();
    await peer.close();
  });
  return { url: gateway.url, peer };
}

describe('callers', () => {
  it('who ask at once over every way are told of themselves alone', async () => {
    const { url } = await start();
    const query = '{ me { userName } session(id: "s1") { comment } }';
    const asked = Array.from({ length: 20 }, (_none, at) => at).flatMap((at) =>
      [alice, bob].map(async (authorization, who) => {
        const way = ways[(at + who) % ways.length] ?? ways[0];
        const { answer } = await way.ask(url, authorization, { query });
        const userName = users[who]?.userName ?? '';
        expect(answer.data).toEqual({ me: { userName }, session: { comment: `of ${userName}` } });
      }),
    );
    await Promise.all(asked);
  });

  it('who share a connection, as behind a proxy, are told of themselves alone', async () => {
    const { url } = await start();
    const raw = await openRaw(url);
    const body = '{"query":"{ me { userName } }"}';
    const head = (authorization: string): string =>
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    raw.socket.write([alice, bob, alice, bob].map(head).join(''));
    const names = (): readonly string[] =>
      [...raw.received().matchAll(/"userName":"(\w+)"/g)].map(([, name = '']) => name);
    await expect.poll(names).toEqual(['alice', 'bob', 'alice', 'bob']);
    raw.socket.destroy();
  });

  it('who use the same idempotency key get nothing of each other', async () => {
    const { url, peer } = await start();
    const query =
      'mutation { sendMessage(input: { sessionId: "s1", text: "x", confirmWithin: 0, idempotencyKey: "k" }) { outcome session { comment } } }';
    await overEveryDoor(url, alice, { query }, () => null);
    await overEveryDoor(url, bob, { query }, () => null);
    const sent = peer.calls.filter(({ path, method }) => method === 'POST' && path.includes('/facebooksessions/'));
    expect(sent.map(({ user }) => user)).toEqual(['alice', 'bob']);
  });

  it("who bring another's cursor are told nothing of their events", async () => {
    const { url } = await start();
    const subscribe = (authorization: string, after: string | null) => {
      const query =
        'subscription ($after: Cursor) { sessionEvents(after: $after) { cursor ... on SessionsSnapshot { reason sessions { comment } } } }';
      return overEveryDoor(
        url,
        authorization,
        { query, variables: { after } },
        ({ answer: { data } }) => data?.['sessionEvents'],
      );
    };
    const own = (await subscribe(alice, null))['WebSocket'] as { cursor: string };
    const other = await subscribe(bob, own.cursor);
    const snapshot = { reason: 'CURSOR_EXPIRED', sessions: [{ comment: 'of bob' }] };
    for (const name of ['WebSocket', 'server-sent events', 'POST that accepts multipart']) {
      expect([name, other[name]]).toMatchObject([name, snapshot]);
    }
  });
});
