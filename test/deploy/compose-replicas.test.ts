import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@redis/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { parseConfig, settings } from '../../src/config.ts';
import { whyNoOwnRedis } from '../support/redis.ts';
import { deploy } from './metrics-files.ts';

const file = path.join(deploy, 'compose.replicas.yaml');
const candidates: readonly [string, ...string[]][] = [['docker', 'compose'], ['docker-compose']];
const compose = candidates.find(([command, ...args]) => spawnSync(command, [...args, 'version']).status === 0);

const missing = 'neither docker compose nor docker-compose is on this machine';
if (compose === undefined) {
  if (process.env['CI'] !== undefined)
    throw new Error(`In CI test/deploy/compose-replicas.test.ts is not skipped, but ${missing}.`);
  process.stderr.write(`test/deploy/compose-replicas.test.ts is SKIPPED: ${missing}.\n`);
}

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly ports?: readonly unknown[];
  readonly volumes?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly stop_grace_period?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

interface Composed {
  readonly services: Readonly<Record<'proxy' | 'gateway' | 'redis', Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

const key = Buffer.alloc(32, 7).toString('base64');
const wanted = { GWS_URL: 'https://gws.example/api/v2', EVENT_LOG_KEY: key, REDIS_PASSWORD: 'hush' };

/** The file as Compose reads it in that environment. @throws what Compose has against it; no engine is asked */
function resolved(env: Readonly<Record<string, string>> = wanted): Composed {
  const [command, ...args] = compose ?? ['docker-compose'];
  // From a directory that has no .env.
  const text = execFileSync(command, [...args, '--project-directory', import.meta.dirname, '-f', file, 'config'], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return parse(text) as Composed;
}

describe.skipIf(compose === undefined)('the compose file of replicas', () => {
  it.each(Object.keys(wanted))('is not started without %s', (name) => {
    const { [name as keyof typeof wanted]: left, ...others } = wanted;
    expect(left).toBeTypeOf('string');
    expect(() => resolved(others)).toThrow(/mandatory|required/i);
  });

  it('has three replicas, with settings that the gateway takes, and one Redis for all', () => {
    const { gateway } = resolved().services;
    expect(gateway.deploy?.replicas).toBe(3);
    const given = gateway.environment ?? {};
    expect(Object.keys(given).filter((name) => !(name in settings))).toEqual([]);
    const plain = { TRUST_PROXY: '1', GWS_URL: wanted.GWS_URL, EVENT_LOG_KEY: key };
    expect(parseConfig(given)).toEqual(parseConfig({ ...plain, REDIS_URL: 'redis://:hush@redis:6379' }));
  });

  it('can be reached by the proxy alone, and that from this machine unless told otherwise', () => {
    const { services, networks } = resolved();
    expect(JSON.stringify(services.proxy.ports)).toMatch(/127\.0\.0\.1/);
    expect(JSON.stringify(resolved({ ...wanted, PUBLISH_ADDRESS: '0.0.0.0' }).services.proxy.ports)).not.toMatch(/127/);
    expect([services.gateway.ports, services.redis.ports]).toEqual([undefined, undefined]);
    expect(networks['back']?.internal).toBe(true);
    expect(Object.keys(services.redis.networks)).toEqual(['back']);
    expect(Object.keys(services.proxy.networks)).toEqual(['front']);
  });

  it('takes every right away, from each', () => {
    const users = Object.entries(resolved().services).map(([name, service]) => {
      expect([name, service.read_only, service.cap_drop, service.security_opt]).toEqual([
        ...[name, true, ['ALL'], ['no-new-privileges:true']],
      ]);
      return service.user;
    });
    expect(users).toEqual(expect.arrayContaining(['nginx', 'node', 'redis']));
  });

  it('begins with Redis, ends with the proxy, and waits longer for the end than the gateway takes', () => {
    const { proxy, gateway, redis } = resolved().services;
    expect(gateway.depends_on?.['redis']?.condition).toBe('service_healthy');
    expect(proxy.depends_on?.['gateway']?.condition).toBe('service_healthy');
    for (const service of [proxy, gateway, redis]) {
      const seconds = Number(/^(\d+)s$/.exec(service.stop_grace_period ?? '')?.[1]);
      expect(seconds * 1000).toBeGreaterThan(parseConfig({}).SHUTDOWN_TIMEOUT_MS + 1000);
    }
    expect(proxy.healthcheck.test.at(-1)).toMatch(/\/readyz$/);
  });

  it('mounts what is there', () => {
    const text = JSON.stringify(resolved().services.proxy.volumes);
    expect(text).toContain('nginx/replicas.conf');
    expect(existsSync(path.join(deploy, 'nginx/replicas.conf'))).toBe(true);
  });
});

const reason = compose === undefined ? missing : whyNoOwnRedis();
if (reason !== null) process.stderr.write(`the Redis of compose.replicas.yaml is not started: ${reason}\n`);

describe.skipIf(reason !== null)('its Redis', () => {
  it('keeps what it has on disk, evicts nothing, and wants the password', async () => {
    const password = 'hush-$-hush';
    const { command = [], environment = {} } = resolved().services.redis;
    const directory = mkdtempSync(path.join(tmpdir(), 'redis-'));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const [shell = '', ...args] = command.map((word) =>
      word
        .replaceAll('$$', '$')
        .replaceAll('/tmp/redis.conf', `${directory}/redis.conf`)
        .replace('--dir /data', `--dir ${directory} --port ${port} --bind 127.0.0.1`),
    );
    const env = { PATH: process.env['PATH'], ...environment, REDISCLI_AUTH: password };
    const child = spawn(shell, args, { env, stdio: 'ignore' });
    onTestFinished(async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true });
    });
    const client = createClient({ socket: { port, host: '127.0.0.1' }, password });
    client.on('error', () => undefined);
    await client.connect();
    const told = await client.configGet(['appendonly', 'maxmemory-policy', 'maxmemory']);
    expect(told).toMatchObject({
      appendonly: 'yes',
      'maxmemory-policy': 'noeviction',
      maxmemory: String(512 * 1024 * 1024),
    });
    client.destroy();
    const stranger = createClient({ socket: { port, host: '127.0.0.1', reconnectStrategy: false } });
    stranger.on('error', () => undefined);
    await stranger.connect().catch(() => undefined);
    await expect(stranger.get('x')).rejects.toThrow();
    stranger.destroy();
  });
});
