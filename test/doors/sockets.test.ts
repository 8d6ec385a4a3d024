import { once } from 'node:events';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import { basic, recordingLog, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, holdOperations, type Peer } from '../support/peer.ts';
import { openRaw, textFrame, upgradeTo, type Raw } from '../support/raw.ts';
import { including, over, rawDoors } from './raw-doors.ts';

const alices = basic('alice', 'secret');
const events =
  'subscription { sessionEvents { __typename ... on UnrecognizedNotification { payload } ... on StreamEnding { endReason } } }';
const mutation = 'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }';

let side: BayeuxSide;
let peer: Peer;
let gateway: Gateway;

beforeEach(async () => {
  side = ownBayeux();
  peer = await createPeer([{ userName: 'alice', id: 'a' }], side);
});

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

async function start(env: Record<string, string> = {}, log = recordingLog()): Promise<string> {
  gateway = await startGateway({ GWS_URL: peer.url, ...env }, log);
  return gateway.url;
}

async function closing(socket: WebSocket): Promise<readonly [number, string]> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString()];
}

function openSocket(url: string): WebSocket {
  return new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
}

/** What came after the head of the upgrade's answer. */
function frames({ received }: Raw): string {
  return received().slice(received().indexOf('\r\n\r\n') + 4);
}

describe('a WebSocket', () => {
  it('that is not initialised is closed', async () => {
    expect(await closing(openSocket(await start()))).toEqual([4408, 'Connection initialisation timeout']);
  });

  it('on which nothing runs is closed after a while; one with a stream is not', async () => {
    const url = await start({ STREAM_IDLE_MS: '200' });
    const busy = streamOf(socketClient(url, alices), events);
    await busy.next();
    const idle = socketClient(url, alices);
    const closed = new Promise((resolve) => idle.on('closed', resolve));
    expect((await streamOf(idle, '{ __typename }').result()).data).toEqual({ __typename: 'Query' });
    expect(await closed).toMatchObject({ code: 1000, reason: 'Idle' });
    side.deliver('alice', { messageType: 'Later' });
    expect(await busy.next()).toMatchObject({ payload: { messageType: 'Later' } });
  });

  it('is renewed after its lifetime, also when nothing runs on it', async () => {
    const socket = openSocket(await start({ STREAM_LIFETIME_MS: '200' }));
    expect(await closing(socket)).toEqual([1012, 'Lifetime reached']);
  });

  it('is renewed after its lifetime when what runs on it is answered', async () => {
    const url = await start({ STREAM_LIFETIME_MS: '1500' });
    const { arrived, finish } = holdOperations(peer);
    const client = socketClient(url, alices);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const stream = streamOf(client, events);
    await stream.next();
    const answer = streamOf(client, mutation).result();
    await arrived;
    expect(await stream.next()).toMatchObject({ endReason: 'LIFETIME' });
    finish();
    expect((await answer).data).toEqual({ acceptSession: { outcome: 'ACCEPTED' } });
    expect(await closed).toMatchObject({ code: 1012, reason: 'Lifetime reached' });
  }, 15_000);

  it('answers pings of both kinds, and pings itself', async () => {
    const socket = openSocket(await start({ WS_PING_MS: '100' }));
    await once(socket, 'open');
    const [pinged, ponged, answered] = [once(socket, 'ping'), once(socket, 'pong'), once(socket, 'message')];
    socket.ping('one');
    expect((await ponged).toString()).toBe('one');
    socket.send(JSON.stringify({ type: 'ping', payload: { two: 2 } }));
    expect(JSON.parse(String((await answered)[0]))).toEqual({ type: 'pong', payload: { two: 2 } });
    await pinged;
    socket.terminate();
  });

  it('whose client does not answer pings is cut', async () => {
    const raw = await openRaw(await start({ WS_PING_MS: '100' }));
    raw.socket.write(upgradeTo('/graphql'));
    await over(raw);
    // One ping, and no goodbye.
    expect(frames(raw)).toMatch(/^\x89[^]{9}$/);
  });

  it('whose client answers pings that it has not read is cut', async () => {
    const raw = await openRaw(await start({ WS_PING_MS: '100' }));
    raw.socket.write(upgradeTo('/graphql'));
    await raw.status;
    // Empty, and masked with zeros.
    const pongs = setInterval(() => raw.socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0])), 20);
    await over(raw);
    clearInterval(pongs);
    expect(frames(raw)).toMatch(/^\x89[^]{9}$/);
  });

  it('carries a bounded number of operations', async () => {
    const url = await start();
    const client = socketClient(url, alices);
    const streams = Array.from({ length: 200 }, () => streamOf(client, events));
    for (const stream of streams) await stream.next();
    await expect(streamOf(client, events).result()).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    streams[0]?.stop();
    side.deliver('alice', { messageType: 'More' });
    expect(await streams[1]?.next()).toMatchObject({ payload: { messageType: 'More' } });
    expect((await streamOf(client, '{ __typename }').result()).data).toEqual({ __typename: 'Query' });
    await client.dispose();
  });

  it('keeps one event for a client that does not read, however many streams it has', async () => {
    const log = recordingLog();
    const url = await start({ WS_PING_MS: '1000' }, log);
    const tab = streamOf(socketClient(url, alices), events);
    await tab.next();
    const stalled = await openRaw(url);
    stalled.socket.write(upgradeTo('/graphql'));
    await stalled.status;
    const send = (message: unknown): boolean => stalled.socket.write(textFrame(JSON.stringify(message)));
    send({ type: 'connection_init', payload: { headers: { authorization: alices } } });
    await including(stalled, 'connection_ack');
    const ids = ['1', '2', '3', '4', '5'];
    for (const id of ids) {
      send({ id, type: 'subscribe', payload: { query: events } });
      await including(stalled, `{"id":"${id}","type":"next"`);
    }
    stalled.socket.pause();
    const large = 'x'.repeat(400_000);
    for (let round = 0; round < 20; round += 1) {
      side.deliver('alice', { messageType: `Round${round}`, large });
      expect(await tab.next()).toMatchObject({ payload: { messageType: `Round${round}` } });
    }
    const cut = () => log.lines.find(({ message }) => message.includes('its client does not read'));
    await expect.poll(cut, { timeout: 15_000 }).toBeDefined();
    expect(cut()?.fields['bytes']).toBeLessThan(1.1 * large.length);
    stalled.socket.destroy();
  });
});

