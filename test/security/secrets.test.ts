import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { documentOf, talk } from '../gateway/operating.ts';
import { freePort } from '../support/free-port.ts';
import { basic } from '../support/gateway.ts';
import { run } from '../support/process.ts';
import { overEveryDoor, send, type Told } from './doors.ts';

const nasty = '\n{"level":60,"msg":"forged"}\r\n\u001b[31m\u0000\u2028';
const marks = {
  password: 'MARKpassword',
  token: 'MARKtoken',
  cookie: 'MARKcookie',
  text: 'MARKtext',
  comment: 'MARKcomment',
  userData: 'MARKuserdata',
  variable: 'MARKvariable',
};
const anyMark = /MARK\w+/g;

/** A day's work, and much that goes wrong; all that was told of errors. */
async function work(url: string): Promise<readonly Told[]> {
  const told: Told[] = [];
  const keep = (one: Told): void => void told.push(one);
  const agent1 = basic('agent1', 'sandbox-agent1');
  const input = { sessionId: talk, confirmWithin: 0 };
  const mutations = [
    ['sendMessage', { ...input, text: marks.text + nasty }],
    ['addComment', { ...input, comment: marks.comment + nasty }],
    ['attachUserData', { ...input, userData: [{ key: `k${nasty}`, value: marks.userData }] }],
    ['sendMessage', { sessionId: `..${nasty}`, text: marks.text }],
    ['sendMessage', { sessionId: 'nowhere', text: marks.text, confirmWithin: 0 }],
  ] as const;
  for (const [name, given] of mutations) {
    await overEveryDoor(url, agent1, { query: documentOf(name), variables: { input: given } }, keep);
  }
  const strangers = [basic(`who${nasty}`, marks.password), `Bearer ${marks.token}`];
  for (const authorization of strangers) {
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      const headers = { authorization, cookie: `JSESSIONID=${marks.cookie}`, 'content-type': 'application/json' };
      const { status, text } = await send(url + path, headers, { body: '{"query":"{ me { id } }"}' });
      told.push({ status, retryAfter: null, answer: { errors: [{ message: text, extensions: {} }] } });
    }
  }
  const named = {
    query: `query { sessions(after: "${marks.variable}") { nodes { id } } }`,
    operationName: `Q${nasty}`,
  };
  await overEveryDoor(url, agent1, named, keep);
  await send(`${url}/graphql${encodeURIComponent(nasty)}`, { 'user-agent': 'x\u001b[31m' }).catch(() => undefined);
  return told;
}

it('a day leaves no secret in logs, errors, metrics and cursors, and every line of the log is one JSON object', async () => {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  const upstreams = [sandbox.url, `http://127.0.0.1:${await freePort()}/api/v2`];
  for (const GWS_URL of upstreams) {
    const child = run('src/main.ts', { PORT: '0', LOG_LEVEL: 'trace', GWS_URL, UPSTREAM_TIMEOUT_MS: '1000' });
    onTestFinished(() => void child.process.kill('SIGKILL'));
    const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? '';
    const told = await work(url);
    const failures = told.filter(({ answer: { errors } }) => errors !== undefined);
    expect(failures.length).toBeGreaterThan(10);
    // An agent's own variable may be named to the agent; nothing else of theirs is.
    expect(JSON.stringify(failures).match(anyMark) ?? []).toEqual([]);

    const agent1 = basic('agent1', 'sandbox-agent1');
    const stream = { query: 'subscription { sessionEvents { cursor } }' };
    await overEveryDoor(url, agent1, stream, ({ answer: { data } }) => {
      const { cursor = '' } = (data?.['sessionEvents'] ?? {}) as { cursor?: string };
      for (const encoding of ['base64', 'base64url', 'hex'] as const) {
        const decoded = Buffer.from(cursor, encoding).toString('latin1');
        expect(decoded).not.toMatch(/MARK|agent|sandbox|0002Ea/);
      }
    });
    expect((await send(`${url}/metrics`, {})).text).not.toMatch(/MARK|agent1|0002Ea/);

    child.process.kill('SIGTERM');
    const { errors } = await child.ended;
    expect(errors.match(anyMark) ?? []).toEqual([]);
    expect(errors).not.toContain(Buffer.from('agent1:sandbox-agent1').toString('base64'));
    const lines = errors.trimEnd().split('\n');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toContain('audit');
    expect(messages).not.toContain('forged');
  }
}, 60_000);

/** An upstream that says everything that it was sent, in whatever it answers. */
async function openEcho(): Promise<string> {
  let count = 0;
  const server = createHttpServer((request, response) => {
    void text(request).then((body) => {
      count += 1;
      const said = JSON.stringify([request.url, request.rawHeaders, body, Object.values(marks), nasty]);
      // A line's end to those who read the streams here.
      const all = said.replaceAll('\u2028', '');
      const answer = (status: number, what: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json', 'x-said': marks.token });
        response.end(typeof what === 'string' ? what : JSON.stringify(what));
      };
      if (request.url?.endsWith('/me') === true && request.method === 'GET') {
        answer(200, { statusCode: 0, user: { id: 'a'.repeat(32), userName: 'agent1', roles: [] } });
      } else if (request.url?.endsWith('/notifications') === true) {
        answer(200, [{ channel: '/meta/handshake', successful: false, error: count % 2 === 0 ? `403::${all}` : all }]);
      } else if (count % 3 === 0) answer(500, `<html>${all}`);
      else if (count % 3 === 1) answer(200, `{"statusCode": 5, ${all}`);
      else answer(200, { statusCode: 5, statusMessage: all });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}

it('nor does an upstream that repeats in every answer what it was sent', async () => {
  const env = { PORT: '0', LOG_LEVEL: 'trace', GWS_URL: await openEcho(), UPSTREAM_TIMEOUT_MS: '1000' };
  const child = run('src/main.ts', env);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? '';
  await work(url);
  const input = { sessionId: talk, text: marks.text };
  await send(
    `${url}/graphql`,
    { authorization: basic('agent1', marks.password), 'content-type': 'application/json' },
    { body: JSON.stringify({ query: documentOf('sendMessage'), variables: { input } }) },
  );
  child.process.kill('SIGTERM');
  const { errors } = await child.ended;
  expect(errors.match(anyMark) ?? []).toEqual([]);
  const lines = errors
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly msg: string; readonly outcome?: string });
  expect(new Set(lines.map(({ msg }) => msg))).toContain('no notifications: mutations are confirmed by re-reading');
  expect(new Set(lines.map(({ outcome }) => outcome))).toContain('REFUSED');
}, 60_000);
