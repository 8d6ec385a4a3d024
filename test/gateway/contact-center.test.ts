import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownBayeux } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, startGateway } from '../support/gateway.ts';
import { createPeer } from '../support/peer.ts';
import { agent1, openDesk, talk, type Desk } from './operating.ts';

const me = '{ me { id features services { id name type state } channels { name state } } }';
const results = 'succeeded { channel upstreamStatusCode message } failed { channel upstreamStatusCode message }';

async function start(desk: Desk, channels: readonly string[], more: Json = {}): Promise<Json> {
  // A first request that is a POST has no CSRF token yet, and is sent once more.
  await desk.ask('{ me { id } }');
  return desk.mutate('startContactCenterSession', { channels, ...more }, results);
}

describe('startContactCenterSession', () => {
  it('is confirmed by a re-read when all channels are in', async () => {
    const desk = await openDesk();
    expect(await start(desk, ['chat', 'facebooksession'], { place: 'P1' })).toEqual({
      ...{ outcome: 'CONFIRMED', succeeded: [], failed: [], userErrors: [] },
    });
    expect(desk.operations()).toEqual([
      { operationName: 'StartContactCenterSession', channels: ['chat', 'facebooksession'], place: 'P1' },
    ]);
  });

  it('tells which are in and which are not when some are', async () => {
    const desk = await openDesk();
    const voice = { channel: 'voice', upstreamStatusCode: 4, message: "Device '5001' is not registered." };
    expect(await start(desk, ['voice', 'chat'])).toEqual({
      outcome: 'CONFIRMED',
      succeeded: [{ channel: 'multimedia', upstreamStatusCode: 0, message: null }],
      failed: [voice],
      userErrors: [
        {
          code: 'INTERNAL_ERROR',
          message: `voice: ${voice.message}`,
          path: ['input', 'channels'],
          upstreamStatusCode: 4,
        },
      ],
    });
  });

  it('is REFUSED when none is in', async () => {
    const desk = await openDesk();
    expect(await start(desk, ['voice'])).toMatchObject({
      outcome: 'REFUSED',
      ...{ succeeded: [], failed: [] },
      userErrors: [{ code: 'INTERNAL_ERROR', path: null, upstreamStatusCode: 4 }],
    });
  });

  it('is done once per idempotencyKey', async () => {
    const desk = await openDesk();
    const key = { idempotencyKey: 'k' };
    await Promise.all([start(desk, ['chat'], key), start(desk, ['chat'], key)]);
    expect(desk.operations()).toHaveLength(1);
  });
});

describe('processing that the upstream calls incomplete (9)', () => {
  const incomplete = { status: 200, body: { statusCode: 9, statusMessage: 'Go on.' } };
  const undetermined = { outcome: 'UNDETERMINED', userErrors: [{ code: 'INCOMPLETE', message: 'Go on.' }] };

  it('is UNDETERMINED, unless a re-read shows the effect', async () => {
    const desk = await openDesk();
    for (const name of ['StartContactCenterSession', 'Ready', 'StartContactCenterSession', 'Ready']) {
      desk.sandbox.control.failNext(name, incomplete);
    }
    expect(await start(desk, ['chat'])).toMatchObject(undetermined);
    expect(await desk.mutate('setAgentState', { state: 'READY' }, '')).toMatchObject(undetermined);
    desk.sandbox.control.failNext('EndContactCenterSession', incomplete);
    expect(await desk.mutate('endContactCenterSession', {}, '')).toMatchObject(undetermined);

    expect(await start(desk, ['email'])).toMatchObject(undetermined);
    expect(await start(desk, ['chat'])).toMatchObject({ outcome: 'CONFIRMED', userErrors: [] });
    expect(await desk.mutate('setAgentState', { state: 'READY' }, '')).toEqual({
      ...{ outcome: 'CONFIRMED', userErrors: [] },
    });
  });
});

