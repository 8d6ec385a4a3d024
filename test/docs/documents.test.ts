import { globSync, readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { buildSchema, isExecutableDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { blocksOf, pages, rootDirectory, type Block } from './markdown.ts';

const schema = buildSchema(
  globSync(`${rootDirectory}schema/*.graphql`)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n'),
);

interface Printed {
  readonly place: string;
  readonly text: string;
}

/** The GraphQL in a block: the whole of it, or what its program or command sends. */
function documentsIn({ language, text, file, place }: Block): readonly Printed[] {
  switch (language) {
    case 'graphql':
      // What goes into a file is schema; what says so is shown for being refused.
      return file !== null || text.startsWith('# refused') ? [] : [{ place, text }];
    case 'js':
    case 'ts': {
      const fragments = [...text.matchAll(/`(\s*fragment\b[^`]*)`/g)].map(([, found = '']) => found);
      return [...text.matchAll(/`(\s*(?:query|mutation|subscription)\b[^`]*)`/g)].map(([, found = '']) => ({
        place,
        // Relay's directives are its compiler's, which takes them out.
        text: [found, ...fragments].join('\n').replaceAll(/@relay\([^)]*\)/g, ''),
      }));
    }
    case 'sh':
      return [...text.matchAll(/"query": ?"((?:[^"\\]|\\.)*)"/g)].map(([, found = '']) => ({
        place,
        text: JSON.parse(`"${found}"`) as string,
      }));
    default:
      return [];
  }
}

/** Pages whose operations are of another schema; each has a test of its own that runs them there. */
const ofOtherSchemas = ['docs/extending.md', 'docs/federation.md'];

const documents = pages()
  .filter((page) => !ofOtherSchemas.includes(page))
  .flatMap((page) => blocksOf(page).flatMap(documentsIn));

describe('the operations on all pages', () => {
  it('are many', () => {
    expect(documents.length).toBeGreaterThan(15);
  });

  it.each(documents)('$place is valid', ({ text }) => {
    const document = parse(text);
    // Schema shown for itself is read and no more.
    if (!document.definitions.some(isExecutableDefinitionNode)) return;
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  });
});

describe('the other blocks on all pages', () => {
  const blocks = pages().flatMap(blocksOf);
  const programs = blocks.filter(({ language, position }) => /^[jt]s$/.test(language) && position.kind !== 'after');
  const data = blocks.filter(({ language }) => language === 'json');

  it.each(programs)('$place is a program', async ({ text }) => {
    await expect(transform(text, { loader: 'ts' })).resolves.toMatchObject({ warnings: [] });
  });

  it.each(data)('$place is JSON, one value or one a line', ({ text }) => {
    const isOne = /^[[{]\n/.test(text);
    for (const value of isOne ? [text] : text.trim().split('\n'))
      expect(() => JSON.parse(value) as unknown).not.toThrow();
  });
});
