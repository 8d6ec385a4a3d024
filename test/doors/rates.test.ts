import { once } from 'node:events';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { ask, basic, recordingLog, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';
import { openRaw, textFrame, upgradeTo } from '../support/raw.ts';
import { doors } from './doors.ts';
import { including } from './raw-doors.ts';

const alices = basic('alice', 'secret');
const events = 'subscription { sessionEvents { __typename } }';

let peer: Peer;
let gateway: Gateway;

beforeEach(async () => {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
});

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

async function start(env: Record<string, string>, log = recordingLog()): Promise<string> {
  gateway = await startGateway({ GWS_URL: peer.url, ...env }, log);
  return gateway.url;
}

interface Posted {
  readonly path?: string;
  readonly query?: string;
  readonly accept?: string;
  readonly authorization?: string;
  readonly type?: string;
}

function post(url: string, { path = '/graphql', query = '{ me { id } }', accept = '*/*', ...given }: Posted = {}) {
  const { authorization = alices, type = 'application/json' } = given;
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': type, accept, authorization },
    body: JSON.stringify({ query }),
  });
}

const limited = { extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) as unknown } };

/** Everything that is refused, by status, `Retry-After` and body. */
async function expectLimited(response: Response): Promise<void> {
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^[1-9]\d*$/)]);
  expect(await response.json()).toMatchObject({ errors: [limited] });
}

describe.each([
  ['of one caller', { RATE_PER_CALLER: '1', RATE_GLOBAL: '0' }],
  ['of all callers', { RATE_PER_CALLER: '0', RATE_GLOBAL: '1' }],
])('the rate %s', (_, env) => {
  /** Uses up the burst. Asked for at once, before any comes in anew. */
  async function exhaust(url: string): Promise<void> {
    await ask(url, alices, '{ me { id } }');
    await Promise.all(Array.from({ length: 6 }, () => ask(url, alices, '{ me { id } }')));
  }

  it.each<[string, Posted]>([
    ['a plain POST that is known', {}],
    ['a POST that Fastify reads', { type: 'application/json; charset=UTF-8; x=y' }],
    ['a document that is not known', { query: '{ me { id userName } }' }],
    ['server-sent events', { path: '/graphql/stream', query: events }],
    ['multipart', { accept: 'multipart/mixed;subscriptionSpec=1.0', query: events }],
    ['those who want graphql-response+json', { accept: 'application/graphql-response+json' }],
  ])('holds for %s', async (_name, given) => {
    const url = await start(env);
    await exhaust(url);
    await expectLimited(await post(url, given));
  });

  it('holds for a WebSocket', async () => {
    const url = await start({ ...env, RATE_PER_CALLER: env.RATE_PER_CALLER });
    const client = socketClient(url, alices);
    await streamOf(client, '{ me { id } }').result();
    await exhaust(url);
    await expect(streamOf(client, '{ me { id } }').result()).rejects.toMatchObject([limited]);
    await client.dispose();
  });

  it('is no limit where it is 0, and others are served', async () => {
    const url = await start({ RATE_PER_CALLER: '0', RATE_GLOBAL: '0' });
    for (let round = 0; round < 3; round += 1) await exhaust(url);
    expect((await post(url)).status).toBe(200);
  });
});

describe('logins', () => {
  it('that were refused are refused from memory, through every door', async () => {
    const url = await start({});
    const wrong = basic('alice', 'wrong');
    const before = (await ask(url, wrong, '{ me { id } }')).errors;
    expect(before).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const asked = peer.calls.length;
    expect((await ask(url, wrong, '{ me { id } }')).errors).toMatchObject([{ message: before?.[0]?.message }]);
    expect((await post(url, { path: '/graphql/stream', query: events, authorization: wrong })).status).toBe(401);
    const client = socketClient(url, wrong);
    await expect(streamOf(client, events).result()).rejects.toMatchObject({ code: 4403 });
    expect(peer.calls.length).toBe(asked);
  });

  it('that guess are limited by address, and those who are known are served', async () => {
    const url = await start({ LOGIN_ATTEMPTS: '3' });
    expect((await ask(url, alices, '{ me { id } }')).errors).toBeUndefined();
    for (const guess of ['a', 'b', 'c']) await ask(url, basic('alice', guess), '{ me { id } }');
    const asked = peer.calls.length;
    await expectLimited(await post(url, { authorization: basic('alice', 'd') }));
    await expectLimited(await post(url, { path: '/graphql/stream', authorization: basic('alice', 'e') }));
    const client = socketClient(url, basic('alice', 'f'));
    await expect(streamOf(client, events).result()).rejects.toMatchObject({ code: 1013 });
    expect(peer.calls.length).toBe(asked);
    expect((await ask(url, alices, '{ me { id } }')).errors).toBeUndefined();
  });
});

