import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createAnswer } from '../../src/sandbox/answer.ts';
import { type BayeuxOptions, createBayeux } from '../../src/sandbox/bayeux.ts';
import { channelMatches, isChannelPattern } from '../../src/sandbox/channels.ts';
import { createAgentClient, handshake, type Json, listen } from './agent-client.ts';

/** The Bayeux server alone behind a bare HTTP server, which shows its open responses. */
async function startBayeux(options: Partial<BayeuxOptions> = {}) {
  const bayeux = createBayeux({ pollTimeout: 10_000, maxInterval: 10_000, ack: true, ...options });
  const responses: ServerResponse[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const browserId = /BAYEUX_BROWSER=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
      bayeux.handle({
        userId: 'someone',
        body: Buffer.concat(chunks).toString(),
        browserId,
        answer: createAnswer(response),
      });
      responses.push(response);
      server.emit('served');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    bayeux.close();
    bayeux.close();
    server.close();
    server.closeAllConnections();
  });
  const client = createAgentClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'someone');
  const publish = (...data: readonly unknown[]) => {
    bayeux.publish(data.map((each) => ({ to: 'someone', channel: '/v2/me/facebooksession', data: each })));
  };
  const lastResponse = (): ServerResponse => {
    const response = responses.at(-1);
    if (response === undefined) throw new Error('no request was served');
    return response;
  };
  return { bayeux, client, publish, served: () => once(server, 'served'), lastResponse };
}

const data = (messages: readonly Json[]) =>
  messages.filter(({ channel }) => channel !== '/meta/connect').map((message) => message['data']);

it.each([true, false])('keeps what is published after a held socket closed (acknowledgement %s)', async (ack) => {
  const { client, publish, served, lastResponse } = await startBayeux({ ack });
  const { clientId, connect } = await listen(client);
  const broken = new AbortController();
  const arrived = served();
  const held = client.post('/notifications', [{ channel: '/meta/connect', clientId }], broken.signal);
  await arrived;
  const closed = once(lastResponse(), 'close');
  broken.abort();
  await expect(held).rejects.toThrow();
  await closed;
  publish('kept', 'too');
  expect(data(await connect())).toEqual(['kept', 'too']);
});

it('puts events back when the socket breaks while they are written', async () => {
  const { client, publish, served, lastResponse } = await startBayeux({ ack: false });
  const { clientId, connect } = await listen(client);
  const arrived = served();
  const held = client.post('/notifications', [{ channel: '/meta/connect', clientId }]).catch(() => undefined);
  await arrived;
  const response = lastResponse();
  const closed = once(response, 'close');
  // Destroyed but not yet known to be closed: the answer is written into nothing.
  response.destroy();
  publish('not lost');
  await Promise.all([held, closed]);
  publish('nor late');
  expect(data(await connect())).toEqual(['not lost', 'nor late']);
});

it('drops a session whose queue overflows', async () => {
  const { client, publish } = await startBayeux({ maxQueue: 2 });
  const { connect } = await listen(client);
  publish(1, 2);
  expect(data(await connect())).toEqual([1, 2]);
  publish(3, 4, 5);
  expect(await connect()).toMatchObject([{ successful: false, error: '402::Unknown client' }]);
});

it('bounds the queue by size too', async () => {
  const { client, publish } = await startBayeux();
  const { connect } = await listen(client);
  const large = 'x'.repeat(6_000_000);
  publish(large, large, large);
  expect(await connect()).toMatchObject([{ error: '402::Unknown client' }]);
});

it('drops the oldest session when there are too many', async () => {
  const { client } = await startBayeux({ maxSessions: 2 });
  const [oldest, second] = [await listen(client), await listen(client)];
  await handshake(client);
  expect(await oldest.connect()).toMatchObject([{ error: '402::Unknown client' }]);
  expect(await second.connect({ advice: { timeout: 0 } })).toMatchObject([{ successful: true }]);
});

it('delivers what one publication brings in one answer', async () => {
  const { client, publish, served } = await startBayeux();
  const { connect } = await listen(client);
  const arrived = served();
  const held = connect();
  await arrived;
  publish(1, 2, 3);
  expect(data(await held)).toEqual([1, 2, 3]);
});

it('does not wake a connect for channels that the session does not subscribe to', async () => {
  const { bayeux, client, publish, served } = await startBayeux();
  const { connect } = await listen(client, '/v2/me/facebooksession');
  const arrived = served();
  const held = connect();
  await arrived;
  bayeux.publish([{ to: 'someone', channel: '/v2/me/chats', data: 'unwanted' }]);
  publish('wanted');
  expect(data(await held)).toEqual(['wanted']);
});

it('sends unacknowledged events again at once, but only to a client that acknowledges', async () => {
  const { client, publish, served } = await startBayeux();
  const { clientId } = await handshake(client, { ext: { ack: true } });
  const connect = (members: Json) => client.bayeux([{ channel: '/meta/connect', clientId, ...members }]);
  await client.bayeux([{ channel: '/meta/subscribe', clientId, subscription: '/v2/me/*' }]);
  await connect({ ext: { ack: 0 } });
  publish('one');
  expect(data(await connect({ ext: { ack: 1 } }))).toEqual(['one']);
  expect(data(await connect({ ext: { ack: 1 } }))).toEqual(['one']);
  // A client that never says a number would otherwise be sent the same for ever without a pause.
  const arrived = served();
  const held = connect({});
  await arrived;
  publish('two');
  expect(data(await held)).toEqual(['one', 'two']);
});

it('matches channels as Bayeux says', () => {
  const names = ['/v2/me', '/v2/me/chats', '/v2/me/a/b', '/v2'];
  const matched = (pattern: string) => names.filter((name) => channelMatches(pattern, name));
  expect(matched('/v2/me')).toEqual(['/v2/me']);
  expect(matched('/v2/me/*')).toEqual(['/v2/me/chats']);
  expect(matched('/v2/me/**')).toEqual(['/v2/me/chats', '/v2/me/a/b']);
  expect(matched('/**')).toEqual(names);
  expect(matched('/*')).toEqual(['/v2']);
  expect(['/a/*/b', '*', '', '/', '/a/***', `/${'a'.repeat(2_000)}`].filter(isChannelPattern)).toEqual([]);
});
