import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { authorizationOf, documentOf, openDesk, talk, type Desk } from '../gateway/operating.ts';
import { send } from './doors.ts';

const authorization = authorizationOf('agent1');
const mutation = `mutation { sendMessage(input: { sessionId: "${talk}", text: "forged", confirmWithin: 0 }) { outcome } }`;
const evil = 'https://evil.example';

/** The status and body that an upgrade is refused with; null where it is not. */
async function refused(url: string, headers: Record<string, string>): Promise<[number, string] | null> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const opened = once(socket, 'open').then(() => null);
  const denied = once(socket, 'unexpected-response').then(async ([, response]: unknown[]) => {
    const { statusCode = 0 } = response as IncomingMessage;
    return [statusCode, await text(response as IncomingMessage)] as [number, string];
  });
  const outcome = await Promise.race([opened, denied]);
  if (outcome === null) socket.terminate();
  return outcome;
}

/** Nothing of it has reached the upstream. */
function expectNothingDone(desk: Desk): void {
  expect(desk.operations()).toEqual([]);
}

describe('a form of a foreign page', () => {
  const body = JSON.stringify({ query: mutation });
  const form = `query=${encodeURIComponent(mutation)}`;
  const parts = `--b\r\ncontent-disposition: form-data; name="query"\r\n\r\n${mutation}\r\n--b--\r\n`;

  it.each([
    ['text/plain', 'text/plain', body],
    ['text/plain that says it is JSON', 'text/plain; charset=application/json', body],
    ['urlencoded', 'application/x-www-form-urlencoded', form],
    ['multipart', 'multipart/form-data; boundary=b', parts],
    ['no type', '', body],
  ])('has no effect: %s', async (_how, type, content) => {
    const desk = await openDesk();
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      const headers = { authorization, origin: evil, ...(type === '' ? {} : { 'content-type': type }) };
      const { status } = await send(desk.url + path, headers, { body: content });
      expect([path, Math.floor(status / 100)]).toEqual([path, 4]);
    }
    expectNothingDone(desk);
  });

  it('has no effect by GET, not even with the header that a form cannot send', async () => {
    const desk = await openDesk();
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      for (const more of [{}, { 'apollo-require-preflight': '1' }]) {
        const query = `${desk.url}${path}?query=${encodeURIComponent(mutation)}`;
        expect((await send(query, { authorization, ...more })).status).toBeGreaterThanOrEqual(400);
      }
    }
    expectNothingDone(desk);
  });

  it('gets no answer to a query by GET', async () => {
    const { url } = await openDesk();
    const { status, text: told } = await send(`${url}/graphql?query={me{id}}`, { authorization });
    expect([status, told]).toEqual([400, expect.stringContaining('CSRF')]);
  });
});

describe('a script of a foreign page', () => {
  const head = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };

  it.each(['/graphql', '/graphql/', '/graphql/stream'])('gets no leave to ask %s, and cannot read it', async (path) => {
    const { url } = await openDesk({}, { CORS_ORIGINS: 'https://desk.example' });
    const allowed = ({ headers }: { headers: IncomingMessage['headers'] }): unknown[] =>
      ['origin', 'credentials', 'headers'].map((name) => headers[`access-control-allow-${name}`]);
    for (const origin of [evil, 'null', 'https://desk.example.evil.example', 'http://desk.example']) {
      expect(allowed(await send(url + path, { ...head, origin }, { method: 'OPTIONS' }))).toEqual(
        Array(3).fill(undefined),
      );
      const { headers } = await send(
        url + path,
        { origin, 'content-type': 'application/json' },
        { body: '{"query":"{a}"}' },
      );
      expect(allowed({ headers })).toEqual(Array(3).fill(undefined));
    }
    const named = await send(url + path, { ...head, origin: 'https://desk.example' }, { method: 'OPTIONS' });
    expect(allowed(named)).toEqual(['https://desk.example', 'true', 'content-type']);
  });

  it('opens no WebSocket', async () => {
    const { url } = await openDesk();
    const body = expect.stringContaining('CORS_ORIGINS') as string;
    for (const origin of [evil, 'null', 'http://127.0.0.1.evil.example']) {
      expect([origin, await refused(url, { origin })]).toEqual([origin, [403, body]]);
    }
    expect(await refused(url, { origin: url })).toBeNull();
    expect(await refused(url, { origin: 'http://localhost:5173' })).toBeNull();
    expect(await refused(url, {})).toBeNull();
  });

  it("gets an event stream without the agent's cookies", async () => {
    const { url } = await openDesk();
    const login = await send(`${url}/graphql/stream?query={me{id}}`, { cookie: 'JSESSIONID=x', origin: evil });
    expect([login.status, login.text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  });
});

describe('a page whose name leads to the gateway (DNS rebinding)', () => {
  const json = { authorization, 'content-type': 'application/json' };

  it('gets 403 at every address, and no WebSocket', async () => {
    const desk = await openDesk();
    const host = `evil.example:${new URL(desk.url).port}`;
    const same = { host, origin: `http://${host}` };
    const body = JSON.stringify({ query: documentOf('leaveSession'), variables: { input: { sessionId: talk } } });
    const told = expect.stringContaining('ALLOWED_HOSTS') as string;
    for (const path of ['/', '/desk', '/explorer/page.js', '/metrics', '/readyz', '/graphql/stream?query={me{id}}']) {
      const answer = await send(desk.url + path, { ...same, authorization });
      expect([path, answer.status, answer.text]).toEqual([path, 403, told]);
    }
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      const answer = await send(desk.url + path, { ...same, ...json }, { body });
      expect([path, answer.status, answer.text]).toEqual([path, 403, told]);
    }
    expect(await refused(desk.url, same)).toEqual([403, told]);
    expectNothingDone(desk);
  });

  it('gets 403 on any address where ALLOWED_HOSTS is set; those who are named are served', async () => {
    const { url } = await openDesk({}, { ALLOWED_HOSTS: 'gws.example.com', HOST: '0.0.0.0' });
    const at = url.replace('0.0.0.0', '127.0.0.1');
    expect(
      (await send(`${at}/graphql`, { host: 'evil.example', ...json }, { body: '{"query":"{ __typename }"}' })).status,
    ).toBe(403);
    expect(
      (await send(`${at}/graphql`, { host: 'gws.example.com', ...json }, { body: '{"query":"{ __typename }"}' }))
        .status,
    ).toBe(200);
    expect((await send(`${at}/healthz`, {})).status).toBe(200);
    expect(await refused(at, { host: 'evil.example' })).toEqual([403, expect.stringContaining('ALLOWED_HOSTS')]);
    expect(await refused(at, { host: 'gws.example.com', origin: 'https://gws.example.com' })).toBeNull();
  });
});
