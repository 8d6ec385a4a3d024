import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { closed, json, reset, silence, startUpstream } from '../support/upstream.ts';
import { connect, failed } from '../support/connection.ts';

const ok = json({ statusCode: 0 });

describe('what is sent', () => {
  test('path and query below the base, and a body as JSON', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const get = upstream.plan('GET /api/v2/me?subresources=*', json({ statusCode: 0, user: { id: 'ü' } }));
    const post = upstream.plan('POST /api/v2/me', ok);

    const reply = await connection.send({ method: 'GET', path: '/me?subresources=*' });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toEqual({ statusCode: 0, user: { id: 'ü' } });
    await connection.send({ method: 'POST', path: '/me', body: { operationName: 'Ready', text: 'ü' } });

    expect((await get).headers).toMatchObject({ accept: 'application/json', host: `127.0.0.1:${upstream.port}` });
    expect((await get).headers['content-type']).toBeUndefined();
    expect((await post).headers['content-type']).toBe('application/json');
    expect((await post).body).toEqual({ operationName: 'Ready', text: 'ü' });
  });

  test('Authorization and listed headers, unchanged, with every request', async () => {
    const upstream = await startUpstream();
    const headers = { authorization: 'Basic  dTpw==', contactcenterid: 'a, "b"; c', ssid: 'x'.repeat(5000) };
    const connection = connect(upstream.base, { credentials: { headers, cookies: [] } });
    const get = upstream.plan('GET /api/v2/me', ok);
    const post = upstream.plan('POST /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    await connection.send({ method: 'POST', path: '/me', body: {} });
    expect((await get).headers).toMatchObject(headers);
    expect((await post).headers).toMatchObject(headers);
    expect((await get).headers.cookie).toBeUndefined();
  });

  test('knows how long ago there was an answer, whatever it was; a failure is none', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { timeout: 80 });
    void upstream.plan('GET /api/v2/silent', silence);
    expect(await failed(connection.send({ method: 'GET', path: '/silent' }))).toEqual(['UPSTREAM_TIMEOUT', true]);
    expect(connection.sinceAnswer()).toBe(Infinity);
    const begun = performance.now();
    void upstream.plan('GET /api/v2/none', json({}, 404));
    await connection.send({ method: 'GET', path: '/none', timeout: 10_000 });
    const since = connection.sinceAnswer();
    expect(since).toBeGreaterThanOrEqual(0);
    expect(since).toBeLessThanOrEqual(performance.now() - begun);
  });

  test('one request at a time on a socket', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { connections: 1 });
    const held = Promise.withResolvers<ServerResponse>();
    void upstream.plan('GET /api/v2/first', (response) => {
      held.resolve(response);
    });
    void upstream.plan('GET /api/v2/elsewhere', ok);
    void upstream.plan('GET /api/v2/second', ok);
    const first = connection.send({ method: 'GET', path: '/first' });
    const response = await held.promise;
    const second = connection.send({ method: 'GET', path: '/second' });
    await connect(upstream.base).send({ method: 'GET', path: '/elsewhere' });
    response.end();
    await Promise.all([first, second]);
  });

  test('a base with a path that is only a slash', async () => {
    const upstream = await startUpstream();
    const connection = connect(`http://127.0.0.1:${upstream.port}`);
    const get = upstream.plan('GET /me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    await get;
  });
});

