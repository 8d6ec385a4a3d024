import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { basic, startGateway } from '../support/gateway.ts';
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

  it('have no longer than that for the head of one, and are told so', async () => {
    const url = await start();
    // In place of a quarter of a minute; how often it is looked at stays as it is.
    (await serverAt(url)).headersTimeout = 100;
    const { socket, status } = await openRaw(url);
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(await status).toBe('HTTP/1.1 408 Request Timeout');
  }, 15_000);

  it('and do not read their answers are cut, those with streams aside', async () => {
    const url = await start();
    const server = await serverAt(url);
    expect(server.timeout).toBe(180_000);
    server.timeout = 400;
    const stream = await openRaw(url);
    stream.socket.write(
      `GET /graphql/stream?query=subscription%7BsessionEvents%7B__typename%7D%7D HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${basic('agent1', 'sandbox-agent1')}\r\n\r\n`,
    );
    await expect.poll(stream.received, { timeout: 10_000 }).toContain('SessionsSnapshot');
    const { socket } = await openRaw(url);
    socket.pause();
    const body = JSON.stringify({ query: getIntrospectionQuery() });
    const request = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    socket.write(request.repeat(100));
    const open = (): Promise<number> =>
      new Promise((resolve) => {
        server.getConnections((_, count) => {
          resolve(count);
        });
      });
    await expect.poll(open, { timeout: 10_000 }).toBe(1);
    expect(stream.socket.closed).toBe(false);
    for (const one of [socket, stream.socket]) one.destroy();
  }, 30_000);

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

describe('bodies', () => {
  const head = (path: string, length: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

  it.each([
    ['/graphql', 'Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['/graphql/', 'Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['/graphql/stream', 'Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['/nowhere', 'Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['/graphql', 'Content-Length: 1000000', '{'],
    ['/graphql/', 'Content-Length: 1000000', '{'],
  ])(
    'of a byte at a time are cut: %s, %s',
    async (path, length, piece) => {
      const { socket, status } = await openRaw(await start());
      socket.setNoDelay(true);
      socket.write(head(path, length));
      const cut = new Promise((resolve) => socket.once('close', resolve));
      // Never whole, and cut long before it would be.
      const isChunked = length.startsWith('Transfer');
      for (let sent = 0; !socket.destroyed && sent < 900_000; sent += isChunked ? 1000 : 1) {
        socket.write(isChunked ? piece.repeat(1000) : piece);
        await new Promise(setImmediate);
      }
      await cut;
      expect(await status).toBe('closed');
    },
    30_000,
  );

  it('that have not arrived whole are bounded in all: the largest are cut, and what is small is answered', async () => {
    const url = await start();
    const body = '{"query":"{ __typename }"}';
    const small = await Promise.all(['/graphql', '/graphql/'].map(async (path) => ({ path, raw: await openRaw(url) })));
    for (const { path, raw } of small)
      raw.socket.write(head(path, `Content-Length: ${body.length}`) + body.slice(0, 5));
    const most = 64;
    let closed = 0;
    const large = await Promise.all(
      Array.from({ length: 2 * most }, async (_, at) => {
        const raw = await openRaw(url);
        raw.socket.write(head(at % 2 === 0 ? '/graphql' : '/graphql/', 'Content-Length: 1048576'));
        raw.socket.write(Buffer.alloc(1_048_000, 32));
        // All that was sent has been read, so that the end of it is no failure.
        raw.socket.once('end', () => (closed += 1));
        return raw;
      }),
    );
    await expect.poll(() => closed, { timeout: 20_000 }).toBeGreaterThanOrEqual(most);
    for (const { raw } of small) raw.socket.write(body.slice(5));
    for (const { raw } of small) expect(await raw.status).toBe('HTTP/1.1 200 OK');
    expect(closed).toBeLessThan(2 * most);
    for (const { socket } of [...large, ...small.map(({ raw }) => raw)]) socket.destroy();
  }, 30_000);
});
