import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { read, rootDirectory } from '../docs/markdown.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
/** What an installation for production brings. */
const installed = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
);

const permissive = /^(MIT(-0)?|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0)$/;

/** Three numbers that can be compared as a text. */
function comparable(version: string): string {
  return version
    .replace(/-.*/, '')
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.');
}

describe('the packages of an installation', () => {
  it.each([
    ['@apollo/server', '5.5.0'],
    ['fastify', '5.7.3'],
    ['ws', '8.21.0'],
    ['undici', '8.0.0'],
    ['graphql', '16.11.0'],
    ['graphql-ws', '6.0.0'],
  ])('hold no %s older than %s', (name, floor) => {
    const found = installed.filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    );
    expect(found.length).toBeGreaterThan(0);
    const old = found.filter(([, { version = '0' }]) => comparable(version) < comparable(floor));
    expect(old).toEqual([]);
  });

  it('are under licences that Apache-2.0 can include', () => {
    expect(installed.length).toBeGreaterThan(50);
    // Of several, one has to do; of both, both.
    const fits = (license = 'none'): boolean =>
      license
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((choice) => choice.split(' AND ').every((name) => permissive.test(name)));
    const others = installed.filter(([, { license }]) => !fits(license));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('have no finding that is high, as far as the registry tells', async ({ skip }) => {
    const { stdout } = await promisify(execFile)(
      'npm',
      ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=10000'],
      {
        cwd: rootDirectory,
        timeout: 15_000,
      },
    ).catch((failed: unknown) => failed as { stdout?: string });
    const { metadata } = JSON.parse(stdout === undefined || stdout === '' ? '{}' : stdout) as {
      metadata?: { vulnerabilities: { high: number; critical: number } };
    };
    if (metadata === undefined) {
      process.stderr.write('npm audit: the registry gives no answer; the floors above are what is checked\n');
      skip('the registry gives no answer');
    }
    expect(metadata?.vulnerabilities).toMatchObject({ high: 0, critical: 0 });
  });
});
