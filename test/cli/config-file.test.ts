import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig, parseConfigFile, settings, settingsOf } from '../../src/config.ts';
import { command, start } from './command.ts';

function file(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'gws-graphql-config-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const path = join(directory, 'gws.conf');
  writeFileSync(path, content);
  return path;
}

const good = `# where it listens
PORT=0
HOST = "127.0.0.1"  # this machine alone

export LOG_LEVEL='silent'
SHUTDOWN_TIMEOUT_MS=
`;

describe('a configuration file', () => {
  it('has lines as .env files have them; what is empty is unset', () => {
    const { values, problems } = parseConfigFile(good, 'gws.conf');
    expect(problems).toEqual([]);
    expect([...values]).toEqual([
      ['PORT', { text: '0', place: 'gws.conf:2' }],
      ['HOST', { text: '127.0.0.1', place: 'gws.conf:3' }],
      ['LOG_LEVEL', { text: 'silent', place: 'gws.conf:5' }],
      ['SHUTDOWN_TIMEOUT_MS', { text: '', place: 'gws.conf:6' }],
    ]);
    const config = parseConfig({}, parseConfigFile(good, 'gws.conf'));
    expect(config).toEqual({ ...parseConfig({}), PORT: 0, LOG_LEVEL: 'silent' });
  });

  it('gives way to the environment, and production to both', () => {
    const conf = parseConfigFile('\uFEFFPORT=1\r\nEXPLORER=on\r\nMAX_LINKS=7', 'gws.conf');
    const env = { PORT: '2', NODE_ENV: 'production' };
    expect(parseConfig(env, conf)).toMatchObject({ PORT: 2, EXPLORER: true, MAX_LINKS: 7, INTROSPECTION: false });
    expect(settingsOf(env, conf)).toMatchObject({
      PORT: { text: '2', from: 'environment' },
      EXPLORER: { text: 'on', from: 'gws.conf:2' },
      INTROSPECTION: { text: 'off', from: 'default in production' },
      LOG_LEVEL: { text: 'info', from: 'default' },
    });
  });

  it('is told all that is wrong with it, and with the environment, at once', () => {
    const content = `PORT 4000
MAX_LINK=5
max_links=5
GWS_PASSWORD=hush
NODE_ENV=production
PORT=http
PORT=4000
xyz 'hush'=3
LOG_LEVEL=loud`;
    expect(() => parseConfig({ WS_PING_MS: '1' }, parseConfigFile(content, 'gws.conf'))).toThrow(
      expect.objectContaining({
        problems: [
          'gws.conf:1: wants NAME=value',
          'gws.conf:2: there is no setting MAX_LINK; is MAX_LINKS meant?',
          'gws.conf:3: there is no setting max_links; is MAX_LINKS meant?',
          'gws.conf:4: there is no setting GWS_PASSWORD',
          'gws.conf:5: NODE_ENV belongs into the environment',
          'gws.conf:7: PORT was given before, at gws.conf:6',
          'gws.conf:8: there is no setting of this name',
          'gws.conf:6: PORT: wants a whole number from 0 to 65535',
          'WS_PING_MS: wants a whole number from 100 to 600000',
          'gws.conf:9: LOG_LEVEL: wants fatal, error, warn, info, debug, trace or silent',
        ],
      }) as Error,
    );
  });

  it('finds the name that was meant', () => {
    const names = Object.keys(settings);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom('', 'X'), (name, at, put) => {
        // A letter is missing, or there is another in its place.
        const index = at % name.length;
        const wrong = name.slice(0, index) + put + name.slice(index + 1);
        if (names.includes(wrong)) return;
        const [problem = ''] = parseConfigFile(`${wrong}=1`, 'f').problems;
        expect(problem).toMatch(/; is \w+ meant\?$/);
      }),
    );
  });

  it('never throws and never passes a line over', () => {
    fc.assert(
      fc.property(fc.array(fc.string().map((line) => line.replaceAll(/[\r\n]/g, ' '))), (lines) => {
        const { values, problems } = parseConfigFile(lines.join('\n'), 'f');
        const meant = lines.filter((line) => !/^\s*(?:#|$)/.test(line.replace(/^\uFEFF/, '')));
        expect(values.size + problems.length).toBe(meant.length);
      }),
    );
  });
});

