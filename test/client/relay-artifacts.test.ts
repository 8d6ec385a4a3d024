import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { buildSchema, parse, print, validate } from 'graphql';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const schema = buildSchema(
  globSync('schema/*.graphql')
    .map((file) => read(file))
    .join('\n'),
);

/** The documents in examples/clients/relay.ts by name. */
const sources = new Map(
  [...read('examples/clients/relay.ts').matchAll(/graphql`(\s*\w+ (\w+)[^`]*)`/g)].map(
    ([, text = '', name = '']) => [name, text] as const,
  ),
);
const artifacts = globSync('examples/clients/__generated__/*.graphql.ts');

test('what is compiled for Relay is what the example says; docs/recipes.md has the command', () => {
  expect(artifacts).toHaveLength(sources.size);
  for (const [name, text] of sources) {
    const artifact = read(`examples/clients/__generated__/${name}.graphql.ts`);
    expect(/\.hash = "(\w+)"/.exec(artifact)?.[1]).toBe(
      createHash('md5')
        .update(print(parse(text)).trim())
        .digest('hex'),
    );
  }
});

test('what is compiled for Relay fits the schema', () => {
  const texts = artifacts.flatMap((file) => /^ {4}"text": (".*")$/m.exec(read(file))?.[1] ?? []);
  expect(texts).toHaveLength(2);
  for (const text of texts) expect(validate(schema, parse(JSON.parse(text) as string))).toEqual([]);
});
