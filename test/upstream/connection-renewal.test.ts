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
