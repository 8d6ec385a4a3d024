import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, settings } from '../../src/config.ts';

const file = path.resolve(import.meta.dirname, '../../deploy/compose.yaml');
const candidates: readonly [string, ...string[]][] = [['docker', 'compose'], ['docker-compose']];
const compose = candidates.find(([command, ...args]) => spawnSync(command, [...args, 'version']).status === 0);

const missing = 'neither docker compose nor docker-compose is on this machine';
if (compose === undefined) {
  if (process.env['CI'] !== undefined)
    throw new Error(`In CI test/deploy/compose.test.ts is not skipped, but ${missing}.`);
  process.stderr.write(`test/deploy/compose.test.ts is SKIPPED: ${missing}.\n`);
}

/** The file as Compose reads it in that environment. @throws what Compose has against it; no engine is asked */
function resolved(env: Readonly<Record<string, string>> = {}): string {
  const [command, ...args] = compose ?? ['docker-compose'];
  // From a directory that has no .env.
  return execFileSync(command, [...args, '--project-directory', import.meta.dirname, '-f', file, 'config'], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
}

/** The values under `environment:`, by name. */
function environment(text: string): Readonly<Record<string, string>> {
  const block = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(text)?.[1] ?? '';
  const lines = [...block.matchAll(/^ {6}(\w+): (.*)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value.replace(/^(['"])(.*)\1$/, '$2')]));
}

describe.skipIf(compose === undefined)('the compose file', () => {
  it('serves the sandbox unless an upstream is named, with settings that the gateway takes', () => {
    const given = environment(resolved());
    expect(Object.keys(given).filter((name) => !(name in settings))).toEqual([]);
    expect(parseConfig(given)).toEqual(parseConfig({}));
  });

  it('hands on what is set outside', () => {
    const outside = { GWS_URL: 'https://gws.example/api/v2', PASS_HEADERS: 'ssid,surl', LOG_LEVEL: 'warn' };
    expect(environment(resolved(outside))).toMatchObject(outside);
  });

  it('can be reached from this machine alone unless told otherwise', () => {
    expect(resolved()).toMatch(/127\.0\.0\.1/);
    expect(resolved({ PUBLISH_ADDRESS: '0.0.0.0' })).not.toMatch(/127\.0\.0\.1/);
  });

  it('takes every right away', () => {
    const text = resolved();
    expect(text).toMatch(/^ {4}read_only: true$/m);
    expect(text).toMatch(/^ {4}cap_drop:\n\s+- ALL$/m);
    expect(text).toMatch(/^ {4}security_opt:\n\s+- no-new-privileges:true$/m);
  });

  it('waits longer for the end than the gateway takes', () => {
    const seconds = Number(/^ {4}stop_grace_period: (\d+)s$/m.exec(resolved())?.[1]);
    expect(seconds * 1000).toBeGreaterThan(parseConfig({}).SHUTDOWN_TIMEOUT_MS + 1000);
  });
});

it('asks for the health as the image does', () => {
  const dockerfile = readFileSync(path.join(path.dirname(file), 'Dockerfile'), 'utf8');
  const words = /^HEALTHCHECK .* CMD \["(.+)"\]$/m.exec(dockerfile)?.[1]?.split('", "') ?? [];
  expect(words).toContain('node');
  expect(readFileSync(file, 'utf8')).toContain(`test: [${['CMD', ...words].join(', ')}]\n`);
});
