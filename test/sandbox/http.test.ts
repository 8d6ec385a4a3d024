import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../../src/sandbox/sandbox.ts';
import { fixture, sessionId } from './agent.ts';
import { basic, createAgentClient, type Json, logIn, startSandbox, userNamed } from './agent-client.ts';

const denied = { statusCode: 20, statusMessage: 'Access denied' };

describe('login', () => {
  it('tells the version to anybody and nothing else without credentials', async () => {
    const { url } = await startSandbox();
    const nobody = createAgentClient(url, 'agent1');
    nobody.authorization = undefined;
    expect((await nobody.get('/diagnostics/version')).json).toMatchObject({ statusCode: 0 });
    const refused = await nobody.get('/me');
    expect([refused.status, refused.json]).toEqual([403, denied]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect((await nobody.post('/me', {})).json).toEqual(denied);
  });

  it.each([
    basic('agent1', 'wrong'),
    basic('agent1', ''),
    basic('nobody'),
    'Basic !!!',
    'Basic',
    'Bearer sandbox-agent1',
  ])('refuses %s', async (authorization) => {
    const { url } = await startSandbox();
    const client = createAgentClient(url, 'agent1');
    client.authorization = authorization;
    const answer = await client.get('/me');
    expect([answer.status, answer.json]).toEqual([403, denied]);
  });

  it('answers GET /me with the documented members and sets an HttpOnly cookie that is enough from then on', async () => {
    const sandbox = await startSandbox();
    const client = createAgentClient(sandbox.url, 'agent1');
    const first = await client.get('/me');
    const documented = await fixture('sibling.me.get-me.response');
    const { user } = first.json as { user: Json };
    expect(Object.keys(user)).toEqual(Object.keys(documented['user'] as Json));
    const { id } = userNamed(sandbox, 'agent1');
    const path = `/users/${id}`;
    expect(user).toMatchObject({ userName: 'agent1', roles: ['ROLE_AGENT'], path, uri: sandbox.url + path });
    expect(first.headers.getSetCookie()).toEqual([expect.stringMatching(/^JSESSIONID=\w+; Path=\/; HttpOnly$/)]);

    client.authorization = undefined;
    const second = await client.get('/me');
    expect(second.status).toBe(200);
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it('opens another session when cookie and credentials name different users', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const before = client.cookies.get('JSESSIONID');
    client.authorization = basic('agent2');
    expect((await client.get('/me')).json).toMatchObject({ user: { userName: 'agent2' } });
    expect(client.cookies.get('JSESSIONID')).not.toBe(before);
  });

  it('ends the HTTP session with EndContactCenterSession', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    client.authorization = undefined;
    const start = { operationName: 'StartContactCenterSession', channels: ['chat'] };
    expect((await client.post('/me', start)).json).toEqual({ statusCode: 0 });
    expect((await client.post('/me', { operationName: 'EndContactCenterSession' })).json).toEqual({ statusCode: 0 });
    expect((await client.get('/me')).json).toEqual(denied);
  });
});

describe('CSRF protection', () => {
  it('names header and token on answers to GET, and refuses POST without the right one as text', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const { headers } = await client.get('/me');
    expect(headers.get('X-CSRF-HEADER')).toBe('X-CSRF-TOKEN');
    expect(headers.get('X-CSRF-TOKEN')).toMatch(/^[\da-f-]{36}$/);

    for (const token of [undefined, 'wrong', ...[(await logIn(sandbox, 'agent1')).token]]) {
      client.token = token;
      for (const path of ['/me', `/me/facebooksessions/${sessionId}`, '/notifications']) {
        const refused = await client.post(path, [{ channel: '/meta/handshake' }]);
        expect([refused.status, refused.text]).toEqual([403, 'Missing or invalid Csrf token']);
        expect(refused.headers.get('Content-Type')).toMatch(/^text\/plain/);
      }
    }
  });

  it('keeps the token for the life of the HTTP session', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const { token } = client;
    await client.get('/me/facebooksessions');
    expect(client.token).toBe(token);
    client.cookies.clear();
    await client.get('/me');
    expect(client.token).not.toBe(token);
  });
});

