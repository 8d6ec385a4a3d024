import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig, settings, type SettingName } from '../src/config.ts';
import type { Settings } from '../src/settings/kinds.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have defaults that are good settings themselves', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      PORT: 4000,
      HOST: '127.0.0.1',
      GWS_URL: null,
      GWS_CHANNELS: ['/v2/me/*', '/v2/me/facebooksession'],
      PASS_COOKIES: ['JSESSIONID'],
      PASS_HEADERS: ['ContactCenterId'],
      LOG_LEVEL: 'info',
    });
    expect(Object.keys(config)).toEqual(Object.keys(settings));
  });

  it('count as unset when empty or blank', () => {
    expect(parseConfig({ PORT: '', HOST: '  ', GWS_URL: undefined })).toEqual(parseConfig({}));
  });

  it.each([
    ['http://gws.example:8090/api/v2', 'http://gws.example:8090/api/v2'],
    [' https://gws.example/cloud-web/api/v2/ ', 'https://gws.example/cloud-web/api/v2'],
  ])('take the upstream %j without a slash at its end', (given, read) => {
    expect(parseConfig({ GWS_URL: given }).GWS_URL).toBe(read);
  });

  it('take lists with blanks and empty parts', () => {
    expect(parseConfig({ PASS_HEADERS: ' ssid, surl,,' }).PASS_HEADERS).toEqual(['ssid', 'surl']);
  });

  it('take origins by name, or all', () => {
    expect(parseConfig({}).CORS_ORIGINS).toEqual([]);
    expect(parseConfig({ CORS_ORIGINS: 'http://localhost:5173, https://[::1]:8443' }).CORS_ORIGINS).toEqual([
      'http://localhost:5173',
      'https://[::1]:8443',
    ]);
    expect(parseConfig({ CORS_ORIGINS: '*' }).CORS_ORIGINS).toEqual(['*']);
  });

  it('keep explorer and introspection open, but closed in production unless they are asked for', () => {
    const switches = (env: Record<string, string>) => {
      const { EXPLORER, INTROSPECTION } = parseConfig(env);
      return [EXPLORER, INTROSPECTION];
    };
    expect(switches({})).toEqual([true, true]);
    expect(switches({ NODE_ENV: 'development' })).toEqual([true, true]);
    expect(switches({ NODE_ENV: 'production' })).toEqual([false, false]);
    expect(switches({ NODE_ENV: 'production', EXPLORER: 'on' })).toEqual([true, false]);
    expect(switches({ NODE_ENV: 'production', INTROSPECTION: 'on' })).toEqual([false, true]);
    expect(switches({ EXPLORER: 'off' })).toEqual([false, true]);
    expect(switches({ INTROSPECTION: 'off' })).toEqual([true, false]);
  });

  const bad: Partial<Record<SettingName, readonly string[]>> = {
    PORT: ['-1', '65536', '4000.5', '0x10', 'http', '1e3'],
    GWS_URL: [
      'gws',
      'file:///etc/passwd',
      'http://user:secret@gws/api/v2',
      'http://gws/api/v2?x=1',
      'http://gws/api/v2#x',
      '//gws/api/v2',
    ],
    GWS_SESSIONS_PATH: ['a/b', '..', 'a?b'],
    GWS_NOTIFICATIONS_PATH: ['notifications', '/..', '/a?b', '/'],
    GWS_CHANNELS: ['v2/me', ',', '/v2/me/ *'],
    PASS_HEADERS: ['a b', 'a:b'],
    PASS_COOKIES: ['a=b', 'a;b'],
    CORS_ORIGINS: ['localhost:5173', 'http://a/b', 'null', 'http://a b', '**'],
    EXPLORER: ['true', '1', 'ON'],
    INTROSPECTION: ['no'],
    TRUSTED_DOCUMENTS: ['x'.repeat(4097)],
    PERSISTED_QUERIES: ['true'],
    LOG_LEVEL: ['loud'],
    HOST: ['a b'],
    REDIS_URL: [
      'redis:6379',
      'http://user:hush@redis',
      'redis://user:hush/1@redis',
      'redis://user:6379#hush@redis',
      'redis://user:6379?hush@redis',
      'redis://user:%hush@redis',
      'redis://redis/hush',
    ],
    EVENT_LOG_KEY: ['hush', `${'A'.repeat(43)},hush`],
  };

  it.each(Object.entries(bad).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'refuse %s=%j and say what it wants',
    (name, value) => {
      expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: wants `))]);
    },
  );

  const secrets = Object.entries<Settings[string]>(settings).flatMap(([name, { secret }]) =>
    secret === undefined ? [] : [{ name, secret }],
  );

  it('that are secrets, or hold one, do not repeat it, whatever it is', () => {
    expect(secrets.map(({ name }) => name)).toEqual(['REDIS_URL', 'EVENT_LOG_KEY']);
    for (const { name, secret } of secrets) {
      for (const value of bad[name as SettingName] ?? []) {
        expect(problemsOf({ [name]: value }).join()).not.toContain('hush');
        expect(secret(value)).toBe('(hidden)');
      }
    }
    expect(settings.EVENT_LOG_KEY.secret?.('A'.repeat(43))).toBe('(hidden)');
  });

  it.each([
    ['redis://redis:6379', 'redis://redis:6379'],
    ['rediss://agent:hush@redis.example:6380/2', 'rediss://…@redis.example:6380/2'],
    ['redis://:hush@redis', 'redis://…@redis'],
    ['redis://:h%23%2fush@[::1]:6379/', 'redis://…@[::1]:6379/'],
  ])('show of %j what is no secret', (given, shown) => {
    expect(parseConfig({ REDIS_URL: given, EVENT_LOG_KEY: 'A'.repeat(43) }).REDIS_URL).not.toBeNull();
    expect(settings.REDIS_URL.secret?.(given)).toBe(shown);
  });

  it('tell all problems at once', () => {
    expect(problemsOf({ PORT: 'x', HOST: 'a b', LOG_LEVEL: 'x' }).map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'HOST',
      'LOG_LEVEL',
    ]);
  });
});
