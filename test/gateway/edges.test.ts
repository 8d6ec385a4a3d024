import { createServer, type AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import { ask, basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const alice = { userName: 'alice', id: 'a'.repeat(32) };
const alices = basic('alice', 'secret');
const noCredentials = 'No credentials: send an Authorization header, Basic or Bearer.';
const events = 'subscription { sessionEvents { __typename ... on UpstreamStatusChanged { status } } }';

let peer: Peer | null = null;
let gateway: Gateway | null = null;
let side: BayeuxSide;

async function start(env: Record<string, string> = {}): Promise<string> {
  side = ownBayeux();
  peer = await createPeer([alice], side);
  peer.sessions.set('alice', [{ id: 's1', state: 'Chatting', participants: [] }]);
  gateway = await startGateway({ GWS_URL: peer.url, ...env });
  return gateway.url;
}

async function unreachable(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  gateway = await startGateway({ GWS_URL: `http://127.0.0.1:${port}/api/v2`, UPSTREAM_TIMEOUT_MS: '2000' });
  return gateway.url;
}

afterEach(async () => {
  await gateway?.close();
  await peer?.close();
  gateway = peer = null;
});

/** Opens a socket by hand; gives what ends it. */
function closing(
  url: string,
  send: readonly unknown[],
  headers: Record<string, string> = {},
): Promise<[number, string]> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      for (const message of send) socket.send(JSON.stringify(message));
    });
    socket.once('close', (code, reason) => {
      resolve([code, reason.toString()]);
    });
    socket.once('error', reject);
  });
}

