import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { licencesOf, packagesOf } from '../../build/licences.ts';

/** A package as it lies on disk. */
function packageWith(manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'gws-graphql-licence-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const all = { 'package.json': JSON.stringify({ name: 'some', version: '1.2.3', ...manifest }), ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(directory, name), text);
  return directory;
}

test('the packages are those that the files lie in, each once', () => {
  const files = [
    'src/main.ts',
    'node_modules/ws/index.js',
    'node_modules/ws/wrapper.mjs',
    'node_modules/@apollo/server/dist/esm/index.js',
    'node_modules/ajv/node_modules/fast-uri/index.js',
  ];
  const expected = ['node_modules/@apollo/server', 'node_modules/ajv/node_modules/fast-uri', 'node_modules/ws'];
  expect(packagesOf(files)).toEqual(expected);
});

test('texts and notices go along', () => {
  const files = {
    'LICENSE.md': 'the terms',
    NOTICE: 'who made it',
    'license-checker.js': 'code',
    'README.md': 'words',
  };
  const text = licencesOf([packageWith({ license: 'Apache-2.0' }, { ...files, 'readme-license': 'no' })]);
  expect(text).toContain('some 1.2.3 (Apache-2.0)\n\nthe terms\n\nwho made it\n');
  expect(text).not.toContain('words');
});

test('a package under MIT that brings no text is given it, with its author', () => {
  const given = licencesOf([packageWith({ license: 'MIT', author: { name: 'Ada' } })]);
  expect(given).toMatch(/\(MIT\)\n\nCopyright Ada\n\nPermission is hereby granted/);
  expect(licencesOf([packageWith({ license: 'MIT', author: 'Ada <a@example.com>' })])).toContain('Copyright Ada <');
  expect(licencesOf([packageWith({ license: 'MIT' })])).toContain('Copyright the authors of some');
});

test.each([{ license: 'GPL-3.0-only' }, { license: '(MIT AND LGPL-3.0)' }, { license: 'SEE LICENSE IN x' }, {}])(
  'no package goes along whose licence does not permit it: %j',
  (manifest) => {
    const directories = [packageWith({ license: 'ISC' }, { LICENCE: 'x' }), packageWith(manifest, { LICENSE: 'x' })];
    expect(() => licencesOf(directories)).toThrow(/^These packages cannot be passed on:\nsome 1\.2\.3: .+$/);
  },
);

test('no package goes along without the text of its licence', () => {
  expect(() => licencesOf([packageWith({ license: 'ISC' })])).toThrow('some 1.2.3: no text of its licence');
});
