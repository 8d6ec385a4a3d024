import { WebSocket } from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { createPeer, holdOperations, type Peer } from '../support/peer.ts';
import { openRaw } from '../support/raw.ts';

const mutation = 'mutation { acceptSession(input: { sessionId: "s1", confirmWithin: 0 }) { outcome } }';
const authorization = basic('alice', 'secret');

let peer: Peer;
let gateway: Gateway;

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

/** An operation that is answered when the test says so. */
async function start(): Promise<ReturnType<typeof holdOperations>> {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
  gateway = await startGateway({ GWS_URL: peer.url, LINK_IDLE_MS: '0' });
  return holdOperations(peer);
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

const links = () => metric('gws_graphql_links');

describe('a client that leaves while its mutation runs', () => {
  it('over HTTP keeps its link until the mutation is done', async () => {
    const { arrived, finish } = await start();
    const leaving = new AbortController();
    const left = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: mutation }),
      signal: leaving.signal,
    });
    await arrived;
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    // Long enough for the gateway to see it leave: these come after it.
    for (let round = 0; round < 20; round += 1) expect(await links()).toBe(1);
    finish();
    await expect.poll(links).toBe(0);
  });

  it('over WebSocket keeps its link until the mutation is done', async () => {
    const { arrived, finish } = await start();
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { headers: { authorization } } }));
    });
    socket.once('message', () => {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: mutation } }));
    });
    await arrived;
    socket.terminate();
    await expect.poll(() => metric('gws_graphql_websockets')).toBe(0);
    for (let round = 0; round < 5; round += 1) expect(await links()).toBe(1);
    finish();
    await expect.poll(links).toBe(0);
  });
});

it('a pipelined request whose client leaves before its turn holds no link', async () => {
  const { arrived, finish } = await start();
  const { socket } = await openRaw(gateway.url);
  const post = (query: string): string => {
    const body = JSON.stringify({ query });
    return `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  socket.write(post(mutation) + post('{ me { id } }') + post('{ me { id } }'));
  await arrived;
  socket.destroy();
  finish();
  await expect.poll(links).toBe(0);
});
