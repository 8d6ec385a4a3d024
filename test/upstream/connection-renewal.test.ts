import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { connect } from '../support/connection.ts';
import { json, startUpstream } from '../support/upstream.ts';

const ok = json({ statusCode: 0 });
const who = (name: string) => ({ headers: { authorization: `Basic ${name}` }, cookies: [`JSESSIONID=${name}`] });

describe('renewed credentials', () => {
  test('go out with the next request, headers and cookies; what else the upstream set stays', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { credentials: who('old') });
    void upstream.plan('GET /api/v2/first', (response) => {
      response.setHeader('set-cookie', ['JSESSIONID=given; Path=/', 'BAYEUX_BROWSER=b; Path=/']);
      response.end('{}');
    });
    const second = upstream.plan('GET /api/v2/second', ok);
    await connection.send({ method: 'GET', path: '/first' });
    connection.renew(who('new'));
    await connection.send({ method: 'GET', path: '/second' });
    expect((await second).headers).toMatchObject({
      authorization: 'Basic new',
      cookie: 'BAYEUX_BROWSER=b; JSESSIONID=new',
    });
  });

  test('open a session of their own: that of the old login is not sent any more, whatever its last answers set', async () => {
    const upstream = await startUpstream();
    const by = (name: string) => ({ headers: { authorization: `Basic ${name}` }, cookies: [] });
    const connection = connect(upstream.base, { credentials: by('old') });
    const session = (id: string) => ({
      'set-cookie': [`JSESSIONID=${id}; Path=/`, 'AWSELB=node; Path=/', 'BAYEUX_BROWSER=b; Path=/'],
      'x-csrf-header': 'X-CSRF-TOKEN',
      'x-csrf-token': `token-${id}`,
    });
    void upstream.plan('GET /api/v2/me', json({}, 200, session('old')));
    await connection.send({ method: 'GET', path: '/me' });
    const held = Promise.withResolvers<ServerResponse>();
    void upstream.plan('GET /api/v2/slow', (response) => {
      held.resolve(response);
    });
    const slow = connection.send({ method: 'GET', path: '/slow' });
    const response = await held.promise;
    connection.renew(by('new'));
    const first = upstream.plan('POST /api/v2/x', json('Missing or invalid Csrf token', 403, session('new')));
    void upstream.plan('GET /api/v2/me', ok);
    const again = upstream.plan('POST /api/v2/x', ok);
    await connection.send({ method: 'POST', path: '/x' });
    expect((await first).headers).toMatchObject({
      authorization: 'Basic new',
      cookie: 'AWSELB=node; BAYEUX_BROWSER=b',
    });
    const own = { cookie: 'JSESSIONID=new; AWSELB=node; BAYEUX_BROWSER=b', 'x-csrf-token': 'token-new' };
    expect((await again).headers).toMatchObject(own);
    json({}, 200, session('old again'))(response, await first);
    await slow;
    const last = upstream.plan('POST /api/v2/x', ok);
    await connection.send({ method: 'POST', path: '/x' });
    expect((await last).headers).toMatchObject(own);
  });

  test('drop what the client brought before, also where the upstream has set it since', async () => {
    const upstream = await startUpstream();
    const by = (...cookies: string[]) => ({ headers: { authorization: 'Basic a' }, cookies });
    const connection = connect(upstream.base, { credentials: by('sso=old', 'BAYEUX_BROWSER=x') });
    const set = { 'set-cookie': ['sso=set; Path=/', 'BAYEUX_BROWSER=b; Path=/'] };
    void upstream.plan('GET /api/v2/me', json({}, 200, set));
    await connection.send({ method: 'GET', path: '/me' });
    connection.renew(by());
    const next = upstream.plan('GET /api/v2/me', ok);
    await connection.send({ method: 'GET', path: '/me' });
    expect((await next).headers.cookie).toBe('BAYEUX_BROWSER=b');
  });

  test.each([
    ['a denial of the old ones that comes after', 403, { statusCode: 20 }, 2],
    ['no other answer to them', 200, { statusCode: 0 }, 1],
  ])('repeat %s', async (_what, status, body, requests) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base, { credentials: who('old') });
    const held = Promise.withResolvers<ServerResponse>();
    void upstream.plan('POST /api/v2/notifications', (response) => {
      held.resolve(response);
    });
    const again = requests === 2 ? upstream.plan('POST /api/v2/notifications', ok) : null;
    const reply = connection.send({ method: 'POST', path: '/notifications', body: [] });
    const response = await held.promise;
    connection.renew(who('new'));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    expect((await reply).status).toBe(200);
    expect((await again)?.headers.authorization).toBe(again === null ? undefined : 'Basic new');
    expect(upstream.seen).toHaveLength(requests);
  });
});
