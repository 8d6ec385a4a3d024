import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = new URL('../../docs/recipes.md', import.meta.url);
const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('docs/recipes.md shows the files that the tests run; UPDATE_RECIPES=1 writes them anew', () => {
  const text = readFileSync(page, 'utf8');
  const shown: string[] = [];
  const renewed = text.replace(
    /<!-- (examples\/\S+) -->\n```(\w+)\n.*?\n```/gs,
    (_all, file: string, language: string) => {
      shown.push(file);
      return `<!-- ${file} -->\n\`\`\`${language}\n${read(file)}\`\`\``;
    },
  );
  if (process.env['UPDATE_RECIPES'] !== undefined) writeFileSync(page, renewed);
  else expect(text).toBe(renewed);
  expect(shown.toSorted()).toEqual(globSync('examples/clients/*.{ts,graphql}').toSorted());
});