describe('setAgentState', () => {
  const states = async (desk: Desk): Promise<unknown> =>
    ((await desk.ask('{ me { channels { name state } } }')).data?.['me'] as Json)['channels'];

  it('is confirmed by a re-read of all channels, or of the one named', async () => {
    const desk = await openDesk();
    await start(desk, ['chat', 'email']);
    const done = { outcome: 'CONFIRMED', userErrors: [] };
    expect(await desk.mutate('setAgentState', { state: 'NOT_READY' }, '')).toEqual(done);
    expect(await desk.mutate('setAgentState', { state: 'READY', channel: 'chat' }, '')).toEqual(done);
    expect(await states(desk)).toEqual([
      { name: 'chat', state: 'Ready' },
      { name: 'email', state: 'NotReady' },
    ]);
    expect(desk.requests.filter(({ path }) => path.endsWith('/me/channels/chat'))).toHaveLength(1);
  });

  it('is ACCEPTED where no channel can be read, and REFUSED for one that is not there', async () => {
    const desk = await openDesk();
    expect(await desk.mutate('setAgentState', { state: 'READY' }, '')).toEqual({ outcome: 'ACCEPTED', userErrors: [] });
    for (const [channel, code] of [
      ['voice', 'INTERNAL_ERROR'],
      ['smoke', 'NOT_FOUND'],
    ] as const) {
      const payload = await desk.mutate('setAgentState', { state: 'READY', channel }, '');
      expect(payload).toMatchObject({ outcome: 'REFUSED', userErrors: [{ code }] });
    }
  });
});

describe('endContactCenterSession', () => {
  it('is ACCEPTED, and the caller goes on with a new upstream session', async () => {
    const desk = await openDesk();
    await start(desk, ['chat']);
    expect(await desk.mutate('endContactCenterSession', {}, '')).toEqual({ outcome: 'ACCEPTED', userErrors: [] });
    expect((await desk.ask(me)).data?.['me']).toMatchObject({ id: agent1, channels: null });
    expect(await desk.mutate('addComment', { sessionId: talk, comment: 'c' })).toMatchObject({ outcome: 'CONFIRMED' });
  });
});

describe('me', () => {
  it('tells features, services and channels', async () => {
    const desk = await openDesk();
    await start(desk, ['chat']);
    const agent = (await desk.ask(me)).data?.['me'] as Record<string, readonly unknown[]>;
    expect(agent['features']).toContain('api-multimedia-chat');
    expect(agent['services']).toContainEqual({
      ...{ id: 'SERVICE-2', name: 'InteractionServer_P', type: 'MultiMediaState', state: 'Active' },
    });
    expect(agent['channels']).toEqual([{ name: 'chat', state: 'Ready' }]);
  });

  it('is null where the upstream does not tell', async () => {
    const peer = await createPeer([{ userName: 'agent1', id: agent1 }], ownBayeux());
    onTestFinished(() => peer.close());
    const gateway = await startGateway({ GWS_URL: peer.url });
    onTestFinished(() => gateway.close());
    expect(await ask(gateway.url, basic('agent1', 'secret'), me)).toEqual({
      data: { me: { id: agent1, features: null, services: null, channels: null } },
    });
  });
});

describe('what one caller asks of the upstream', () => {
  it('two aliases of one transcript are one upstream call', async () => {
    const desk = await openDesk();
    const part = (size: string): string => `messages(${size}) { nodes { id index } }`;
    const { data } = await desk.ask(`{ session(id: "${talk}") { a: ${part('first: 1')} b: ${part('last: 1')} } }`);
    expect(data?.['session']).toMatchObject({ a: { nodes: [{ index: 1 }] }, b: { nodes: [{ index: 4 }] } });
    expect(desk.requests.filter(({ path }) => path.includes('/messages?'))).toHaveLength(1);
  });

  it('never more than UPSTREAM_CONCURRENCY calls are under way', async () => {
    const desk = await openDesk();
    for (let offers = 0; offers < 20; offers += 1) desk.sandbox.control.offerSession('agent1');
    const proxy = await crowdedProxy(desk.sandbox.url, 3);
    const gateway = await startGateway({ GWS_URL: proxy.url, UPSTREAM_CONCURRENCY: '3' });
    onTestFinished(() => gateway.close());
    const { data } = await ask(
      gateway.url,
      basic('agent1', 'sandbox-agent1'),
      '{ sessions(first: 200) { nodes { messages(first: 1) { nodes { id } } } } }',
    );
    expect((data?.['sessions'] as { nodes: unknown[] }).nodes).toHaveLength(22);
    expect([proxy.calls(), proxy.most()]).toEqual([22, 3]);
  });
});

/** Passes reads on, those of transcripts only once there were `places` of them at a time. */
async function crowdedProxy(
  target: string,
  places: number,
): Promise<{ readonly url: string; readonly calls: () => number; readonly most: () => number }> {
  let [calls, underWay, most] = [0, 0, 0];
  const crowd = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    void (async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      if (underWay === places) crowd.resolve(undefined);
      if (request.url?.includes('/messages?') === true) {
        calls += 1;
        await crowd.promise;
      }
      await text(request);
      const { authorization = '', cookie = '' } = request.headers;
      const answer = await fetch(new URL(request.url ?? '', target), { headers: { authorization, cookie } });
      const body = await answer.text();
      underWay -= 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/v2`, calls: () => calls, most: () => most };
}