describe('logins that are good', () => {
  it('are no guesses, whatever is asked for with them', async () => {
    const url = await start({ LOGIN_ATTEMPTS: '3' });
    for (let center = 0; center < 12; center += 1) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: alices, contactcenterid: `center${center}` },
        body: JSON.stringify({ query: '{ me { userName } }' }),
      });
      expect(await response.json()).toEqual({ data: { me: { userName: 'alice' } } });
    }
  });
});

describe('what lasts', () => {
  it.each(doors)('subscriptions of one caller are bounded over all doors: $name', async ({ connect }) => {
    const url = await start({ MAX_STREAMS_PER_CALLER: '1' });
    const first = streamOf(socketClient(url, alices), events);
    await first.next();
    const client = connect(url, alices);
    expect((await client.subscribe({ query: events }).result()).errors).toMatchObject([limited]);
    first.stop();
    await expect
      .poll(async () => (await client.subscribe({ query: events }).result()).errors, { timeout: 10_000 })
      .toBeUndefined();
    client.dispose();
  });

  it('WebSockets of one caller are bounded', async () => {
    const url = await start({ MAX_SOCKETS_PER_CALLER: '1' });
    const first = socketClient(url, alices);
    await streamOf(first, '{ __typename }').result();
    const second = socketClient(url, alices);
    await expect(streamOf(second, '{ __typename }').result()).rejects.toMatchObject({ code: 1013 });
    await first.dispose();
    await expect
      .poll(
        () =>
          streamOf(socketClient(url, alices), '{ __typename }')
            .result()
            .then(
              () => true,
              () => false,
            ),
        {
          timeout: 10_000,
        },
      )
      .toBe(true);
  });

  it('WebSockets whose client does not say who it is are bounded', async () => {
    const url = await start({});
    const raws = await Promise.all(
      Array.from({ length: 501 }, async () => {
        const raw = await openRaw(url);
        raw.socket.write(upgradeTo('/graphql'));
        return { ...raw, is: await raw.status };
      }),
    );
    const statuses = raws.map(({ is }) => is);
    expect(statuses.filter((status) => status === 'HTTP/1.1 503 Service Unavailable').length).toBe(1);
    for (const { socket } of raws) socket.destroy();
  });
});

describe('a socket whose client sends too much', () => {
  it.each(['messages', 'pings'])('is closed: %s', async (what) => {
    const log = recordingLog();
    const url = await start({ RATE_PER_CALLER: '1' }, log);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    for (let count = 0; count < 30; count += 1) {
      if (what === 'pings') socket.ping();
      else socket.send('{"type":"ping"}');
    }
    expect(String(await closed)).toBe('1013,Too many messages');
    expect(log.lines).toMatchObject([{}, { message: 'a socket was closed: its client sends too much' }]);
  });

  it('is closed when more waits than it may', async () => {
    const url = await start({ MAX_REQUEST_BYTES: '300000' });
    const raw = await openRaw(url);
    raw.socket.write(upgradeTo('/graphql'));
    await raw.status;
    raw.socket.write(textFrame(JSON.stringify({ type: 'connection_init', payload: { authorization: alices } })));
    await including(raw, 'connection_ack');
    const variables = { x: 'y'.repeat(250_000) };
    for (const id of ['1', '2', '3', '4', '5'])
      raw.socket.write(textFrame(JSON.stringify({ id, type: 'subscribe', payload: { query: events, variables } })));
    await including(raw, 'Too much at a time');
    raw.socket.destroy();
  });
});
