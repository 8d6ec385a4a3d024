import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Step } from '../../src/cli/doctor/check.ts';
import { basic, readLogin } from '../../src/cli/doctor/credentials.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { parseConfig } from '../../src/config.ts';
import { createSandbox, type FaultRule, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startGateway } from '../support/gateway.ts';
import { startFront, without } from './front.ts';

interface Terms {
  readonly password?: string | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly stepTimeout?: number;
  /** The last step that is of interest. */
  readonly upTo: string;
}

/** Examines as agent1, up to a step. */
async function stepsOf(base: string, { password = 'sandbox-agent1', env = {}, stepTimeout = 5000, upTo }: Terms) {
  const login = password === null ? await readLogin({}, {}, null) : basic('agent1', password);
  if (login.kind === 'unusable') throw new Error(login.problem);
  const steps: Step[] = [];
  const examination = examine({
    base,
    config: parseConfig({ GWS_URL: base, ...env }),
    credentials: login.kind === 'somebody' ? login.credentials : null,
    secrets: login.kind === 'somebody' ? login.secrets : [],
    stepTimeout,
    signal: new AbortController().signal,
    onStart: () => undefined,
  });
  for await (const step of examination) {
    steps.push(step);
    if (step.name === upTo) return steps;
  }
  throw new Error(`there is no step ${upTo}`);
}

async function find(base: string, terms: Terms): Promise<Step | undefined> {
  return (await stepsOf(base, terms)).at(-1);
}

async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const faulty = (rule: FaultRule): Promise<Sandbox> => startSandbox({ faults: { rules: [rule] } });

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}

const like = (status: string, detail: RegExp, advice: RegExp | null): unknown =>
  expect.objectContaining({
    status,
    detail: expect.stringMatching(detail) as string,
    advice: advice === null ? null : (expect.stringMatching(advice) as string),
  });

