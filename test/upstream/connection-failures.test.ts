import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { closed, json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';
import { connect, failed, failure } from '../support/connection.ts';

const ok = json({ statusCode: 0 });
const methods = [
  ['GET', true],
  ['POST', false],
] as const;

function request(method: 'GET' | 'POST') {
  return { method, path: '/me', ...(method === 'POST' ? { body: {} } : {}) } as const;
}

const headersOnly: Answer = (response) => {
  response.writeHead(200).flushHeaders();
};

const trickle: Answer = (response, { socket }) => {
  response.writeHead(200).write(' ');
  const timer = setInterval(() => response.write(' '), 10);
  socket.once('close', () => {
    clearInterval(timer);
  });
};

describe('the total deadline', () => {
  describe.each([
    ['never answers', silence],
    ['sends headers only', headersOnly],
    ['trickles a body', trickle],
  ])('of a server that %s', (_, answer) => {
    test.each(methods)('ends a %s (without effect: %s) and its socket', async (method, withoutEffect) => {
      const upstream = await startUpstream();
      const connection = connect(upstream.base, { timeout: 80 });
      const arrived = upstream.plan(`${method} /api/v2/me`, answer);
      expect(await failed(connection.send(request(method)))).toEqual(['UPSTREAM_TIMEOUT', withoutEffect]);
      await closed((await arrived).socket);
    });
  });

  test('is the request’s own where it has one', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { timeout: 60_000 });
    void upstream.plan('GET /api/v2/me', silence);
    expect(await failed(connection.send({ ...request('GET'), timeout: 50 }))).toEqual(['UPSTREAM_TIMEOUT', true]);
  });

  test('covers the wait for a free socket, and what waited in vain is not sent later', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { connections: 1 });
    const held = Promise.withResolvers<ServerResponse>();
    void upstream.plan('GET /api/v2/me', (response) => {
      held.resolve(response);
    });
    void upstream.plan('GET /api/v2/version', ok);
    const holding = connection.send(request('GET'));
    const response = await held.promise;
    const { code } = await failure(connection.send({ ...request('POST'), timeout: 50 }));
    expect(code).toBe('UPSTREAM_TIMEOUT');
    response.end('late');
    expect((await holding).text).toBe('late');
    await connection.send({ method: 'GET', path: '/version' });
  });

  test('covers the time to connect', async () => {
    // A server that never answers the TLS handshake: the request itself waits and is not sent.
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connection = connect(`https://127.0.0.1:${port}/api/v2`, { timeout: 60 });
    expect(await failed(connection.send(request('GET')))).toEqual(['UPSTREAM_TIMEOUT', true]);
    await connection.close();
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
});

describe('a signal', () => {
  test.each([
    ['before an answer', silence],
    ['in mid-body', trickle],
  ])('cancels %s, cuts the socket and is forgotten', async (_, answer) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const stop = new AbortController();
    const arrived = upstream.plan('POST /api/v2/me', answer);
    const sent = failed(connection.send({ ...request('POST'), signal: stop.signal }));
    const { socket } = await arrived;
    stop.abort();
    expect(await sent).toEqual(['UPSTREAM_UNAVAILABLE', false]);
    await closed(socket);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  test('that has fired sends nothing', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const { code } = await failure(connection.send({ ...request('GET'), signal: AbortSignal.abort() }));
    expect(code).toBe('UPSTREAM_UNAVAILABLE');
    expect(upstream.seen).toEqual([]);
  });
});

describe('a connection that fails', () => {
  test.each(['127.0.0.1', 'localhost'])('when %s refuses it, nothing was sent', async (host) => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const error = await failure(connect(`http://${host}:${port}/api/v2`).send(request('POST')));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', withoutEffect: true });
    expect(error.message).toContain('ECONNREFUSED');
  });

  test('when the name is unknown, nothing was sent', async () => {
    expect(await failed(connect('http://nowhere.invalid/api/v2').send(request('POST')))).toEqual([
      'UPSTREAM_UNAVAILABLE',
      true,
    ]);
  });

  test.each(methods)('is not sent again: a %s that is reset (without effect: %s)', async (method, withoutEffect) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan(`${method} /api/v2/me`, reset);
    expect(await failed(connection.send(request(method)))).toEqual(['UPSTREAM_UNAVAILABLE', withoutEffect]);
    void upstream.plan('GET /api/v2/version', ok);
    await connection.send({ method: 'GET', path: '/version' });
    expect(upstream.seen).toHaveLength(2);
  });

  test('is not sent again when a kept socket is reset', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { connections: 1 });
    const first = upstream.plan('POST /api/v2/me', ok);
    const second = upstream.plan('POST /api/v2/me', reset);
    await connection.send(request('POST'));
    expect(await failed(connection.send(request('POST')))).toEqual(['UPSTREAM_UNAVAILABLE', false]);
    expect((await second).socket).toBe((await first).socket);
    void upstream.plan('GET /api/v2/version', ok);
    await connection.send({ method: 'GET', path: '/version' });
    expect(upstream.seen).toHaveLength(3);
  });

  test.each([
    [
      'in mid-answer',
      (response, { socket }) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"statusCode":0', () => socket.destroy());
      },
    ],
    [
      'in mid-chunk',
      (response, { socket }) => {
        response.writeHead(200).write('{"statusCode":0}', () => socket.destroy());
      },
    ],
    ['in mid-header', (_, { socket }) => socket.end('HTTP/1.1 200 OK\r\nContent-')],
    ['with bytes that are no HTTP', (_, { socket }) => socket.end('what?\r\n\r\n')],
  ] satisfies [string, Answer][])('is not sent again when it breaks %s', async (_, answer) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', answer);
    expect(await failed(connection.send(request('POST')))).toEqual(['UPSTREAM_UNAVAILABLE', false]);
    void upstream.plan('GET /api/v2/version', ok);
    await connection.send({ method: 'GET', path: '/version' });
    expect(upstream.seen).toHaveLength(2);
  });

  test('while many wait for one socket, each POST still arrives at most once', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { connections: 2 });
    let answered = 0;
    upstream.otherwise((response, seen) => {
      (answered++ % 3 === 2 ? reset : ok)(response, seen);
    });
    await Promise.allSettled(
      Array.from({ length: 30 }, (_, number) => connection.send({ method: 'POST', path: '/me', body: { number } })),
    );
    const numbers = upstream.seen.map(({ text }) => text);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(30);
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i is never followed', async (status) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', plain('', status, { location: `${upstream.base}/elsewhere` }));
    expect((await connection.send(request('POST'))).status).toBe(status);
    expect(upstream.seen).toHaveLength(1);
  });
});