describe('who is calling', () => {
  it('answers UNAUTHENTICATED without a usable credential, but introspection to anyone', async () => {
    const url = await start();
    for (const authorization of [null, 'Basic', 'Digest x', 'Bearer']) {
      const { errors } = await ask(url, authorization, '{ me { id } }');
      expect(errors?.[0]).toMatchObject({
        message: noCredentials,
        path: ['me'],
        extensions: { code: 'UNAUTHENTICATED' },
      });
    }
    expect(peer?.calls).toEqual([]);
    expect(await ask(url, null, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  it('answers UNAUTHENTICATED for a wrong password, for every operation, and keeps nothing of it', async () => {
    const url = await start();
    for (const query of [
      '{ me { id } }',
      '{ sessions { totalCount } }',
      'mutation { acceptSession(input: { sessionId: "s1" }) { outcome } }',
    ]) {
      const { errors } = await ask(url, basic('alice', 'wrong'), query);
      expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    }
    expect(peer?.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('gives wrong passwords no place: guesses do not lock callers out', async () => {
    const url = await start({ MAX_LINKS: '2' });
    const query = '{ me { id } sessions { totalCount } session(id: "s1") { id } }';
    for (let guess = 0; guess < 10; guess += 1) {
      const { errors } = await ask(url, basic('alice', `guess ${guess}`), query);
      const codes = errors?.map(({ extensions }) => extensions['code']);
      expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
    }
    expect((await ask(url, alices, '{ me { userName } }')).data).toEqual({ me: { userName: 'alice' } });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('\ngws_graphql_links 1\n');
  });

  it('ends a living subscription too when another request of the caller is refused', async () => {
    const url = await start();
    const client = socketClient(url, alices);
    const stream = streamOf(client, events);
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    peer?.refused.add('alice');
    expect((await ask(url, alices, '{ me { id } }')).errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    let last = await stream.result();
    while (last.errors === undefined) last = await stream.result();
    expect(last.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    await client.dispose();
  });

  it.each([
    ['a wrong password', { headers: { Authorization: basic('alice', 'wrong') } }, 'Forbidden'],
    ['no credential', {}, noCredentials],
    ['a header that no header may be', { headers: { Authorization: 'Basic a\r\nX-Evil: 1' } }, noCredentials],
    ['something else than headers', { headers: 'Basic x' }, noCredentials],
  ])('closes a socket with 4403 at connection_init for %s', async (_what, payload, reason) => {
    const url = await start();
    expect(await closing(url, [{ type: 'connection_init', payload }])).toEqual([4403, reason]);
  });

  it.each([
    ['nested, in any case', { headers: { authorization: alices } }],
    ['plain', { AUTHORIZATION: alices }],
  ])('takes credentials from connection_init: %s', async (_how, connectionParams) => {
    const url = await start();
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const answer = await new Promise((resolve) => {
      socket.once('open', () => {
        socket.send(JSON.stringify({ type: 'connection_init', payload: connectionParams }));
      });
      socket.once('message', (data) => {
        resolve(JSON.parse((data as Buffer).toString()));
      });
    });
    expect(answer).toEqual({ type: 'connection_ack' });
    socket.terminate();
  });

  it("takes the upgrade request's own headers, but not what a foreign page's browser adds", async () => {
    const url = await start({ CORS_ORIGINS: '*' });
    const init = { type: 'connection_init' };
    expect(await closing(url, [init], { authorization: alices, origin: 'https://evil.example' })).toEqual([
      4403,
      noCredentials,
    ]);
    expect(await closing(url, [init, { type: 'connection_init' }], { authorization: alices, origin: url })).toEqual([
      4429,
      'Too many initialisation requests',
    ]);
  });
});

describe('an upstream in trouble', () => {
  it('answers UPSTREAM_UNAVAILABLE everywhere when it cannot be reached, and starts all the same', async () => {
    const url = await unreachable();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const { errors } = await ask(url, alices, '{ me { id } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
    const mutation =
      'mutation { removeParticipant(input: { sessionId: "s1", participant: { userId: "u" } }) { outcome } }';
    expect((await ask(url, alices, mutation)).errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE' });
    const client = socketClient(url, alices);
    expect((await streamOf(client, events).result()).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
    // The socket lives on: the trouble was the operation's.
    expect((await streamOf(client, '{ __typename }').result()).data).toEqual({ __typename: 'Query' });
    await client.dispose();
  });

  it('ends a subscription with UNAUTHENTICATED and the socket with 4403 when the upstream refuses in the middle', async () => {
    const url = await start();
    const client = socketClient(url, alices);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const stream = streamOf(client, events);
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    peer?.refused.add('alice');
    // Ends the poll that may be held; the next one is refused.
    side.deliver('alice', { messageType: 'Last' });
    let last = await stream.result();
    while (last.errors === undefined) last = await stream.result();
    expect(last.errors).toEqual([
      { message: 'The upstream does not accept these credentials.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await closed).toMatchObject({ code: 4403, reason: 'Forbidden' });
  });

  it('says UNDETERMINED when the answer is lost, and CONFIRMED when the proof comes all the same', async () => {
    const url = await start({ UPSTREAM_TIMEOUT_MS: '300' });
    const mutation = (within: number): string =>
      `mutation { acceptSession(input: { sessionId: "s1", confirmWithin: ${within} }) { outcome session { state } userErrors { code } } }`;
    if (peer === null) throw new Error('started above');
    peer.sessions.set('alice', [{ id: 's1', state: 'Invited', participants: [] }]);
    peer.onOperation = () => new Promise(() => undefined);
    expect(await ask(url, alices, mutation(50))).toEqual({
      data: { acceptSession: { outcome: 'UNDETERMINED', session: { state: 'INVITED' }, userErrors: [] } },
    });
    peer.onOperation = () => {
      side.deliver('alice', {
        messageType: 'FacebooksessionStateChangeMessage',
        notificationType: 'StatusChange',
        facebooksession: { id: 's1', state: 'Chatting' },
      });
      return new Promise(() => undefined);
    };
    expect((await ask(url, alices, mutation(5000))).data).toMatchObject({ acceptSession: { outcome: 'CONFIRMED' } });
    expect(
      peer.calls.filter(({ method, path }) => method === 'POST' && path === '/me/facebooksessions/s1'),
    ).toHaveLength(2);
  });

  it('says ACCEPTED without proof, and REFUSED with the code and words of the upstream', async () => {
    const url = await start();
    if (peer === null) throw new Error('started above');
    const mutation =
      'mutation { sendMessage(input: { sessionId: "s1", text: "Hello", confirmWithin: 20 }) { outcome message { id } userErrors { code message path upstreamStatusCode } } }';
    expect((await ask(url, alices, mutation)).data).toEqual({
      sendMessage: { outcome: 'ACCEPTED', message: null, userErrors: [] },
    });
    peer.onOperation = () => ({ status: 500, body: { statusCode: 3, statusMessage: 'Not now.' } });
    expect((await ask(url, alices, mutation)).data).toEqual({
      sendMessage: {
        outcome: 'REFUSED',
        message: null,
        userErrors: [{ code: 'FORBIDDEN', message: 'Not now.', path: null, upstreamStatusCode: 3 }],
      },
    });
  });

  it('says UNDETERMINED of a mutation under way when the credentials are refused meanwhile, and does not send it again', async () => {
    const url = await start({ LOGIN_REFUSED_MS: '0' });
    if (peer === null) throw new Error('started above');
    const arrived = new Promise<void>((resolve) => {
      if (peer !== null)
        peer.onOperation = () => {
          resolve();
          return new Promise(() => undefined);
        };
    });
    const mutation =
      'mutation { sendMessage(input: { sessionId: "s1", text: "x", confirmWithin: 0, idempotencyKey: "k" }) { outcome } }';
    const pending = ask(url, alices, mutation);
    await arrived;
    peer.refused.add('alice');
    await ask(url, alices, '{ session(id: "s1") { id } }');
    expect(await pending).toEqual({ data: { sendMessage: { outcome: 'UNDETERMINED' } } });
    // What was answered under the key is not shown to credentials that are refused.
    expect((await ask(url, alices, mutation)).errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    peer.refused.clear();
    expect(await ask(url, alices, mutation)).toEqual({ data: { sendMessage: { outcome: 'UNDETERMINED' } } });
    expect(peer.calls.filter(({ path }) => path === '/me/facebooksessions/s1')).toHaveLength(2);
  });

  it('does a mutation once per idempotency key, and refuses the key for another input', async () => {
    const url = await start();
    const mutation = (text: string): string =>
      `mutation { sendMessage(input: { sessionId: "s1", text: "${text}", confirmWithin: 0, idempotencyKey: "k" }) { outcome } }`;
    const answers = await Promise.all([1, 2, 3].map(() => ask(url, alices, mutation('once'))));
    expect(answers).toEqual(answers.map(() => ({ data: { sendMessage: { outcome: 'ACCEPTED' } } })));
    expect((await ask(url, alices, mutation('other'))).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(peer?.calls.filter(({ path }) => path === '/me/facebooksessions/s1')).toHaveLength(1);
  });
});

describe('bad input', () => {
  it.each(['..', '.', 'a/b', 'a%2fb', '', 'é', 'a'.repeat(65), 's1?x'])(
    'refuses the id %j before anything is sent',
    async (id) => {
      const url = await start();
      const queries = [
        'query ($id: ID!) { session(id: $id) { id } }',
        'mutation ($id: ID!) { sendMessage(input: { sessionId: $id, text: "x" }) { outcome } }',
        'mutation ($id: ID!) { removeParticipant(input: { sessionId: "s1", participant: { userId: $id } }) { outcome } }',
        'mutation ($id: ID!) { startConsultation(input: { sessionId: "s1", target: { queueId: $id } }) { outcome } }',
      ];
      for (const query of queries) {
        const { errors } = await ask(url, alices, query, { id });
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
      }
      expect(peer?.calls.filter(({ method, path }) => method === 'POST' && !path.startsWith('/notifications'))).toEqual(
        [],
      );
    },
  );

  it('answers syntax and validation errors on the socket without ending it', async () => {
    const url = await start();
    const client = socketClient(url, alices);
    await expect(streamOf(client, 'subscription {').result()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
    await expect(streamOf(client, 'subscription { nothing }').result()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    await expect(streamOf(client, `{ ${'a '.repeat(6000)} }`).result()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
    expect(
      (await streamOf(client, 'subscription { sessionEvents(sessionId: "..") { cursor } }').result()).errors,
    ).toMatchObject([{ path: ['sessionEvents'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await streamOf(client, '{ me { userName } }').result()).data).toEqual({ me: { userName: 'alice' } });
    await client.dispose();
  });

  it('answers bad HTTP requests with an error in the shape of GraphQL', async () => {
    const url = await start({ MAX_REQUEST_BYTES: '1024' });
    const post = async (body: string, type = 'application/json'): Promise<[number, unknown]> => {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      return [response.status, await response.json()];
    };
    const bad = { errors: [{ extensions: { code: 'BAD_REQUEST' } }] };
    expect(await post('{"query":')).toMatchObject([400, bad]);
    expect(await post(JSON.stringify({ query: ' '.repeat(2000) }))).toMatchObject([413, bad]);
    expect(await post('query=x', 'application/x-www-form-urlencoded')).toMatchObject([415, bad]);
    expect(await post('{"query":"{ me { id } }","__proto__":{"a":1}}')).toMatchObject([400, bad]);
    const mutation = encodeURIComponent('mutation { acceptSession(input: { sessionId: "s1" }) { outcome } }');
    const got = await fetch(`${url}/graphql?query=${mutation}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(got.status).toBe(405);
    expect((await fetch(`${url}/graphql?query={__typename}`)).status).toBe(400);
  });
});

describe('operations', () => {
  it('tells health, readiness and metrics, and has no other upgrade than /graphql', async () => {
    const url = await start();
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'up' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', upstream: 'reachable' });
    await ask(url, alices, '{ me { id } }');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('\ngws_graphql_links 1\n');
    expect(metrics).toContain('\ngws_graphql_websockets 0\n');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/other`, 'graphql-transport-ws');
    await expect(new Promise((_resolve, reject) => socket.once('error', reject))).rejects.toThrow('404');
  });

  it('is not ready while it drains', async () => {
    const url = await start();
    if (peer === null || gateway === null) throw new Error('started above');
    let finish: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      if (peer !== null)
        peer.onOperation = () => {
          resolve();
          return new Promise((answer) => {
            finish = () => {
              answer({ body: { statusCode: 0 } });
            };
          });
        };
    });
    const pending = ask(
      url,
      alices,
      'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }',
    );
    await asked;
    const closed = gateway.close();
    // It listens until everybody has gone, so that balancers and clients hear why they are not served.
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
    expect(await ask(url, alices, '{ me { id } }')).toMatchObject({
      errors: [{ extensions: { code: 'SHUTTING_DOWN' } }],
    });
    // A browser's EventSource would give up for good on a 503.
    await expect(fetch(`${url}/graphql/stream?query=%7Bme%7Bid%7D%7D`)).rejects.toThrow('fetch failed');
    finish?.();
    // What was under way is answered.
    expect(await pending).toEqual({ data: { acceptSession: { outcome: 'ACCEPTED' } } });
    await closed;
    await gateway.close();
  });

  it('answers a mutation that runs on a socket before the socket is told to come back', async () => {
    const url = await start();
    if (peer === null || gateway === null) throw new Error('started above');
    let finish = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      if (peer !== null)
        peer.onOperation = () => {
          resolve();
          return new Promise((answer) => {
            finish = () => {
              answer({ body: { statusCode: 0 } });
            };
          });
        };
    });
    const client = socketClient(url, alices);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const pending = streamOf(
      client,
      'mutation { sendMessage(input: { sessionId: "s1", text: "x", confirmWithin: 0 }) { outcome } }',
    ).result();
    await asked;
    const done = gateway.close();
    finish();
    expect((await pending).data).toEqual({ sendMessage: { outcome: 'ACCEPTED' } });
    expect(await closed).toMatchObject({ code: 1012 });
    await done;
  });

  it('serves no more callers than it may', async () => {
    const url = await start({ MAX_LINKS: '1' });
    const client = socketClient(url, alices);
    await streamOf(client, events).next();
    const other = () => ask(url, basic('other', 'secret'), '{ me { id } }');
    expect((await other()).errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 5 });
    await client.dispose();
    // Alice is idle now and makes room.
    await expect.poll(async () => (await other()).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it("closes a link that nobody uses any more, upstream's Bayeux session included", async () => {
    const url = await start({ LINK_IDLE_MS: '0' });
    const client = socketClient(url, alices);
    await streamOf(client, events).next();
    await client.dispose();
    const goodbye = (): boolean => peer?.calls.some(({ path }) => path.startsWith('/notifications')) ?? false;
    await expect.poll(async () => (await fetch(`${url}/metrics`)).text()).toContain('\ngws_graphql_links 0\n');
    expect(goodbye()).toBe(true);
  });
});