describe('cookies', () => {
  test('for what is no host do no harm to the answer, compressed or not', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const headers = { 'set-cookie': ['a=1; Domain=é[', 'b=2; Path=/'] };
    void upstream.plan('GET /api/v2/me', json({}, 200, headers));
    void upstream.plan('GET /api/v2/me', (response) => {
      response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    });
    const third = upstream.plan('GET /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    expect((await connection.send({ method: 'GET', path: '/me' })).text).toBe('hello');
    await connection.send({ method: 'GET', path: '/me' });
    expect((await third).headers.cookie).toBe('b=2');
  });

  test('are kept from every answer and returned, beside those the client brought', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { credentials: { headers: {}, cookies: ['sso=1', 'JSESSIONID=given'] } });
    const first = upstream.plan(
      'GET /api/v2/me',
      json({ statusCode: 20 }, 403, {
        'set-cookie': ['JSESSIONID=a.node1; Path=/api/v2; Secure; HttpOnly', 'AWSELB=b;PATH=/;MAX-AGE=600'],
      }),
    );
    const second = upstream.plan(
      'POST /api/v2/notifications',
      json([], 200, { 'set-cookie': 'BAYEUX_BROWSER=c; HttpOnly' }),
    );
    const third = upstream.plan('GET /api/v2/me', json({}, 500, { 'set-cookie': 'JSESSIONID=d; Path=/api/v2' }));
    const fourth = upstream.plan('GET /api/v2/me', ok);

    await connection.send({ method: 'GET', path: '/me' });
    await connection.send({ method: 'POST', path: '/notifications', body: [] });
    await connection.send({ method: 'GET', path: '/me' });
    await connection.send({ method: 'GET', path: '/me' });

    expect(sorted((await first).headers.cookie)).toEqual(['JSESSIONID=given', 'sso=1']);
    expect(sorted((await second).headers.cookie)).toEqual(['AWSELB=b', 'JSESSIONID=a.node1', 'sso=1']);
    expect(sorted((await third).headers.cookie)).toEqual([
      'AWSELB=b',
      'BAYEUX_BROWSER=c',
      'JSESSIONID=a.node1',
      'sso=1',
    ]);
    expect(sorted((await fourth).headers.cookie)).toEqual(['AWSELB=b', 'BAYEUX_BROWSER=c', 'JSESSIONID=d', 'sso=1']);
  });

  test('with bytes that are no ASCII come back, and break no later request', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    upstream.otherwise(json({}, 200, { 'set-cookie': ['a=\u00fc\u00ff; Path=/', 'b="q;w"; Path=/'] }));
    await connection.send({ method: 'GET', path: '/me' });
    await connection.send({ method: 'GET', path: '/me' });
    expect(sorted(upstream.seen[1]?.headers.cookie)).toContain('a=\u00fc\u00ff');
  });

  test('tokens and sockets of two connections never mix', async () => {
    const upstream = await startUpstream();
    upstream.otherwise((response, { headers }) => {
      const caller = headers.authorization ?? '';
      const marks = {
        'set-cookie': `JSESSIONID=${caller}`,
        'x-csrf-header': 'X-CSRF-TOKEN',
        'x-csrf-token': `token-${caller}`,
      };
      json({ statusCode: 0 }, 200, marks)(response, null as never);
    });
    const callers = ['a', 'b', 'c'];
    const connections = callers.map((authorization) =>
      connect(upstream.base, { credentials: { headers: { authorization }, cookies: [] } }),
    );
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(connections.map((connection) => connection.send({ method: 'POST', path: '/me', body: {} })));
    }
    const sockets = new Map<unknown, string>();
    for (const { headers, socket } of upstream.seen) {
      const caller = headers.authorization ?? '';
      expect(sockets.get(socket) ?? caller).toBe(caller);
      sockets.set(socket, caller);
      if (headers.cookie !== undefined) expect(headers.cookie).toBe(`JSESSIONID=${caller}`);
      if (headers['x-csrf-token'] !== undefined) expect(headers['x-csrf-token']).toBe(`token-${caller}`);
    }
    expect(upstream.seen.filter(({ headers }) => headers['x-csrf-token'] !== undefined)).toHaveLength(12);
  });
});

describe('close', () => {
  test('may be called twice, and cuts the sockets', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const get = upstream.plan('GET /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    await closed((await get).socket);
  });

  test('ends a call in flight, of which nobody knows whether it had an effect', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const arrived = upstream.plan('POST /api/v2/me', silence);
    const sent = failed(connection.send({ method: 'POST', path: '/me', body: {} }));
    const { socket } = await arrived;
    await connection.close();
    expect(await sent).toEqual(['UPSTREAM_UNAVAILABLE', false]);
    await closed(socket);
  });

  test('ends a call whose body is on its way', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const arrived = upstream.plan('GET /api/v2/me', (response) => {
      response.writeHead(200).write('{"statusCode"');
    });
    const sent = failed(connection.send({ method: 'GET', path: '/me' }));
    await arrived;
    await connection.close();
    expect(await sent).toEqual(['UPSTREAM_UNAVAILABLE', true]);
  });

  test('a call after it has no effect and says so', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    await connection.close();
    expect(await failed(connection.send({ method: 'POST', path: '/me', body: {} }))).toEqual([
      'UPSTREAM_UNAVAILABLE',
      true,
    ]);
  });
});

function sorted(cookie: string | undefined): readonly string[] {
  return (cookie ?? '').split('; ').sort();
}

test('an answer, whatever it is, shows for a while that the upstream is there; a failure does not', async () => {
  const upstream = await startUpstream();
  const connection = connect(upstream.base);
  void upstream.plan('GET /api/v2/me', reset);
  await failed(connection.send({ method: 'GET', path: '/me' }));
  expect(connection.sinceAnswer()).toBe(Infinity);
  void upstream.plan('GET /api/v2/me', json({}, 503));
  await connection.send({ method: 'GET', path: '/me' });
  const since = connection.sinceAnswer();
  expect(since).toBeLessThan(5000);
  expect(connection.sinceAnswer()).toBeGreaterThanOrEqual(since);
});
