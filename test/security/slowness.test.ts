import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { openRaw } from '../support/raw.ts';
import { send } from './doors.ts';

async function start(): Promise<string> {
  const gateway = await startGateway();
  onTestFinished(() => gateway.close());
  return gateway.url;
}

/** The server behind an address, as Node tells of its requests. */
async function serverAt(url: string): Promise<Server> {
  const found: Server[] = [];
  const listen = (message: unknown): void => {
    found.push((message as { server: Server }).server);
  };
  subscribe('http.server.request.start', listen);
  await send(`${url}/healthz`, {});
  unsubscribe('http.server.request.start', listen);
  const [server] = found;
  if (server === undefined) throw new Error('no server was heard of');
  return server;
}

describe('clients that take their time', () => {
  it('have a minute for a request, a quarter of it for the head, and are so many at most', async () => {
    const { requestTimeout, headersTimeout, keepAliveTimeout, maxConnections } = await serverAt(await start());
    expect([requestTimeout, headersTimeout, keepAliveTimeout]).toEqual([60_000, 15_000, 72_000]);
    expect(maxConnections).toBe(20_000);
  });

  it.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['bodies', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'],
    ['upgrades', 'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: web'],
  ])('keep nobody waiting with slow %s, and cost the gateway no link', async (_what, beginning) => {
    const url = await start();
    const slow = await Promise.all(Array.from({ length: 300 }, () => openRaw(url)));
    onTestFinished(() => {
      for (const { socket } of slow) socket.destroy();
    });
    for (const { socket } of slow) socket.write(beginning);
    const body = '{"query":"{ __typename }"}';
    const { status } = await send(`${url}/graphql`, { 'content-type': 'application/json' }, { body });
    expect(status).toBe(200);
    expect((await send(`${url}/metrics`, {})).text).toContain('\ngws_graphql_links 0\n');
  });
});
