import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { ask, basic, recordingLog, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const alices = basic('alice', 'secret');
const events = 'subscription { sessionEvents { __typename } }';
const refused = {
  message: 'The gateway has too much to do just now; nothing was done.',
  extensions: { code: 'OVERLOADED', retryAfter: 5 },
};

let peer: Peer;
let gateway: Gateway;
let work: NodeJS.Timeout | undefined;
const log = recordingLog();

beforeEach(async () => {
  log.lines.length = 0;
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
  gateway = await startGateway({ GWS_URL: peer.url, MAX_EVENT_LOOP_DELAY_MS: '200' }, log);
});

afterEach(async () => {
  clearInterval(work);
  await gateway.close();
  await peer.close();
});

const messages = (): readonly string[] => log.lines.map(({ message }) => message);

/** From now on the event loop has more to do than it can. It goes round all the same, three times a second. */
async function overload(): Promise<void> {
  work = setInterval(() => {
    const until = performance.now() + 300;
    while (performance.now() < until);
  }, 1);
  await expect.poll(messages, { timeout: 10_000 }).toContain('overloaded: new operations are refused');
}

async function recover(): Promise<void> {
  clearInterval(work);
  await expect.poll(messages, { timeout: 10_000 }).toContain('no longer overloaded');
}

interface Posted {
  readonly path?: string;
  readonly query?: string;
  readonly accept?: string;
  readonly type?: string;
}

function post({ path = '/graphql', query = '{ me { id } }', accept = '*/*', type = 'application/json' }: Posted) {
  return fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': type, accept, authorization: alices },
    body: JSON.stringify({ query }),
  });
}

async function statusOf(given: Posted): Promise<number> {
  const { status, body } = await post(given);
  await body?.cancel();
  return status;
}

describe('a gateway that has too much to do', () => {
  it.each<[string, Posted]>([
    ['a plain POST that is known', {}],
    ['a POST that Fastify reads', { type: 'application/json; charset=UTF-8; x=y' }],
    ['a document that is not known', { query: '{ me { id userName } }' }],
    ['server-sent events', { path: '/graphql/stream', query: events }],
    ['multipart', { accept: 'multipart/mixed;subscriptionSpec=1.0', query: events }],
    ['those who want graphql-response+json', { accept: 'application/graphql-response+json' }],
  ])('refuses %s, asks nothing of the upstream, and takes it when it can', async (_, given) => {
    await ask(gateway.url, alices, '{ me { id } }');
    await overload();
    const asked = peer.calls.length;
    const response = await post(given);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ errors: [refused] });
    expect(peer.calls.length).toBe(asked);
    await recover();
    await expect.poll(() => statusOf(given), { timeout: 10_000 }).toBe(200);
  });

  it('refuses new WebSockets, and new operations on those there are; what runs on them goes on', async () => {
    const client = socketClient(gateway.url, alices);
    const stream = streamOf(client, events);
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    await overload();
    await expect(streamOf(client, '{ me { id } }').result()).rejects.toMatchObject([refused]);
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await expect(new Promise((_resolve, reject) => socket.once('error', reject))).rejects.toThrow('503');
    await recover();
    expect(await streamOf(client, '{ me { id } }').result()).toEqual({
      data: { me: { id: expect.any(String) as string } },
    });
    stream.stop();
    await client.dispose();
  });

  it('still tells that it lives, and what it is like', async () => {
    await overload();
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect((await fetch(gateway.url + path)).status).toBe(200);
    }
  });
});
