import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ask, basic, recordingLog, startGateway } from '../support/gateway.ts';

let gateway: Gateway | null = null;

afterEach(async () => {
  await gateway?.close();
  gateway = null;
});

async function start(env: Record<string, string> = {}, log = recordingLog()): Promise<string> {
  gateway = await startGateway(env, log);
  return `${gateway.url}/graphql`;
}

describe('GraphQL over HTTP', () => {
  it('refuses a subscription and says where it is served', async () => {
    const log = recordingLog();
    const url = await start({}, log);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic('agent1', 'sandbox-agent1') },
      body: JSON.stringify({ query: 'subscription { sessionEvents { cursor } }' }),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: expect.stringContaining('graphql-transport-ws') as string,
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      },
    ]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('names the variable whose value is wrong', async () => {
    const url = await start();
    const { errors } = await ask(
      url.replace(/\/graphql$/, ''),
      basic('agent1', 'sandbox-agent1'),
      'query ($first: Int!) { sessions(first: $first) { totalCount } }',
      { first: 'x' },
    );
    expect(errors?.[0]?.message).toMatch(/^Variable "\$first" got invalid value "x"; /);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('leads a browser that opens it to the explorer, but not its queries', async () => {
    const url = await start();
    const visit = (address: string) => fetch(address, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' });
    const response = await visit(url);
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    expect((await visit(`${url}/`)).status).toBe(302);
    expect((await visit(`${url}?query={__typename}`)).status).toBe(400);
  });

  it('takes a slash at the end', async () => {
    const url = await start();
    const response = await fetch(`${url}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('pages of other origins', () => {
  const preflight = (url: string, origin: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,contactcenterid',
      },
    });
  const post = (url: string, origin: string, body = '{"query":"{ __typename }"}') =>
    fetch(url, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body });
  const allowed = ({ headers }: Response): (string | null)[] =>
    ['origin', 'credentials', 'methods', 'headers'].map((name) => headers.get(`access-control-allow-${name}`));

  it('are not let in by default', async () => {
    const url = await start();
    expect((await preflight(url, 'http://localhost:5173')).status).toBe(404);
    const response = await post(url, 'http://localhost:5173');
    expect([...allowed(response), response.headers.get('vary')]).toEqual([null, null, null, null, null]);
  });

  it('are let in when named, with their headers and cookies, and no others', async () => {
    const url = await start({ CORS_ORIGINS: 'http://localhost:5173' });
    const asked = await preflight(url, 'http://localhost:5173');
    expect([asked.status, ...allowed(asked)]).toEqual([
      204,
      'http://localhost:5173',
      'true',
      'GET, POST',
      'authorization,content-type,contactcenterid',
    ]);
    const answers = [await post(url, 'http://localhost:5173'), await post(url, 'http://localhost:5173', 'no JSON')];
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    for (const answer of answers) expect(allowed(answer).slice(0, 2)).toEqual(['http://localhost:5173', 'true']);
    for (const answer of [await preflight(url, 'http://evil.example'), await post(url, 'http://evil.example')]) {
      expect([...allowed(answer), answer.headers.get('vary')]).toEqual([null, null, null, null, 'Origin']);
    }
  });

  it('are all let in by *, without cookies', async () => {
    const url = await start({ CORS_ORIGINS: '*' });
    expect(allowed(await preflight(url, 'http://any.example')).slice(0, 2)).toEqual(['*', null]);
  });
});

describe('GWS_URL', () => {
  it.each([
    ['http://127.0.0.1:9', 1],
    ['http://127.0.0.1:9/api/v2', 0],
  ])('%s is warned of %i times', async (url, times) => {
    const log = recordingLog();
    await start({ GWS_URL: url }, log);
    const warnings = log.lines.filter(({ level, message }) => level === 'warn' && /GWS_URL.*\/api\/v2/.test(message));
    expect(warnings).toHaveLength(times);
  });
});