describe('gws-graphql serve', () => {
  it.each([
    ['--config', (path: string) => ({ args: ['serve', '--config', path], env: {} })],
    ['CONFIG_FILE', (path: string) => ({ args: ['serve'], env: { CONFIG_FILE: path } })],
    ['--config before CONFIG_FILE', (path: string) => ({ args: ['--config', path], env: { CONFIG_FILE: '/none' } })],
  ])('takes its settings from the file of %s', async (_, given) => {
    const { args, env } = given(file(good));
    const child = start(args, env);
    expect(await child.line()).toContain('gws-graphql is ready: http://127.0.0.1:');
    child.process.kill('SIGTERM');
    expect(await child.ended).toEqual({ code: 0, errors: '' });
  });

  it('ends with 2 and starts nothing when the file is not there, or wrong', async () => {
    const none = await command(['serve', '--config', '/no/such/file']);
    expect(none).toEqual({ code: 2, out: '', errors: '--config: /no/such/file cannot be read (ENOENT)\n' });
    const env = await command(['serve'], { CONFIG_FILE: '/no/such/file' });
    expect(env).toEqual({ code: 2, out: '', errors: 'CONFIG_FILE: /no/such/file cannot be read (ENOENT)\n' });
    const path = file('PROT=1\nHOST=a b');
    expect(await command(['serve', '--config', path], { PORT: 'x' })).toEqual({
      code: 2,
      out: '',
      errors: [
        `${path}:1: there is no setting PROT; is PORT meant?`,
        'PORT: wants a whole number from 0 to 65535',
        `${path}:2: HOST: wants a host name or address`,
        '',
      ].join('\n'),
    });
  }, 60_000);
});

interface Told {
  readonly steps: readonly { readonly name: string; readonly status: string; readonly detail: string }[];
}

describe('gws-graphql doctor', () => {
  const steps = async (args: readonly string[], env: Record<string, string>): Promise<Told['steps']> => {
    const { out } = await command(['doctor', '--json', '--timeout', '1', ...args], env);
    return (JSON.parse(out) as Told).steps.filter(({ name }) => ['settings', 'production'].includes(name));
  };

  it('tells which settings differ from their defaults, and where they come from', async () => {
    const path = file('MAX_LINKS=5\nEVENT_LOG_SIZE=1000');
    const env = { NODE_ENV: 'production', LOG_LEVEL: 'warn' };
    expect(await steps(['http://127.0.0.1:9/api/v2', '--config', path], env)).toMatchObject([
      {
        status: 'ok',
        detail: `all readable; EXPLORER=off (default in production), INTROSPECTION=off (default in production), MAX_LINKS=5 (${path}:1), LOG_LEVEL=warn (environment)`,
      },
    ]);
  });

  it('takes the URL from the file, and tells what is wrong with one', async () => {
    const there = await steps(['--config', file('GWS_URL=http://127.0.0.1:9/api/v2')], {});
    expect(there).toMatchObject([
      { status: 'ok', detail: expect.stringContaining('GWS_URL=http://127.0.0.1:9/api/v2 (') as string },
    ]);
    const wrong = file('GWS_URL=gws');
    expect(await steps(['--config', wrong], {})).toMatchObject([
      { status: 'failed', detail: expect.stringContaining(`${wrong}:1: GWS_URL: wants`) as string },
    ]);
  });

  it('warns of what does not go together with production', async () => {
    const env = {
      HOST: '0.0.0.0',
      RATE_GLOBAL: '0',
      RATE_NEW_DOCUMENTS: '0',
      CORS_ORIGINS: '*',
      GWS_URL: 'http://gws.invalid/api/v2',
      REDIS_URL: 'redis://redis.invalid',
      EVENT_LOG_KEY: 'A'.repeat(43),
    };
    const details = (await steps([], env)).flatMap(({ status, detail }) => (status === 'warning' ? [detail] : []));
    expect(details).toEqual([
      'HOST=0.0.0.0 is open to others, and NODE_ENV is not production',
      'HOST=0.0.0.0 is open to others, and any Host is taken',
      'CORS_ORIGINS=* lets every page ask, and open WebSockets',
      'INTROSPECTION is on',
      'EXPLORER is on',
      'GWS_URL is http: passwords cross the network in the clear',
      'REDIS_URL has no password: whoever reaches Redis may change what is in it',
      'REDIS_URL is redis: its password crosses the network in the clear',
      'RATE_GLOBAL, RATE_NEW_DOCUMENTS: no limit',
      expect.stringMatching(/^EVENT_LOG_BYTES × MAX_LINKS is 21\.0 GB, and the heap may grow to /) as string,
    ]);
  });

  it('has nothing to warn of where all is as it should be', async () => {
    const env = {
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
      ALLOWED_HOSTS: 'desk.example.com',
      MAX_LINKS: '100',
      GWS_URL: 'https://gws.invalid/api/v2',
      REDIS_URL: 'rediss://gws:hush-hush@redis.invalid',
      EVENT_LOG_KEY: 'A'.repeat(43),
    };
    expect(await steps([], env)).toHaveLength(1);
  });
});
