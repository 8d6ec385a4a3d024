import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  execute,
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLInputType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Link } from '../../src/agent/link.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import { compile } from '../../src/transport/compile.ts';
import { contextOf } from '../resolvers/calling.ts';

const schema = createSchema('schema');

/** The operation both ways: as graphql-js runs it, and compiled. */
async function bothWays(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  link: Partial<Link> = {},
): Promise<readonly [asWritten: ExecutionResult, compiled: ExecutionResult]> {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const definition = getOperationAST(document);
  const compiled = definition ? compile(schema, document, definition) : null;
  if (compiled === null) throw new Error('the operation was not compiled');
  const contextValue = contextOf(link);
  return [
    await execute({ schema, document, variableValues: variables, contextValue }),
    await compiled.execute(undefined, contextValue, variables),
  ];
}

/** As clients are told. */
const shown = ({ data, errors }: ExecutionResult): unknown =>
  JSON.parse(
    JSON.stringify({
      data,
      errors: errors?.map(({ message, path, locations }) => ({ message, path, locations })),
    }),
  );

/** Values for a type: mostly right, now and then of another kind, too many or too few. */
function valuesFor(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valuesFor(type.ofType, depth);
  const odd = fc.constantFrom<unknown>(null, 0, -1.5, 2 ** 40, '', 'text', true, [], {}, ['a', null]);
  if (isListType(type)) {
    const item = valuesFor(type.ofType, depth + 1);
    return fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 3 }) }, item, odd);
  }
  const named = getNamedType(type);
  if (isInputObjectType(named) && depth < 4) {
    const fields = Object.values(named.getFields());
    const right = fc.record(Object.fromEntries(fields.map((field) => [field.name, valuesFor(field.type, depth + 1)])), {
      requiredKeys: fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name),
    });
    const surplus = right.map((value) => ({ ...value, surplus: 1 }));
    return fc.oneof({ weight: 20, arbitrary: right }, surplus, odd);
  }
  const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    Int: fc.integer({ min: -5, max: 40_000 }),
    Boolean: fc.boolean(),
    JSON: fc.jsonValue({ maxDepth: 2 }),
  };
  const right = isEnumType(named)
    ? fc.constantFrom(...named.getValues().map(({ name }) => name))
    : (byName[named.name] ?? fc.constantFrom('a', 'b c', '41ccb2e0c4f1b2'));
  return fc.oneof({ weight: 12, arbitrary: right }, odd);
}

describe('a compiled operation', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  test.each(mutations.map(({ name, args }) => [name, args[0]?.type] as const))(
    '%s takes and refuses the same input, in the same words, and hands on the same',
    async (name, type) => {
      if (type === undefined) throw new Error('a mutation without input');
      const query = `mutation M($input: ${String(type)}) { ${name}(input: $input) { __typename outcome userErrors { code } } }`;
      await fc.assert(
        fc.asyncProperty(valuesFor(type), async (input) => {
          const handed: unknown[] = [];
          const take = (given: unknown): Promise<never> => {
            handed.push(given);
            return Promise.resolve({ outcome: 'ACCEPTED', userErrors: [] } as never);
          };
          const link = {
            perform: (_operation: unknown, given: unknown) => take(given),
            contactCenter: { start: take, end: take, setState: take },
          } as unknown as Link;
          const [asWritten, compiled] = await bothWays(query, { input }, link);
          expect(shown(compiled)).toEqual(shown(asWritten));
          expect(handed[1]).toEqual(handed[0]);
        }),
        { numRuns: 150 },
      );
    },
  );

  test.each([
    ['query ($id: ID!) { session(id: $id) { id } }', { id: '../x' }],
    ['query { me { id userName } session(id: "a") { id } }', {}],
    ['{ ...Me ...Me } fragment Me on Query { again: me { id } }', {}],
    ['{ __schema { queryType { name } } __type(name: "Session") { kind } }', {}],
  ])('%s answers the same', async (query, variables) => {
    const failing = { me: () => Promise.reject(new Error('away')), session: () => Promise.resolve(null) };
    const [asWritten, compiled] = await bothWays(query, variables, { reads: failing } as unknown as Partial<Link>);
    expect(shown(compiled)).toEqual(shown(asWritten));
  });

  test('keeps what a resolver threw, for the log and for the client', async () => {
    const error = new Error('away');
    const link = { reads: { me: () => Promise.reject(error) } } as unknown as Partial<Link>;
    const [asWritten, compiled] = await bothWays('{ me { id } }', {}, link);
    expect(compiled.errors?.[0]?.originalError).toBe(error);
    expect(asWritten.errors?.[0]?.originalError).toBe(error);
  });

  const typing = 'mutation ($w: Int, $i: SetTypingInput!)';
  test.each([
    ['conditions', 'query ($x: Boolean!) { a: __type(name: "Query") { name @include(if: $x) } }'],
    [
      'several mutations',
      `${typing} { a: setTyping(input: $i) { __typename } b: setTyping(input: $i) { __typename } }`,
    ],
    ['mutations by a fragment', `${typing} { ...M } fragment M on Mutation { setTyping(input: $i) { __typename } }`],
    [
      'a variable within an object',
      `${typing} { setTyping(input: { sessionId: "a", isTyping: true, confirmWithin: $w }) { outcome } }`,
    ],
    ['a variable within a list', 'query ($s: SessionState) { sessions(states: [$s]) { totalCount } }'],
    ['a name that objects know', '{ constructor: __typename }'],
    ['a variable that objects know', 'query ($constructor: ID!) { session(id: $constructor) { id } }'],
    ['many fields', `{ ${Array.from({ length: 700 }, (_, at) => `a${at}: __typename`).join(' ')} }`],
    [
      'fields of many types',
      `subscription { sessionEvents { ${Array.from({ length: 70 }, (_, at) => `a${at}: cursor`).join(' ')} } }`,
    ],
  ])('is none of %s: graphql-js runs it', (_what, query) => {
    const document = parse(query);
    const definition = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    expect(definition && compile(schema, document, definition)).toBeNull();
  });

  test('is the desk’s subscription', () => {
    const document = parse(readFileSync('src/explorer/page/examples/session-events.ts', 'utf8').split('`')[1] ?? '');
    const definition = getOperationAST(document);
    expect(definition && compile(schema, document, definition)?.weight).toBeGreaterThan(30);
  });

  test('may be of any input of the schema: of a type within itself graphql-jit would make no end', () => {
    const seen = (type: GraphQLInputType, above: readonly string[]): void => {
      const named = getNamedType(type);
      if (!isInputObjectType(named)) return;
      expect(above).not.toContain(named.name);
      for (const field of Object.values(named.getFields())) seen(field.type, [...above, named.name]);
    };
    for (const type of Object.values(schema.getTypeMap())) if (isInputObjectType(type)) seen(type, []);
  });

  test('is none where fragments make a small document a large operation', () => {
    const fragments = ['fragment f0 on Query { __typename }'];
    for (let level = 1; level < 12; level += 1) {
      fragments.push(`fragment f${level} on Query { ...f${level - 1} ... on Query { ...f${level - 1} } }`);
    }
    const document = parse(`{ ...f11 } ${fragments.join(' ')}`);
    const definition = getOperationAST(document);
    expect(definition && compile(schema, document, definition)).toBeNull();
  });
});
