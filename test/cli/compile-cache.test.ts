import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/process.ts';

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gws-graphql-cache-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
}

const version = (env: Record<string, string>) => run('src/main.ts', env, ['--version']).ended;

const well = { code: 0, errors: '' };

test('compiled code is kept in the user’s cache directory', async () => {
  const directory = temporary();
  expect(await version({ XDG_CACHE_HOME: directory })).toEqual(well);
  expect(existsSync(join(directory, 'gws-graphql'))).toBe(true);
});

test('where nothing can be written, the program runs all the same', async () => {
  const file = join(temporary(), 'file');
  writeFileSync(file, '');
  expect(await version({ XDG_CACHE_HOME: file })).toEqual(well);
  // A relative path is none that the specification allows.
  expect(await version({ XDG_CACHE_HOME: 'no-such-place', HOME: file })).toEqual(well);
  expect(existsSync('no-such-place')).toBe(false);
});

test('Node’s own variable switches it off', async () => {
  const directory = temporary();
  expect(await version({ XDG_CACHE_HOME: directory, NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(well);
  expect(existsSync(join(directory, 'gws-graphql'))).toBe(false);
});
