import fc from 'fast-check';
import { Kind, parse, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { countOverlaps } from '../../src/transport/document-overlaps.ts';

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  );
}

function count(document: DocumentNode, most = 1e9, deepest = 1000): number {
  return countOverlaps(document, fragmentsOf(document), most, deepest);
}

describe('pairs to compare', () => {
  test.each([
    ['{ a b c }', 0],
    ['{ a a a a }', 6],
    ['{ a b: a b }', 1],
    ['{ a { x } a { x } a { y } }', 3 + 1],
    ['{ a { b { x } } a { b { x } } }', 1 + 1 + 1],
    ['{ a(x: 1, y: 2) a(x: 1, y: 2) a }', 3 * 3],
    ['{ a ... { a ... on Query { a } } }', 3],
    ['{ a ...F } fragment F on Query { a a }', 3 + 1],
    ['{ ...F ...G ...H }', 3],
    ['{ a { ...F ...G } a { ...F ...G } }', 1 + 6],
    ['{ ...F ...F } fragment F on Query { a }', 1],
    ['query A { a a } query B { a a }', 2],
  ])('of %s are %i', (text, pairs) => {
    expect(count(parse(text))).toBe(pairs);
  });

  test('are never fewer than those that graphql-js has to compare', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(count(document)).toBeGreaterThanOrEqual(pairsOneByOne(document));
      }),
    );
  });
});

describe('counting', () => {
  test('ends where there is enough, whatever doubles and whatever turns in circles', () => {
    const chain = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Q { a { ...F${at + 1} } b { ...F${at + 1} } }`,
    );
    const circle = 'fragment C on Q { a { ...C } b { ...C } c { ...C } }';
    for (const text of [`{ ...F0 } ${chain.join(' ')}`, `{ ...C } ${circle}`]) {
      expect(count(parse(text), 20_000, 25)).toBeGreaterThan(20_000);
    }
  });

  test('goes no deeper than it is told to', () => {
    expect(count(parse('{ ...C } fragment C on Q { a { ...C } }'), 1e9, 1000)).toBe(0);
  });
});

/** Small trees of few names, in one operation and two fragments. */
const { tree } = fc.letrec<{ tree: string; one: string }>((tie) => ({
  tree: fc.array(tie('one'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
  one: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom('a', 'b', 'c: a', '...F', '...G'),
    fc.tuple(fc.constantFrom('a', 'b', '...', '... on Q'), tie('tree')).map(([name, inner]) => `${name} { ${inner} }`),
  ),
}));
const documents = fc
  .tuple(tree, tree)
  .map(([query, f]) => parse(`{ ${query} } fragment F on Q { ${f.replaceAll('...F', 'a')} } fragment G on Q { a b }`));

/** All fields of all places, spreads followed, each two that share a name and stand in one set once. */
function pairsOneByOne(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  let pairs = 0;
  for (const one of document.definitions) if (one.kind === Kind.OPERATION_DEFINITION) visit(one.selectionSet);
  return pairs;

  function visit(set: SelectionSetNode): void {
    const found = fieldsOf(set);
    for (const [at, left] of found.entries()) {
      if (left.set !== undefined) visit(left.set);
      for (const right of found.slice(at + 1)) if (left.name === right.name) pairs += 1;
    }
  }

  function fieldsOf({ selections }: SelectionSetNode, followed = new Set<string>()): readonly Field[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        return [{ name: (selection.alias ?? selection.name).value, set: selection.selectionSet }];
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, followed);
      const { value } = selection.name;
      const fragment = fragments.get(value);
      if (fragment === undefined || followed.has(value)) return [];
      followed.add(value);
      return fieldsOf(fragment.selectionSet, followed);
    });
  }
}

interface Field {
  readonly name: string;
  readonly set: SelectionSetNode | undefined;
}
