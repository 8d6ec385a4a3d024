import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';
import { openRaw } from '../support/raw.ts';
import { including } from './raw-doors.ts';

const query = 'subscription { sessionEvents { __typename ... on UnrecognizedNotification { messageType } } }';
const body = JSON.stringify({ query });
const head = [
  'Host: x',
  `Authorization: ${basic('alice', 'secret')}`,
  'Content-Type: application/json',
  `Content-Length: ${body.length}`,
].join('\r\n');

let side: BayeuxSide;
let peer: Peer;
let gateway: Gateway;

beforeEach(async () => {
  side = ownBayeux();
  peer = await createPeer([{ userName: 'alice', id: 'a' }], side);
  gateway = await startGateway({ GWS_URL: peer.url });
});

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

async function streams(door: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`streams\\{door="${door}"\\} (\\d+)`).exec(text)?.[1]);
}

describe('a connection that carries a stream', () => {
  it.each([
    ['sse', '/graphql/stream', 'text/event-stream'],
    ['multipart', '/graphql', 'multipart/mixed;subscriptionSpec=1.0'],
  ])('carries no other: %s', async (door, path, accept) => {
    const warnings: Error[] = [];
    const warn = (warning: Error): void => void warnings.push(warning);
    process.on('warning', warn);
    onTestFinished(() => void process.off('warning', warn));
    const raw = await openRaw(gateway.url);
    raw.socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\nAccept: ${accept}\r\n\r\n${body}`.repeat(20));
    await including(raw, 'SessionsSnapshot');
    expect(await streams(door)).toBe(1);
    side.deliver('alice', { messageType: 'Later' });
    await including(raw, 'Later');
    raw.socket.destroy();
    await expect.poll(() => streams(door)).toBe(0);
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('\ngws_graphql_links 1\n');
    expect(warnings).toEqual([]);
  });
});
