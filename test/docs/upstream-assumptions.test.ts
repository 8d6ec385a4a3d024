import { expect, it } from 'vitest';
import { exists, read } from './markdown.ts';

const rows = read('docs/upstream-assumptions.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Not known'))
  .map((line) => line.slice(2, -2).split(' | '));

it('has rows of four cells: what is not known, what is assumed, where, and the test', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((cells) => cells.length !== 4)).toEqual([]);
});

it.each(rows)('%s', (_unknown, _assumed, code = '', test = '') => {
  expect(exists(code.replaceAll('`', ''))).toBe(true);
  const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
  // Titles as they stand in the file, quotes escaped or not.
  expect(read(file).replaceAll("\\'", "'")).toContain(title);
});