describe('reading', () => {
  it('lists uris without fields, the chosen fields, or everything', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const uri = `${sandbox.url}/facebooksessions/${sessionId}`;
    expect((await client.get('/me/facebooksessions')).json).toMatchObject({ statusCode: 0, uris: [uri, {}] });
    expect((await client.get('/me/facebooksessions?fields=id,state')).json).toEqual({
      statusCode: 0,
      facebooksessions: [
        { id: sessionId, state: 'Chatting' },
        { id: '0002EaAY01MT0083', state: 'Invited' },
      ],
    });
    const all = (await client.get('/me/facebooksessions?fields=*')).json as { facebooksessions: readonly Json[] };
    expect(all.facebooksessions).toMatchObject([
      { participants: [{ type: 'Customer' }, { visibility: 'All' }, { visibility: 'Agents' }] },
      { participants: [], capabilities: ['Accept', 'Reject'] },
    ]);
    expect(Object.keys(all.facebooksessions[0]?.['userData'] as Json)).toHaveLength(81);
    const one = await client.get(`/me/facebooksessions/${sessionId}`);
    expect(one.json).toEqual({ statusCode: 0, facebooksession: all.facebooksessions[0] });
  });

  it('pages through messages by index', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent2');
    const read = async (query: string) => {
      const { json } = await client.get(`/me/facebooksessions/${sessionId}/messages${query}`);
      return (json as { messages: readonly Json[] }).messages.map(({ index }) => index);
    };
    expect(await read('')).toEqual([1, 2, 3, 4]);
    expect(await read('?startIndex=2&count=2')).toEqual([2, 3]);
    expect(await read('?startIndex=5')).toEqual([]);
    const wrong = await client.get(`/me/facebooksessions/${sessionId}/messages?count=-1`);
    expect([wrong.status, wrong.json]).toMatchObject([400, { statusCode: 10 }]);
  });

  it('shows an agent only sessions they have or had a part in', async () => {
    const sandbox = await startSandbox();
    const supervisor = await logIn(sandbox, 'supervisor');
    expect((await supervisor.get('/me/facebooksessions?fields=*')).json).toEqual({
      statusCode: 0,
      facebooksessions: [],
    });
    const agent2 = await logIn(sandbox, 'agent2');
    for (const client of [supervisor, agent2]) {
      for (const tail of ['', '/messages']) {
        const answer = await client.get(`/me/facebooksessions/0002EaAY01MT0083${tail}`);
        expect([answer.status, answer.json]).toMatchObject([404, { statusCode: 6 }]);
      }
      const accepted = await client.operate('0002EaAY01MT0083', 'Accept', { nickname: 'Thief' });
      expect([accepted.status, accepted.json]).toMatchObject([404, { statusCode: 6 }]);
    }
  });
});

describe('requests that cannot be served', () => {
  it.each([
    '/me/nothing',
    '/me/facebooksessions/..%2Fx',
    '/me/facebooksessions/%2e%2e/x',
    '/me/facebooksessions/a b',
    '/',
  ])('GET %s does not exist', async (path) => {
    const client = await logIn(await startSandbox(), 'agent1');
    const answer = await client.get(path);
    expect([answer.status, answer.json]).toMatchObject([404, { statusCode: 6 }]);
  });

  it('answers in the envelope what is outside its base, malformed, unknown or too large', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const outside = await fetch(`${new URL(sandbox.url).origin}/else`, { headers: { Authorization: basic('agent1') } });
    expect([outside.status, await outside.json()]).toMatchObject([404, { statusCode: 6 }]);
    const path = `/me/facebooksessions/${sessionId}`;
    const cases: readonly (readonly [string, unknown, number, number])[] = [
      [path, '{', 400, 1],
      [path, '[]', 400, 1],
      [path, {}, 400, 1],
      [path, { operationName: 7 }, 400, 1],
      [path, { operationName: 'Dance' }, 400, 3],
      [path, { operationName: 'constructor' }, 400, 3],
      [path, { operationName: 'Accept', nickname: 'x' }, 400, 3],
      ['/me', { operationName: 'Dance' }, 400, 3],
      ['/me/else', { operationName: 'Dance' }, 404, 6],
      ['/me/facebooksessions/0002EaAY01MTZZZZ', { operationName: 'Leave' }, 404, 6],
      [path, 'x'.repeat(1_048_577), 413, 10],
    ];
    for (const [where, body, status, statusCode] of cases) {
      const answer = await client.post(where, body);
      expect([answer.status, answer.json]).toMatchObject([status, { statusCode }]);
      expect(Object.keys(answer.json as Json)).toEqual(['statusCode', 'statusMessage']);
    }
  });

  it('serves GET and POST only', async () => {
    const sandbox = await startSandbox();
    const { cookies, token = '' } = await logIn(sandbox, 'agent1');
    const headers = { Cookie: `JSESSIONID=${cookies.get('JSESSIONID') ?? ''}`, 'X-CSRF-TOKEN': token };
    const answer = await fetch(`${sandbox.url}/me`, { method: 'DELETE', headers });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, POST']);
  });
});

it('shows every request to onRequest', async () => {
  const seen: SeenRequest[] = [];
  const sandbox = await startSandbox({ onRequest: (request) => seen.push(request) });
  const client = await logIn(sandbox, 'agent1');
  await client.operate(sessionId, 'SendMessage', { text: 'hello' });
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/v2/me',
    `POST /api/v2/me/facebooksessions/${sessionId}`,
  ]);
  expect(seen[1]?.body).toBe('{"operationName":"SendMessage","text":"hello"}');
  expect(seen[1]?.headers['x-csrf-token']).toBe(client.token);
});
