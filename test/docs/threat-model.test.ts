import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config.ts';
import { read, rootDirectory } from './markdown.ts';

const table = /<!-- threats -->(.*?)<!-- \/threats -->/s.exec(read('docs/threat-model.md'))?.[1] ?? '';
const rows = table
  .trim()
  .split('\n')
  .slice(2)
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

describe('docs/threat-model.md', () => {
  it('has a test for each threat, and it is there', () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      const [, file = '', title = ''] = /^`(.+?)`: (.+)$/.exec(row[3] ?? '') ?? [];
      const path = `test/${file}`;
      const source = file !== '' && existsSync(`${rootDirectory}${path}`) ? read(path) : '';
      expect([row[0], path, title !== '' && source.includes(`'${title}'`)]).toEqual([row[0], path, true]);
    }
  });

  it('names settings that there are', () => {
    const named = rows.flatMap((row) => [...(row[2] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name));
    expect(named.filter((name) => !(name in settings))).toEqual([]);
  });
});
