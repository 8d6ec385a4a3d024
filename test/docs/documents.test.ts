import { globSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
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
function documentsIn({ language, text, place }: Block): readonly Printed[] {
  switch (language) {
    case 'graphql':
      // What begins with a type is schema, and what says so is shown for being refused.
      return /^(?:# refused|"|type |input |enum |extend )/.test(text) ? [] : [{ place, text }];
    case 'js':
    case 'ts':
      return [...text.matchAll(/`(\s*(?:query|mutation|subscription)\b[^`]*)`/g)].map(([, found = '']) => ({
        place,
        text: found,
      }));
    case 'sh':
      return [...text.matchAll(/"query": ?"((?:[^"\\]|\\.)*)"/g)].map(([, found = '']) => ({
        place,
        text: JSON.parse(`"${found}"`) as string,
      }));
    default:
      return [];
  }
}

const documents = pages().flatMap((page) => blocksOf(page).flatMap(documentsIn));

describe('the operations on all pages', () => {
  it('are many', () => {
    expect(documents.length).toBeGreaterThan(15);
  });

  it.each(documents)('$place is valid', ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
