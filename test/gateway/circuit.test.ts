import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownBayeux } from '../support/bayeux-side.ts';
import { ask, basic, recordingLog, startGateway, type Answer } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const users = ['alice', 'bob'] as const;
const opened = 'the upstream does not answer: for some seconds nothing is sent there';

/** What stands before an upstream and may stop letting anything through: each connection is cut as soon as it is there, and counted. */
async function startFront(peer: Peer) {
  let isAway = false;
  let cut = 0;
  const front: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (isAway) {
      cut += 1;
      socket.resetAndDestroy();
      return;
    }
    const other = connect(Number(new URL(peer.url).port), '127.0.0.1');
    other.on('error', () => undefined);
    sockets.add(socket);
    socket.pipe(other).pipe(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    other.once('close', () => {
      socket.destroy();
    });
  });
  const sockets = new Set<Socket>();
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    front.close();
  });
  const address = front.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v2`,
    cut: () => cut,
    leave() {
      isAway = true;
      for (const socket of sockets) socket.destroy();
    },
    comeBack() {
      isAway = false;
    },
  };
}

async function start(env: Record<string, string>) {
  const peer = await createPeer(
    users.map((userName, index) => ({ userName, id: `u${index}` })),
    ownBayeux(),
  );
  onTestFinished(() => peer.close());
  const front = await startFront(peer);
  const log = recordingLog();
  const gateway = await startGateway({ GWS_URL: front.url, ...env }, log);
  onTestFinished(() => gateway.close());
  return { ...gateway, peer, front, log };
}

const extensionsOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions;
const sessions = '{ sessions(first: 1) { nodes { id } } }';
const accept = 'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }';

describe('an upstream that goes away and comes back', () => {
  it('is left alone while it is away, by all callers and for reads and mutations alike; then all goes on', async () => {
    const { url, peer, front, log } = await start({ CIRCUIT_FAILURES: '4' });
    const posts = (): number => peer.calls.filter(({ method }) => method === 'POST').length;
    for (const user of users) expect(await ask(url, basic(user, 'secret'), sessions)).toMatchObject({ data: {} });
    front.leave();
    const messages = (): readonly string[] => log.lines.map(({ message }) => message);
    while (!messages().includes(opened)) {
      expect(extensionsOf(await ask(url, basic('alice', 'secret'), sessions))).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
    }
    // A read is tried twice, so that two of them were enough.
    expect(front.cut()).toBeLessThanOrEqual(5);
    const [cut, posted] = [front.cut(), posts()];
    const begun = performance.now();
    for (const user of users) {
      for (const query of [sessions, accept]) {
        expect(extensionsOf(await ask(url, basic(user, 'secret'), query))).toEqual({
          code: 'UPSTREAM_UNAVAILABLE',
          retryAfter: expect.any(Number) as number,
        });
      }
    }
    expect(performance.now() - begun).toBeLessThan(3000);
    expect([front.cut(), posts()]).toEqual([cut, posted]);

    front.comeBack();
    await expect
      .poll(async () => (await ask(url, basic('bob', 'secret'), sessions)).errors, { timeout: 15_000, interval: 200 })
      .toBeUndefined();
    expect(messages().filter((message) => message === 'the upstream answers again')).toHaveLength(1);
    for (const user of users) {
      expect(await ask(url, basic(user, 'secret'), accept)).toEqual({
        data: { acceptSession: { outcome: 'ACCEPTED' } },
      });
    }
    expect(posts()).toBe(posted + users.length);
  }, 40_000);

  it('is asked by everybody where that is wanted', async () => {
    const { url, front } = await start({ CIRCUIT_FAILURES: '0' });
    front.leave();
    for (let time = 0; time < 5; time += 1) {
      const before = front.cut();
      expect(extensionsOf(await ask(url, basic('alice', 'secret'), sessions))).not.toHaveProperty('retryAfter');
      expect(front.cut()).toBe(before + 2);
    }
  });
});

describe('readiness', () => {
  const ready = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/readyz`);
    return [response.status, await response.json()];
  };

  it('tells whether the upstream can be reached, also before anybody has called it', async () => {
    const { url, peer } = await start({});
    expect(await ready(url)).toEqual([200, { status: 'ready', upstream: 'reachable' }]);
    const asked = peer.calls.map(({ method, path, headers }) => [method, path, headers.authorization]);
    expect(asked).toEqual([['GET', '', undefined]]);
    // Asked for once, and then by what callers find.
    expect(await ready(url)).toEqual([200, { status: 'ready', upstream: 'reachable' }]);
    expect(peer.calls).toHaveLength(1);
  });

  it.each([
    ['on', 200, { status: 'ready', upstream: 'unreachable' }],
    ['off', 503, { status: 'upstream unreachable' }],
  ])('with READY_WITHOUT_UPSTREAM=%s is %i while it is away', async (setting, status, body) => {
    const { url, front } = await start({ READY_WITHOUT_UPSTREAM: setting });
    expect(await ask(url, basic('alice', 'secret'), sessions)).toMatchObject({ data: {} });
    expect(await ready(url)).toEqual([200, { status: 'ready', upstream: 'reachable' }]);
    front.leave();
    await ask(url, basic('alice', 'secret'), sessions);
    expect(await ready(url)).toEqual([status, body]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    front.comeBack();
    await ask(url, basic('alice', 'secret'), sessions);
    expect(await ready(url)).toEqual([200, { status: 'ready', upstream: 'reachable' }]);
  });
});
