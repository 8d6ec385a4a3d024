import { describe, expect, test } from 'vitest';
import { json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';
import { connect, failed } from '../support/connection.ts';

const refusal = 'Missing or invalid Csrf token';
const ok = json({ statusCode: 0 });
const post = { method: 'POST', path: '/me', body: { operationName: 'Ready' } } as const;

function withToken(value: string, name = 'X-CSRF-TOKEN', status = 200): Answer {
  return json({ statusCode: 0 }, status, { 'X-CSRF-HEADER': name, [name]: value });
}

describe('the CSRF pair', () => {
  test('is taken from any answer, replaced by a newer one, and sent with POSTs only', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const requests = [
      upstream.plan('POST /api/v2/me', withToken('one', 'X-CSRF-TOKEN', 500)),
      upstream.plan('GET /api/v2/me', ok),
      upstream.plan('POST /api/v2/me', withToken('two')),
      upstream.plan('POST /api/v2/me', ok),
      upstream.plan('POST /api/v2/me', ok),
    ];
    for (const method of ['POST', 'GET', 'POST', 'POST', 'POST'] as const) {
      await connection.send({ method, path: '/me', ...(method === 'POST' ? { body: {} } : {}) });
    }
    const sent = (await Promise.all(requests)).map(({ headers }) => headers['x-csrf-token']);
    expect(sent).toEqual([undefined, undefined, 'one', 'two', 'two']);
  });

  test('goes out under the very name the server gives', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('GET /api/v2/me', withToken('one', 'My-Own-Token'));
    const second = upstream.plan('POST /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    await connection.send(post);
    const { rawHeaders } = await second;
    expect(rawHeaders[rawHeaders.indexOf('My-Own-Token') + 1]).toBe('one');
  });

  test('is not made up where the server has none', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('GET /api/v2/me', ok);
    const second = upstream.plan('POST /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    await connection.send(post);
    expect((await second).rawHeaders.filter((name) => /csrf/i.test(name))).toEqual([]);
  });

  test.each(['Host', 'Cookie', 'Authorization', 'Expect', 'Upgrade', 'Content-Length', 'ssid', 'a b', '', '\u00fc'])(
    'that names the header %j is not taken, and later POSTs go on',
    async (name) => {
      const upstream = await startUpstream();
      const headers = { authorization: 'Basic dTpw', ssid: 'mine' };
      const connection = connect(upstream.base, { credentials: { headers, cookies: ['c=1'] } });
      void upstream.plan('GET /api/v2/me', (response) => {
        response
          .writeHead(200, { 'X-CSRF-HEADER': name, ...(/^[\w-]+$/.test(name) ? { [name]: '16' } : {}) })
          .end('{"statusCode":0}');
      });
      const second = upstream.plan('POST /api/v2/me', ok);
      await connection.send({ method: 'GET', path: '/me' });
      await connection.send(post);
      expect((await second).headers).toMatchObject({ ...headers, cookie: 'c=1', host: `127.0.0.1:${upstream.port}` });
      expect((await second).rawHeaders).not.toContain('16');
    },
  );
});

describe('a refused CSRF token', () => {
  test.each([
    ['as text', plain(refusal, 403)],
    ['in an envelope', json({ statusCode: 3, statusMessage: refusal }, 403)],
  ])('%s is renewed once, and the POST repeated exactly once', async (_, refused) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('GET /api/v2/me', withToken('old'));
    const first = upstream.plan('POST /api/v2/me', refused);
    void upstream.plan('GET /api/v2/me', withToken('new'));
    const again = upstream.plan('POST /api/v2/me', json({ statusCode: 0, done: true }));

    await connection.send({ method: 'GET', path: '/me' });
    const reply = await connection.send(post);

    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toEqual({ statusCode: 0, done: true });
    expect((await first).headers['x-csrf-token']).toBe('old');
    expect((await again).headers['x-csrf-token']).toBe('new');
    expect((await again).text).toBe((await first).text);
  });

  test('refused again is not sent a third time', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', plain(refusal, 403));
    void upstream.plan('GET /api/v2/me', json({ statusCode: 20 }, 403));
    void upstream.plan('POST /api/v2/me', plain(refusal, 403));
    const reply = await connection.send(post);
    expect(reply).toMatchObject({ status: 403, text: refusal });
  });

  test('of a GET is the answer', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('GET /api/v2/me', plain(refusal, 403));
    expect((await connection.send({ method: 'GET', path: '/me' })).status).toBe(403);
  });

  test('that cannot be renewed leaves a POST without effect', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', plain(refusal, 403));
    void upstream.plan('GET /api/v2/me', reset);
    expect(await failed(connection.send(post))).toEqual(['UPSTREAM_UNAVAILABLE', true]);
  });

  test('does not stretch the deadline: renewing counts, and the POST had no effect', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', plain(refusal, 403));
    void upstream.plan('GET /api/v2/me', silence);
    expect(await failed(connection.send({ ...post, timeout: 100 }))).toEqual(['UPSTREAM_TIMEOUT', true]);
  });

  test('does not stretch the deadline: nor does repeating', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    const after = (milliseconds: number, answer: Answer): Answer => {
      return (response, seen) => setTimeout(answer, milliseconds, response, seen);
    };
    void upstream.plan('POST /api/v2/me', after(150, plain(refusal, 403)));
    void upstream.plan('GET /api/v2/me', after(150, ok));
    void upstream.plan('POST /api/v2/me', after(600, ok));
    expect(await failed(connection.send({ ...post, timeout: 700 }))).toEqual(['UPSTREAM_TIMEOUT', false]);
  });
});
