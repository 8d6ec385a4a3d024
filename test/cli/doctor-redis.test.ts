import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Step } from '../../src/cli/doctor/check.ts';
import { runChecks } from '../../src/cli/doctor/checklist.ts';
import { redisChecks } from '../../src/cli/doctor/redis.ts';
import { commandsInScripts, commandsOfTheConnection } from '../../src/cluster/rights.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';
import { command } from './command.ts';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`part of test/cli/doctor-redis.test.ts is SKIPPED: ${reason}\n`);

async function stepsOf(url: string, prefix = 'gws'): Promise<readonly string[]> {
  const found = redisChecks(url, prefix);
  const steps: Step[] = [];
  const terms = { stepTimeout: 5000, signal: new AbortController().signal, secrets: [], onStart: () => undefined };
  for await (const step of runChecks(found.checks, terms)) steps.push(step);
  found.close();
  found.close();
  return steps.map(
    ({ name, status, detail, advice }) => `${name} ${status}: ${detail}${advice === null ? '' : ` / ${advice}`}`,
  );
}

async function redisWith(...args: readonly string[]): Promise<OwnRedis> {
  const server = await startRedis(args);
  onTestFinished(() => server.close());
  return server;
}

/** Answers as a server of another age does. */
async function fake(version: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const [, name] of data.toString().matchAll(/^\*\d+\r\n\$\d+\r\n(\w+)/gm)) {
        if (name === 'HELLO') {
          const words = ['server', 'redis', 'version', version, 'mode', 'standalone', 'role', 'master'];
          socket.write(`%${words.length / 2}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`);
        } else socket.write(name === 'PING' ? '+PONG\r\n' : '+OK\r\n');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.skipIf(reason !== null)('the doctor before Redis', () => {
  let server: OwnRedis;
  let admin: ReturnType<typeof createClient>;
  beforeAll(async () => {
    server = await startRedis();
    admin = createClient({ url: server.url });
    await admin.connect();
  });
  afterAll(async () => {
    admin.destroy();
    await server.close();
  });

  /** Where somebody with these rights is to knock. */
  async function urlFor(...rights: readonly string[]): Promise<string> {
    await admin.sendCommand(['ACL', 'SETUSER', 'gws', 'reset', 'on', '>hush-hush', ...rights]);
    return server.url.replace('//', '//gws:hush-hush@');
  }

  it('finds one that is well, as a user with the least rights, and leaves nothing in it', async () => {
    const commands = [...commandsInScripts, ...commandsOfTheConnection, 'INFO'].map((name) => `+${name.toLowerCase()}`);
    const url = await urlFor('~gws:*', '&gws:*', ...commands);
    expect(await stepsOf(url)).toEqual([
      expect.stringMatching(/^redis ok: Redis \d+\.\d+\.\d+ at 127\.0\.0\.1:\d+$/),
      'redis memory ok: maxmemory-policy is noeviction',
      'redis rights ok: scripts and channels are allowed under gws:',
    ]);
    expect(await admin.dbSize()).toBe(0);
    expect((await stepsOf(url, 'other')).at(-1)).toMatch(/^redis rights failed: NOPERM .*ACL\.$/);
  });

  it.each([...commandsInScripts, 'EVAL', 'EVALSHA', 'SUBSCRIBE'])('misses the right to use %s', async (name) => {
    const told = await stepsOf(await urlFor('~*', '&*', '+@all', `-${name.toLowerCase()}`));
    expect(told.at(-1)).toMatch(new RegExp(`^redis rights failed: .*\\b${name}\\b`, 'i'));
    expect(told.join()).not.toContain('hush');
  });

  it('misses a channel, and does not know what it may not ask', async () => {
    const told = await stepsOf(await urlFor('~*', '+@all', '-info'));
    expect(told[1]).toMatch(/^redis memory skipped: maxmemory-policy is not told/);
    expect(told[2]).toMatch(/^redis rights failed: its user may not use PUBLISH under gws:/);
  });

  it.each([
    ['//', 'NOAUTH'],
    ['//gws:wrong@', 'WRONGPASS'],
  ])('is not let in as %s', async (user, said) => {
    const locked = await redisWith();
    const owner = createClient({ url: locked.url });
    await owner.connect();
    await owner.configSet('requirepass', 'hush-hush');
    owner.destroy();
    const [first] = await stepsOf(locked.url.replace('//', user));
    expect(first).toMatch(new RegExp(`^redis failed: \\S+: ${said} .* / Check user and password in REDIS_URL\\.$`));
  });

  it('warns of a Redis that takes things away', async () => {
    const server = await redisWith('--maxmemory-policy', 'allkeys-lru');
    expect((await stepsOf(server.url))[1]).toMatch(
      /^redis memory warning: maxmemory-policy is allkeys-lru \/ Set noeviction/,
    );
  });

  it.each([
    [['--replicaof', '127.0.0.1 1'], 'Redis [\\d.]+ at .*: a replica / It takes no writes'],
    [['--cluster-enabled', 'yes'], 'Redis [\\d.]+ at .*: a Redis Cluster / One primary is wanted'],
  ])('does not find well what was started with %j', async (args, said) => {
    const { url } = await redisWith(...args);
    const [first, ...others] = await stepsOf(url);
    expect(first).toMatch(new RegExp(`^redis failed: ${said}`));
    expect(others).toEqual([
      'redis memory skipped: not checked: it needs redis',
      'redis rights skipped: not checked: it needs redis',
    ]);
  });
});

describe('the doctor without a Redis that is one', () => {
  it('says that nothing listens', async () => {
    expect((await stepsOf('redis://127.0.0.1:9'))[0]).toMatch(
      /^redis failed: 127\.0\.0\.1:9: ECONNREFUSED \/ Nothing listens/,
    );
  });

  it('wants 7', async () => {
    expect((await stepsOf(await fake('6.2.14')))[0]).toMatch(
      /^redis failed: Redis 6\.2\.14 at .* \/ Redis 7 or Valkey/,
    );
    expect((await stepsOf(await fake('8.0.1')))[0]).toMatch(/^redis ok: /);
  });

  it('is a part of the whole, in which no password is printed', async () => {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    const key = randomBytes(32).toString('base64');
    const env = { REDIS_URL: 'redis://gws:hush-hush@127.0.0.1:9', EVENT_LOG_KEY: key };
    const { code, out, errors } = await command(['doctor', sandbox.url], env);
    expect(code).toBe(1);
    expect(out).toContain('✗ redis: 127.0.0.1:9: ECONNREFUSED\n    Nothing listens there');
    expect(out).toMatch(/\nNot well; failed: redis; not checked: .*, redis memory, redis rights\.\n$/);
    expect(out + errors).not.toContain('hush');
  });
});
