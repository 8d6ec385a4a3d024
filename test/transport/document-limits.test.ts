import fc from 'fast-check';
import {
  buildSchema,
  getIntrospectionQuery,
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { settings } from '../../src/config.ts';
import { createDocumentCheck, type DocumentLimits } from '../../src/transport/document-limits.ts';

const schema = buildSchema(`
  type Query { node: Node, page(first: Int, last: Int): Node, name: String }
  type Node { node: Node, page(first: Int, last: Int): Node, name: String }
`);

const endless: DocumentLimits = { depth: 1000, aliases: 1e15, directives: 1e15, fields: 1e15, cost: 1e15 };

const refusal = (text: string, limits: Partial<DocumentLimits>): string | undefined =>
  createDocumentCheck(schema, { ...endless, ...limits })(parse(text))?.message;

const passes = (text: string, limits: Partial<DocumentLimits>): boolean => refusal(text, limits) === undefined;

describe('a limit', () => {
  test.each([
    ['depth', '{ node { node { name } } }', 3],
    ['depth', '{ ... { ... { name } } }', 3],
    ['depth', '{ ...A } fragment A on Query { node { ...B } } fragment B on Node { name }', 4],
    ['depth', '{ name } fragment Unused on Node { node { name } }', 2],
    ['aliases', '{ a: name b: name name }', 2],
    ['aliases', '{ ...A ...A } fragment A on Query { a: name }', 2],
    ['directives', 'query ($a: Int @d) @d { name @d ... @d { name } ...A @d } fragment A on Query @d { name }', 6],
    ['fields', '{ a: name name node { name } }', 4],
    ['fields', '{ ...A ...A } fragment A on Query { name node { name } }', 6],
    ['fields', 'query A { name } query B { name }', 2],
    ['cost', '{ node { name } }', 2],
    ['cost', '{ page(first: 3) { name node { name } } }', 10],
    ['cost', '{ page(last: 3) { page(first: 4) { name } } }', 1 + 3 * (1 + 4)],
    ['cost', '{ page { name } }', 51],
    ['cost', '{ page(first: null) { name } }', 51],
    ['cost', '{ page(first: 99999) { name } }', 201],
    ['cost', 'query ($n: Int) { page(first: $n) { name } }', 201],
    ['cost', '{ page(first: 0) { name } }', 1],
  ] as const)('of %s: %s has %i', (kind, text, found) => {
    expect(passes(text, { [kind]: found })).toBe(true);
    expect(refusal(text, { [kind]: found - 1 })).toMatch(
      new RegExp(`^The document has ${found} ?.*; MAX_QUERY_${kind.toUpperCase()} allows ${found - 1}\\.$`),
    );
  });

  test('is told with a code, like all that validation says', () => {
    expect(createDocumentCheck(schema, { ...endless, fields: 1 })(parse('{ a: name b: name }'))?.toJSON()).toEqual({
      message: 'The document has 2 fields; MAX_QUERY_FIELDS allows 1.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
    });
  });

  test('is met exactly by what every spread followed comes to', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { depth, ...rest } = counts(document);
        const check = (limits: Partial<DocumentLimits>) =>
          createDocumentCheck(schema, { ...endless, ...limits })(document);
        expect(check({ depth })).toBeNull();
        expect(check({ depth: depth - 1 })).not.toBeNull();
        for (const [kind, found] of Object.entries({
          ...rest,
          aliases: Math.max(rest.aliases, written(document, 'alias')),
        })) {
          const least = kind === 'fields' ? Math.max(found, written(document, 'field')) : found;
          expect([kind, check({ [kind]: least })]).toEqual([kind, null]);
          expect(check({ [kind]: least - 1 })?.message).toContain(`has ${least} `);
        }
      }),
    );
  });
});

describe('a document made to be worked on for ever', () => {
  const chain = (length: number, body: (next: string) => string): string =>
    Array.from({ length }, (_, at) => `fragment F${at} on Query { ${body(`...F${at + 1}`)} }`).join('\n') +
    `fragment F${length} on Query { name }`;

  test('whose fragments double is refused, and each is looked at once', () => {
    const text = `{ ...F0 } ${chain(900, (next) => `${next} ${next}`)}`;
    expect(refusal(text, { fields: 1000 })).toMatch(/has 9007199254740991 or more fields/);
    expect(refusal(`{ ...F0 } ${chain(50, (next) => `page { ${next} } name`)}`, { cost: 1e9 })).toMatch(
      /or more fields in/,
    );
  });

  test('of thousands of levels does not exhaust the stack', () => {
    const deep = '{ node '.repeat(1500) + '{ name }' + '}'.repeat(1500);
    const inline = '{ ... '.repeat(1500) + '{ name }' + '}'.repeat(1500);
    for (const text of [deep, inline, `{ ...F0 } ${chain(2000, (next) => next)}`])
      expect(refusal(text, { depth: 25 })).toBe(
        'The document has 26 or more levels of selections; MAX_QUERY_DEPTH allows 25.',
      );
  });

  test('whose fragments spread themselves or nobody is left to validation', () => {
    expect(passes('{ ...A } fragment A on Query { ...B name } fragment B on Query { ...A name }', { fields: 5 })).toBe(
      true,
    );
    expect(passes('{ ...Nobody }', { fields: 0 })).toBe(true);
  });
});

