import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { command, start, type Ended } from './command.ts';
import { startTls } from './front.ts';

interface Told {
  readonly ok: boolean;
  readonly url: string | null;
  readonly steps: readonly Readonly<Record<'name' | 'status' | 'detail' | 'advice', string | null>>[];
}

const told = ({ out }: Ended): Told => JSON.parse(out) as Told;
const stepOf = (ended: Ended, name: string) => told(ended).steps.find((step) => step.name === name);
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => {
  await sandbox.close();
});

describe('gws-graphql doctor', () => {
  it('finds the sandbox well, without colour where nobody looks at a terminal', async () => {
    const { code, out, errors } = await command(['doctor', '--sandbox']);
    expect([code, errors]).toEqual([0, '']);
    expect(out.match(/^\S .+?:/gm)).toEqual(
      [
        ...['settings', 'address', 'connection', 'certificate', 'web services', 'version', 'login', 'csrf', 'agent'],
        ...[
          'services',
          'sessions',
          'handshake',
          'channel /v2/me/*',
          'channel /v2/me/facebooksession',
          'poll',
          'goodbye',
        ],
        'clock',
      ].map((name) => `✓ ${name}:`),
    );
    expect(out.trimEnd().split('\n').at(-1)).toBe('All is well: the gateway can work with this upstream.');
    expect(out).not.toContain('\u001b');
  });

  it('is coloured when asked for, and NO_COLOR says no', async () => {
    const coloured = await command(['doctor', 'http://127.0.0.1:9/api/v2'], { FORCE_COLOR: '1' });
    expect(coloured.out).toContain('\u001b[31m✗\u001b[39m connection: ');
    const plain = await command(['doctor', 'http://127.0.0.1:9/api/v2'], { NO_COLOR: '1' });
    expect(plain.out).toContain('✗ connection: ');
  });

  it('gives machines one object, with a real upstream of GWS_URL and the password of GWS_PASSWORD', async () => {
    const env = { GWS_URL: sandbox.url, GWS_PASSWORD: 'sandbox-agent2' };
    const ended = await command(['doctor', '--user', 'agent2', '--json'], env);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(told(ended)).toMatchObject({ ok: true, url: sandbox.url });
    for (const step of told(ended).steps) {
      expect(Object.keys(step)).toEqual(['name', 'status', 'detail', 'advice', 'milliseconds']);
    }
    expect(stepOf(ended, 'login')?.detail).toContain('logged in as agent2');
    expect(ended.out).not.toContain('sandbox-agent2');
  });

  it('checks what needs no login when it has none', async () => {
    const ended = await command(['doctor', sandbox.url]);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('- login: not checked: no credentials\n    Give --user; ');
    expect(ended.out).toMatch(
      /\nWell, as far as can be seen without a login; not checked: login, csrf, .*, goodbye\.\n$/,
    );
  });

  it('says that nothing listens, and ends with 1', async () => {
    const { code, out } = await command(['doctor', 'http://127.0.0.1:9/api/v2', '--user', 'a'], { GWS_PASSWORD: 'b' });
    expect(code).toBe(1);
    expect(out).toContain('✗ connection: no connection to 127.0.0.1, port 9 (ECONNREFUSED)\n    Nothing listens there');
    expect(out).toMatch(/\nNot well; failed: connection; not checked: certificate, web services, .+\.\n$/);
  });

  it('tells every bad setting, and ends with 2', async () => {
    const ended = await command(['doctor', '--json'], { GWS_URL: 'ftp://user:hush@gws', UPSTREAM_TIMEOUT_MS: '5' });
    expect(ended.code).toBe(2);
    expect(told(ended).steps).toEqual([
      expect.objectContaining({
        name: 'settings',
        status: 'failed',
        detail: expect.stringMatching(/^GWS_URL: wants .*; UPSTREAM_TIMEOUT_MS: wants /) as string,
      }),
    ]);
    expect(ended.out).not.toContain('hush');
  });

  it('says which settings differ, and prints no secret among them', async () => {
    const key = randomBytes(32).toString('base64');
    const env = { REDIS_URL: 'redis://agent:hush-hush@127.0.0.1:9/1', EVENT_LOG_KEY: key, LEASE_MS: '5000' };
    for (const args of [[], ['--json']]) {
      const { out, errors } = await command(['doctor', sandbox.url, ...args], env);
      expect(out).toContain(
        'all readable; REDIS_URL=redis://…@127.0.0.1:9/1 (environment), EVENT_LOG_KEY=(hidden) (environment), LEASE_MS=5000 (environment)',
      );
      expect(out + errors).not.toContain('hush');
      expect(out + errors).not.toContain(key.slice(0, 12));
    }
  });

  it('has nothing to check without a URL', async () => {
    const { code, out } = await command(['doctor']);
    expect(code).toBe(2);
    expect(out).toContain('✗ settings: GWS_URL is unset: serve would use its built-in sandbox\n    Give a URL');
  });

  it.each([
    [['http://127.0.0.1:9/api/v2', '--sandbox'], "option '--sandbox' wants no url"],
    [['--user', 'a'], '--user: set GWS_PASSWORD'],
    [['--user', 'a:b'], '--user: wants a name without a colon'],
    [['--user', 'a', '--bearer-from-env', 'TOKEN'], 'cannot be used with'],
    [['--bearer-from-env', 'TOKEN'], '--bearer-from-env: wants a token in the variable TOKEN'],
    [['--cookie-from-env', 'COOKIE'], '--cookie-from-env: wants one cookie'],
    [['--password', 'x'], "unknown option '--password'"],
    [['--timeout', '0'], "argument '0' is invalid"],
  ])('refuses %j with 2', async (args, message) => {
    const { code, out, errors } = await command(['doctor', ...args], { TOKEN: 'two\nlines', COOKIE: 'hush' });
    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(message);
    expect(errors).not.toContain('hush');
  });

  it('goes on with a session by its cookie', async () => {
    const authorization = `Basic ${Buffer.from('agent1:sandbox-agent1').toString('base64')}`;
    const response = await fetch(`${sandbox.url}/me`, { headers: { authorization } });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const ended = await command(['doctor', sandbox.url, '--cookie-from-env', 'COOKIE', '--json'], { COOKIE: cookie });
    expect(stepOf(ended, 'login')).toMatchObject({ status: 'ok', detail: 'logged in as agent1 (Test Name)' });
    // It is not ended by having been looked at.
    expect((await fetch(`${sandbox.url}/me`, { headers: { cookie } })).status).toBe(200);
  });

  it('stops on SIGINT at once, and says what was not checked', async () => {
    const asked = Promise.withResolvers<undefined>();
    const silent = createServer((socket) =>
      socket.once('data', () => {
        asked.resolve(undefined);
      }),
    );
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const child = start(['doctor', `http://127.0.0.1:${port}/api/v2`, '--step-timeout', '600', '--timeout', '600']);
    await asked.promise;
    child.process.kill('SIGINT');
    let out = '';
    for (let line = await child.line(); line !== null; line = await child.line()) out += `${line}\n`;
    expect(out).toContain('✗ web services: not finished: stopped\n');
    expect(await child.ended).toEqual({ code: 130, errors: '' });
  });
});

