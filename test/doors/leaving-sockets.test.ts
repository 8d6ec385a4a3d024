import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, holdOperations, type Peer } from '../support/peer.ts';
import { openRaw, textFrame, upgradeTo, type Raw } from '../support/raw.ts';
import { including, over } from './raw-doors.ts';

const alices = basic('alice', 'secret');
const mutation = 'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }';

let peer: Peer;
let gateway: Gateway;

beforeEach(async () => {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
});

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

async function openSocket(url: string): Promise<Raw> {
  const raw = await openRaw(url);
  raw.socket.write(upgradeTo('/graphql'));
  await raw.status;
  raw.socket.write(
    textFrame(JSON.stringify({ type: 'connection_init', payload: { headers: { authorization: alices } } })),
  );
  return raw;
}

const operation = (id: string, query: string, extensions = {}): Buffer =>
  textFrame(JSON.stringify({ id, type: 'subscribe', payload: { query, extensions } }));

const done = (): number => peer.calls.filter(({ method, path }) => method === 'POST' && path.includes('/s1')).length;

describe('a socket on its way out', () => {
  it.each([
    ['Idle', { STREAM_IDLE_MS: '200' }],
    ['Lifetime reached', { STREAM_LIFETIME_MS: '200' }],
  ])('does nothing for a client that goes on asking after the close: %s', async (reason, env) => {
    gateway = await startGateway({ GWS_URL: peer.url, ...env });
    const raw = await openSocket(gateway.url);
    await including(raw, reason);
    raw.socket.write(operation('late', mutation));
    await over(raw);
    expect(done()).toBe(0);
  });

  it('does not do what waited for a renewal when it closed', async () => {
    const held = Promise.withResolvers<undefined>();
    peer.passwords.add('second');
    peer.held.set('second', held.promise);
    gateway = await startGateway({ GWS_URL: peer.url, SHUTDOWN_TIMEOUT_MS: '1500' });
    const raw = await openSocket(gateway.url);
    await including(raw, 'connection_ack');
    raw.socket.write(operation('late', mutation, { headers: { authorization: basic('alice', 'second') } }));
    await expect.poll(() => peer.waiting).toBe(1);
    const closed = gateway.close();
    await including(raw, 'Service restart');
    held.resolve(undefined);
    await over(raw);
    await closed;
    expect(done()).toBe(0);
  });

  it('takes no more queries and mutations while it answers what runs; a stream ends with the close', async () => {
    gateway = await startGateway({ GWS_URL: peer.url, STREAM_LIFETIME_MS: '300' });
    const { arrived, finish } = holdOperations(peer);
    const client = socketClient(gateway.url, alices);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const events = 'subscription { sessionEvents { ... on StreamEnding { endReason } } }';
    const stream = streamOf(client, events);
    const answer = streamOf(client, mutation).result();
    await arrived;
    await stream.until(({ endReason }) => endReason === 'LIFETIME');
    await expect(streamOf(client, mutation).result()).rejects.toMatchObject([
      { extensions: { code: 'SHUTTING_DOWN' } },
    ]);
    const late = streamOf(client, events).result();
    finish();
    expect((await answer).data).toEqual({ acceptSession: { outcome: 'ACCEPTED' } });
    expect(await closed).toMatchObject({ code: 1012 });
    await expect(late).rejects.toMatchObject({ code: 1012 });
    expect(done()).toBe(1);
  });
});
