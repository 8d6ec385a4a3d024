import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { authorizationOf } from '../gateway/operating.ts';
import { ask } from '../support/gateway.ts';
import { run } from '../support/process.ts';
import { blocksOf, rootDirectory, type Block } from './markdown.ts';
import { shell } from './shell.ts';

const blocks = blocksOf('docs/extending.md').filter(({ heading }) => heading === 'An operation');

/** A copy of the project in which files may be changed. */
function copyProject(): string {
  const copy = mkdtempSync(`${tmpdir()}/extending-`);
  onTestFinished(() => {
    rmSync(copy, { recursive: true });
  });
  for (const name of [
    'src',
    'schema',
    'examples',
    'package.json',
    'codegen.yml',
    'tsconfig.json',
    '.prettierrc.json',
  ]) {
    cpSync(`${rootDirectory}${name}`, `${copy}/${name}`, { recursive: true });
  }
  symlinkSync(`${rootDirectory}node_modules`, `${copy}/node_modules`);
  return copy;
}

/** Puts a block where the page says that it goes. */
function put(directory: string, { file, position, text, place }: Block): void {
  const path = `${directory}/${file ?? ''}`;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  switch (position.kind) {
    case 'whole':
      writeFileSync(path, text);
      return;
    case 'end':
      writeFileSync(path, [...lines, '', text].join('\n'));
      return;
    case 'after': {
      const index = lines.findIndex((line) => line.includes(position.line));
      expect(index, `${place}: there is no such line`).toBeGreaterThanOrEqual(0);
      writeFileSync(path, [...lines.slice(0, index + 1), text.trimEnd(), ...lines.slice(index + 1), ''].join('\n'));
    }
  }
}

it(
  'the steps for an operation, followed in a copy of the project, give one that works',
  { timeout: 120_000 },
  async () => {
    const copy = copyProject();
    for (const block of blocks) if (block.file !== null) put(copy, block);
    expect(blocks.flatMap(({ language, text }) => (language === 'sh' ? [text] : []))).toEqual([
      'npm run codegen\n',
      'npm run types\n',
    ]);
    await shell('graphql-codegen --config codegen.yml', copy);
    await shell('tsc --noEmit', copy);

    const gateway = run(join(copy, 'src/main.ts'), { PORT: '0' });
    onTestFinished(async () => {
      gateway.process.kill();
      await gateway.ended;
    });
    const url = /http:\S+/.exec((await gateway.line()) ?? '')?.[0] ?? '';
    const operation = blocks.find(({ language, file }) => language === 'graphql' && file === null);
    const printed = blocks.find(({ language }) => language === 'json');
    expect(await ask(url, authorizationOf('agent1'), operation?.text ?? '')).toEqual(JSON.parse(printed?.text ?? ''));
  },
);