describe('the certificate', () => {
  const check = async (certificate: string, trusted?: string): Promise<Ended> => {
    const terms = { key: readFileSync(fixture('key')), cert: readFileSync(fixture(certificate)) };
    const url = await startTls(sandbox.url, terms);
    return command(['doctor', url, '--json'], trusted === undefined ? {} : { NODE_EXTRA_CA_CERTS: fixture(trusted) });
  };

  it('is good when its authority is known', async () => {
    const ended = await check('local', 'local');
    expect(stepOf(ended, 'certificate')).toMatchObject({
      status: 'ok',
      detail: expect.stringMatching(/^TLSv1\.\d, valid for \d{5} days more$/) as string,
    });
    expect(stepOf(ended, 'web services')).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['local', undefined, 'the certificate is signed by itself', 'NODE_EXTRA_CA_CERTS'],
    ['elsewhere', 'elsewhere', 'the certificate is not for 127.0.0.1, but for gws.example.test', 'GWS_URL'],
    ['expired', 'expired', 'the certificate has expired', 'renewed'],
  ])('%s, trusted: %s', async (certificate, trusted, detail, advice) => {
    const ended = await check(certificate, trusted);
    expect(ended.code).toBe(1);
    expect(stepOf(ended, 'certificate')).toMatchObject({
      status: 'failed',
      detail,
      advice: expect.stringContaining(advice) as string,
    });
    expect(stepOf(ended, 'web services')).toMatchObject({ status: 'skipped' });
  });

  it('is not there on a port that speaks no TLS', async () => {
    const ended = await command(['doctor', sandbox.url.replace('http:', 'https:'), '--json']);
    expect(stepOf(ended, 'certificate')).toMatchObject({
      status: 'failed',
      advice: expect.stringContaining('A plain http port wants an http URL.') as string,
    });
  });
});