describe('what is not Web Services', () => {
  it('is told by what it answers', async () => {
    const base = await serve((_, response) => response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>'));
    expect(await find(base, { upTo: 'web services' })).toEqual(
      like('failed', /^answers HTTP 200 \(text\/html\), which is not Web Services$/, /GWS_URL wants the base/),
    );
  });

  it('is told although it has a statusCode, if that is of HTTP: the gateway itself', async () => {
    const gateway = await startGateway();
    onTestFinished(() => gateway.close());
    expect(await find(`${gateway.url}/api/v2`, { upTo: 'web services' })).toEqual(
      like('failed', /^answers HTTP 404 .*, which is not Web Services$/, /this gateway itself/),
    );
  });

  it('may be a login page, or a balancer alone', async () => {
    const portal = await serve((_, response) => response.writeHead(302, { location: 'https://login.test/' }).end());
    expect(await find(portal, { upTo: 'web services' })).toEqual(
      like('failed', /HTTP 302 without a body/, /It sends its visitors to https:\/\/login\.test\/: a login page/),
    );
    const balancer = await serve((_, response) => response.writeHead(503).end());
    expect(await find(balancer, { upTo: 'web services' })).toEqual(like('failed', /HTTP 503/, /A balancer answers/));
  });

  it('may be another part of it: the right base is named', async () => {
    const { url } = await startSandbox();
    expect(await find(new URL('/ui', url).href, { upTo: 'web services' })).toEqual(
      like('failed', /^answers HTTP 403/, new RegExp(`set GWS_URL to ${url}$`)),
    );
  });

  it('sees no credentials', async () => {
    const seen: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await stepsOf(base, { upTo: 'goodbye' });
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  it('is given up when it does not answer', async () => {
    const base = await serve(() => undefined);
    expect(await find(base, { upTo: 'web services', stepTimeout: 100 })).toEqual(
      like('failed', /^no answer within 0\.1 s$/, /--step-timeout/),
    );
  });
});

describe('version and clock', () => {
  it.each(['8.5.1', '8.5.100.20', '7.6'])('%s is old', async (version) => {
    const { url } = await startSandbox();
    const base = await startFront(url, (line) =>
      line === 'GET /diagnostics/version' ? { body: JSON.stringify({ statusCode: 0, version }) } : undefined,
    );
    expect(await find(base, { upTo: 'version' })).toEqual(like('warning', new RegExp(`^${version}$`), /8\.5\.2/));
  });

  it('a build without the version is known by its refusal', async () => {
    const { url } = await startSandbox();
    const base = await startFront(url, (line) =>
      line === 'GET /diagnostics/version' ? { status: 404, body: '' } : undefined,
    );
    const [service, version] = (await stepsOf(base, { upTo: 'version' })).slice(-2);
    expect(service).toMatchObject({ status: 'ok' });
    expect(version).toEqual(like('warning', /^it does not tell$/, /8\.5\.2/));
  });

  it.each([
    [60_000, 'warning', /^the upstream is (59|60|61) s ahead$/],
    [-7200_000, 'warning', /^the upstream is (7199|7200|7201) s behind$/],
    [0, 'ok', /^agrees/],
  ])('a clock that is %i ms ahead', async (ahead, status, detail) => {
    const { url } = await startSandbox();
    const base = await startFront(url, (_, { headers }) => ({
      headers: { ...headers, date: new Date(Date.now() + ahead).toUTCString() },
    }));
    expect(await find(base, { upTo: 'clock', password: null })).toMatchObject({
      status,
      detail: expect.stringMatching(detail) as string,
    });
  });

  it('a clock that is not told', async () => {
    const { url } = await startSandbox();
    const base = await startFront(url, (_, { headers }) => ({ headers: without(headers, 'date') }));
    expect(await find(base, { upTo: 'clock', password: null })).toEqual(like('skipped', /no Date header/, /./));
  });
});

describe('the login', () => {
  it('is tried once, whatever comes of it', async () => {
    const logins: string[] = [];
    const { url } = await startSandbox({
      onRequest: ({ path, headers }) => {
        if (headers.authorization !== undefined) logins.push(path);
      },
    });
    const steps = await stepsOf(url, { password: 'not-this-one', upTo: 'clock' });
    expect(steps.find(({ name }) => name === 'login')).toEqual(
      like(
        'failed',
        /^refused: HTTP 403, statusCode 20 \(not logged in\)$/,
        /wrong.*It was tried once and is not tried again/,
      ),
    );
    expect(logins).toEqual(['/api/v2/me']);
    expect(JSON.stringify(steps)).not.toContain('not-this-one');
  });

  it.each<[FaultRule, RegExp, RegExp]>([
    [{ fault: 'unauthorized', on: 'read' }, /^refused: HTTP 401$/, /wrong/],
    [{ fault: 'forbidden', on: 'read', body: 'empty' }, /^refused: HTTP 403$/, /wrong/],
    [{ fault: 'forbidden', on: 'read', body: 'page' }, /^HTTP 403, with a page of its own$/, /firewall/],
    [{ fault: 'html', on: 'read' }, /^HTTP 500: /, /Something between/],
    [
      { fault: 'answer', on: 'read', status: 200, body: { statusCode: 8, statusMessage: 'x' } },
      /statusCode 8/,
      /change it/,
    ],
    [{ fault: 'answer', on: 'read', status: 200, body: { statusCode: 5, statusMessage: 'No' } }, /: No$/, /known but/],
    [{ fault: 'answer', on: 'read', status: 200, body: { statusCode: 0 } }, /does not say who/, /`user`/],
    [{ fault: 'reset', on: 'read' }, /cannot be reached \(/, /cuts connections/],
  ])('that meets %j', async (rule, detail, advice) => {
    const { url } = await faulty(rule);
    expect(await find(url, { upTo: 'login' })).toEqual(like('failed', detail, advice));
  });

  it('is not shown, whoever repeats it, and neither are commands to a terminal', async () => {
    const statusMessage = `no \u001b[2J${Buffer.from('agent1:sandbox-agent1').toString('base64')} sandbox-agent1\u009b`;
    const { url } = await faulty({ fault: 'answer', on: 'read', status: 200, body: { statusCode: 3, statusMessage } });
    expect((await find(url, { upTo: 'login' }))?.detail).toMatch(/: no {2}\[2J\(hidden\) \(hidden\) $/);
  });

  it('is not shown either where it is so long that its end is cut off', async () => {
    const password = 'long'.repeat(400);
    const statusMessage = `no ${Buffer.from(`agent1:${password}`).toString('base64')}`;
    const { url } = await startSandbox();
    const base = await startFront(url, (line) =>
      line === 'GET /me' ? { body: JSON.stringify({ statusCode: 3, statusMessage }) } : undefined,
    );
    expect((await find(base, { upTo: 'login', password }))?.detail).toMatch(/: no \(hidden\)$/);
  });

  it('is good for less than an agent', async () => {
    const { url } = await startSandbox();
    const user = (more: object) => ({ statusCode: 0, user: { id: 'u', userName: 'u', ...more } });
    const agentOf = async (more: object): Promise<Step | undefined> => {
      const base = await startFront(url, (line, { status }) =>
        line === 'GET /me' && status === 200 ? { body: JSON.stringify(user(more)) } : undefined,
      );
      return find(base, { upTo: 'agent' });
    };
    expect(await agentOf({ roles: ['ROLE_ADMIN'] })).toEqual(like('warning', /^roles: ROLE_ADMIN$/, /ROLE_AGENT/));
    expect(await agentOf({ enabled: false })).toEqual(like('warning', /none told/, /disabled/));
    expect(await agentOf({ roles: ['ROLE_AGENT'], contactCenterId: 'c1' })).toEqual(
      like('ok', /^roles: ROLE_AGENT; contact center c1$/, null),
    );
  });

  it('may meet servers behind that are down', async () => {
    const { url } = await startSandbox();
    const services = [{ id: '1', type: 'MultiMediaState', state: 'Inactive' }];
    const base = await startFront(url, (line) =>
      line.startsWith('GET /services') ? { body: JSON.stringify({ statusCode: 0, services }) } : undefined,
    );
    expect(await find(base, { upTo: 'services' })).toEqual(
      like('warning', /^not active: MultiMediaState$/, /Interaction Server/),
    );
  });
});

describe('CSRF protection', () => {
  it('is off, or on', async () => {
    const { url } = await startSandbox();
    expect(await find(url, { upTo: 'csrf' })).toEqual(like('ok', /^protection is on, by X-CSRF-TOKEN$/, null));
    const base = await startFront(url, (_, { headers }) => ({ headers: without(headers, 'x-csrf-header') }));
    expect(await find(base, { upTo: 'csrf' })).toEqual(like('ok', /^protection is off$/, null));
  });

  it('of which a proxy drops the token', async () => {
    const { url } = await startSandbox();
    const base = await startFront(url, (_, { headers }) => ({ headers: without(headers, 'x-csrf-token') }));
    expect(await find(base, { upTo: 'csrf' })).toEqual(like('failed', /missing/, /X-CSRF-HEADER/));
  });

  it('that nobody tells of shows at the handshake', async () => {
    const { url } = await startSandbox();
    const base = await startFront(url, (_, { headers }) => ({ headers: without(headers, 'x-csrf-header') }));
    expect(await find(base, { upTo: 'handshake' })).toEqual(
      like('failed', /^HTTP 403: the CSRF token is missing or wrong$/, /let cookies, X-CSRF-HEADER/),
    );
  });
});

describe('the sessions', () => {
  it('may be there under the other spelling', async () => {
    const { url } = await startSandbox();
    const env = { GWS_SESSIONS_PATH: 'facebooksession' };
    expect(await find(url, { upTo: 'sessions', env })).toEqual(
      like('failed', /^\/me\/facebooksession: HTTP 404, statusCode 6/, /^Set GWS_SESSIONS_PATH=facebooksessions: /),
    );
  });

  it.each([
    [404, { statusCode: 6, statusMessage: 'x' }, /statusCode 6/, /api-multimedia/],
    [403, { statusCode: 5, statusMessage: 'No' }, /: No$/, /may not read sessions/],
  ])('may be refused with %i', async (status, body, detail, advice) => {
    const { url } = await startSandbox();
    const base = await startFront(url, (line) =>
      line.startsWith('GET /me/facebooksession') ? { status, body: JSON.stringify(body) } : undefined,
    );
    expect(await find(base, { upTo: 'sessions' })).toEqual(like('failed', detail, advice));
  });
});

describe('the notifications', () => {
  it('are elsewhere', async () => {
    const { url } = await startSandbox();
    const env = { GWS_NOTIFICATIONS_PATH: '/cometd' };
    expect(await find(url, { upTo: 'handshake', env })).toEqual(
      like('failed', /^HTTP 400, statusCode 1 .* at \/cometd$/, /GWS_NOTIFICATIONS_PATH/),
    );
  });

  it.each<[FaultRule, RegExp, RegExp]>([
    [{ fault: 'advice', on: 'handshake', advice: { reconnect: 'none' } }, /^refused: /, /not for notifications/],
    [{ fault: 'html', on: 'handshake' }, /HTTP 500/, /not Web Services/],
    [{ fault: 'garbage', on: 'handshake' }, /not Bayeux/, /not Web Services/],
  ])('that meet %j', async (rule, detail, advice) => {
    const { url } = await faulty(rule);
    expect(await find(url, { upTo: 'handshake' })).toEqual(like('failed', detail, advice));
  });

  it('come without acknowledgements, or by sockets alone', async () => {
    const { url } = await startSandbox({ ack: false });
    expect(await find(url, { upTo: 'handshake' })).toEqual(
      like('warning', /acknowledgements not granted$/, /acknowledged messages extension/),
    );
    const base = await startFront(url, (_, { body }) => ({ body: body.replace('"long-polling"', '"websocket"') }));
    expect(await find(base, { upTo: 'handshake' })).toEqual(like('failed', /; websocket; /, /long polling/));
  });

  it('are refused on one channel, or on all', async () => {
    const { url } = await startSandbox();
    const env = { GWS_CHANNELS: '/v2/me/*,/v2/me/x' };
    const refusing = (channels: RegExp): Promise<string> =>
      startFront(url, (_, { body }, asked) => {
        if (!asked.body.includes('/meta/subscribe') || !channels.test(asked.body)) return undefined;
        const [reply] = JSON.parse(body) as readonly object[];
        return { body: JSON.stringify([{ ...reply, successful: false, error: '403:x:subscribe_denied' }]) };
      });
    const one = await stepsOf(await refusing(/me\/x/), { upTo: 'channel /v2/me/x', env });
    expect(one.at(-2)).toMatchObject({ status: 'ok' });
    expect(one.at(-1)).toEqual(like('warning', /^403:x:subscribe_denied$/, /GWS_CHANNELS/));
    const all = await stepsOf(await refusing(/./), { upTo: 'channel /v2/me/x', env });
    expect(all.slice(-2).map(({ status }) => status)).toEqual(['warning', 'failed']);
  });

  it('are forgotten at once, or polled without being held', async () => {
    const forgetful = await faulty({ fault: 'unknownClient', on: 'connect' });
    expect(await find(forgetful.url, { upTo: 'poll' })).toEqual(
      like('failed', /^402::Unknown client$/, /sticky sessions/),
    );
    const hasty = await startSandbox({ pollTimeout: 10 });
    expect(await find(hasty.url, { upTo: 'poll' })).toEqual(like('warning', /with nothing$/, /not held/));
  });

  it('are left as they were found: the Bayeux session is ended, and no operation is sent', async () => {
    const bodies: string[] = [];
    const { url } = await startSandbox({ onRequest: ({ body }) => bodies.push(body) });
    await stepsOf(url, { upTo: 'clock' });
    expect(bodies.filter((body) => body.includes('/meta/disconnect'))).toHaveLength(1);
    expect(bodies.filter((body) => body.includes('operationName'))).toEqual([]);
    // Stopped in the middle of it, too.
    await stepsOf(url, { upTo: 'handshake' });
    expect(bodies.filter((body) => body.includes('/meta/disconnect'))).toHaveLength(2);
  });
});