test('what an IDE asks the schema passes as the settings are', () => {
  const limit = (name: keyof typeof settings): number => Number(settings[name].default);
  const usual: DocumentLimits = {
    depth: limit('MAX_QUERY_DEPTH'),
    aliases: limit('MAX_QUERY_ALIASES'),
    directives: limit('MAX_QUERY_DIRECTIVES'),
    fields: limit('MAX_QUERY_FIELDS'),
    cost: limit('MAX_QUERY_COST'),
  };
  const all = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true };
  const document = parse(getIntrospectionQuery({ ...all, inputValueDeprecation: true, oneOf: true }), {
    maxLexicalTokens: limit('MAX_QUERY_TOKENS'),
  });
  expect(createDocumentCheck(schema, usual)(document)).toBeNull();
});

/** Documents of one operation and three fragments, each of which spreads those after it. */
const documents = fc
  .tuple(...[0, 1, 2, 3].map((at) => selections(at)))
  .map(([operation = '', ...rest]) =>
    parse([`{ ${operation} }`, ...rest.map((body, at) => `fragment F${at + 1} on Node { ${body} }`)].join(' ')),
  );

function selections(at: number): fc.Arbitrary<string> {
  const later = [1, 2, 3].filter((next) => next > at).map((next) => `...F${next}`);
  const { tree } = fc.letrec<{ tree: string; one: string }>((tie) => ({
    tree: fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    one: fc.oneof(
      { depthSize: 'small', maxDepth: 2 },
      fc.constantFrom('name', 'a: name', ...later),
      tie('tree').map((within) => `node { ${within} }`),
      fc.tuple(fc.nat(9), tie('tree')).map(([first, within]) => `b: page(first: ${first}) { ${within} }`),
      tie('tree').map((within) => `... { ${within} }`),
    ),
  }));
  return tree;
}

type Counts = Record<'depth' | 'aliases' | 'fields' | 'cost', number>;

/** The most that any of its definitions has, every spread followed. */
function counts({ definitions }: DocumentNode): Counts {
  const most: Counts = { depth: 0, aliases: 0, fields: 0, cost: 0 };
  for (const definition of definitions) {
    if (!('selectionSet' in definition)) continue;
    const own = within(definition.selectionSet);
    for (const kind of ['depth', 'aliases', 'fields', 'cost'] as const) most[kind] = Math.max(most[kind], own[kind]);
  }
  return most;

  function within({ selections: all }: SelectionSetNode): Counts {
    const sum: Counts = { depth: 1, aliases: 0, fields: 0, cost: 0 };
    for (const selection of all) {
      const set = setOf(selection);
      const { depth, aliases, fields, cost } = set === undefined ? nothing : within(set);
      const size = 'arguments' in selection ? /first: (\d)/.exec(print(selection).split('{')[0] ?? '')?.[1] : undefined;
      const isField = selection.kind === Kind.FIELD;
      sum.depth = Math.max(sum.depth, depth + 1);
      sum.aliases += aliases + (isField && selection.alias !== undefined ? 1 : 0);
      sum.fields += fields + (isField ? 1 : 0);
      sum.cost += (isField ? 1 : 0) + cost * Number(size ?? 1);
    }
    return sum;
  }

  function setOf(selection: SelectionNode): SelectionSetNode | undefined {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection.selectionSet;
    const { value } = selection.name;
    const fragment = definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value);
    return fragment !== undefined && 'selectionSet' in fragment ? fragment.selectionSet : undefined;
  }
}

const nothing: Counts = { depth: 0, aliases: 0, fields: 0, cost: 0 };

/** In the whole document, fragments that nobody spreads included. */
function written(document: DocumentNode, what: 'field' | 'alias'): number {
  let count = 0;
  visit(document, {
    Field({ alias }) {
      if (what === 'field' || alias !== undefined) count += 1;
    },
  });
  return count;
}