describe('a gateway that leaves', () => {
  it('tells streams at once, refuses new work, answers what runs, and then closes', async () => {
    const url = await start();
    const { arrived, finish } = holdOperations(peer);
    const client = socketClient(url, alices);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const stream = streamOf(client, events);
    await stream.next();
    const answer = streamOf(client, mutation).result();
    await arrived;
    const done = gateway.close();
    expect(await stream.next()).toMatchObject({ endReason: 'SHUTTING_DOWN' });
    await expect(streamOf(client, '{ me { id } }').result()).rejects.toMatchObject([
      { extensions: { code: 'SHUTTING_DOWN' } },
    ]);
    finish();
    expect((await answer).data).toEqual({ acceptSession: { outcome: 'ACCEPTED' } });
    expect(await closed).toMatchObject({ code: 1012, reason: 'Service restart' });
    await done;
  });

  it.each(['/graphql', '/graphql/', '/%67raphql'])('answers a request to %s that comes too late', async (path) => {
    const url = await start();
    const { arrived, finish } = holdOperations(peer);
    const running = streamOf(socketClient(url, alices), mutation).result();
    await arrived;
    const late = await openRaw(url);
    late.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await including(late, '"up"');
    const body = '{"query":"{ me { id } }"}';
    late.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`,
    );
    await (await fetch(`${url}/healthz`)).text();
    const done = gateway.close();
    late.socket.write(`\r\n${body}`);
    await including(late, 'SHUTTING_DOWN');
    expect(late.received()).toContain('HTTP/1.1 503 Service Unavailable');
    finish();
    await running;
    late.socket.destroy();
    await done;
  });

  it.each(rawDoors)('does not wait longer than it may for a client that does not read: $name', async ({ open }) => {
    const url = await start({ SHUTDOWN_TIMEOUT_MS: '1500' });
    const tab = streamOf(socketClient(url, alices), events);
    await tab.next();
    const stalled = await open(url, alices, events);
    await including(stalled, 'SessionsSnapshot');
    stalled.socket.pause();
    const large = 'x'.repeat(400_000);
    for (let round = 0; round < 20; round += 1) {
      side.deliver('alice', { messageType: `Round${round}`, large });
      await tab.next();
    }
    const asked = performance.now();
    await gateway.close();
    expect(performance.now() - asked).toBeLessThan(2500);
    expect((await tab.next())['endReason']).toBe('SHUTTING_DOWN');
    stalled.socket.destroy();
  });

  it.each(rawDoors)('is gone soon when its clients read: $name', async ({ open }) => {
    const url = await start();
    const raws = await Promise.all(Array.from({ length: 10 }, () => open(url, alices, events)));
    for (const raw of raws) await including(raw, 'SessionsSnapshot');
    const ended = raws.map((raw) => including(raw, 'SHUTTING_DOWN').then(() => over(raw)));
    const asked = performance.now();
    await Promise.all([gateway.close(), ...ended]);
    expect(performance.now() - asked).toBeLessThan(2500);
    for (const raw of raws) expect(raw.received()).not.toMatch(/event: complete|--graphql--|"complete"/);
  });
});

describe('a stream on which nothing happens', () => {
  it.each(rawDoors.filter(({ name }) => name !== 'websocket'))('has heartbeats: $name', async ({ name, open }) => {
    const raw = await open(await start({ WS_PING_MS: '100' }), alices, events);
    const beat = name === 'sse' ? ':\n\n' : '\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql';
    await including(raw, 'SessionsSnapshot');
    const beats = (): number => raw.received().split(beat).length - 1;
    await expect.poll(beats).toBeGreaterThan(5);
    side.deliver('alice', { messageType: 'Later' });
    await including(raw, 'Later');
    raw.socket.destroy();
  });
});
