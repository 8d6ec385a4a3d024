import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { countedAs, rootFieldsOf } from '../../src/transport/root-field.ts';

function fieldsOf(query: string): readonly string[] {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return rootFieldsOf(document, operation);
}

test.each([
  ['{ me { id } }', 'me'],
  ['query Secret { alias: me { id } __typename }', 'me'],
  ['{ one: session(id: "a") { id } two: session(id: "b") { id } }', 'session'],
  ['{ me { id } session(id: "a") { id } }', 'several'],
  ['{ ... on Query { ... { me { id } } } }', 'me'],
  ['{ ...A ...A } fragment A on Query { ...B } fragment B on Query { node(id: "a") { id } }', 'node'],
  ['{ me { id } ...A } fragment A on Query { sessions { totalCount } }', 'several'],
  ['{ __typename }', 'introspection'],
  ['{ __schema { queryType { name } } t: __type(name: "A") { name } }', 'introspection'],
  ['{ _service { sdl } }', '_service'],
])('%s is counted as %s', (query, field) => {
  expect(countedAs(fieldsOf(query))).toBe(field);
});

test.each([
  ['{ __typename b: me { id } a: me { id } session(id: "a") { id } }', ['me', 'me', 'session']],
  ['{ me { id } me { userName } ... { me { state } } session: me { id } }', ['me', 'me']],
  [
    '{ ...A ...A } fragment A on Query { ...B me { id } } fragment B on Query { ...C } fragment C on Query { me { id } }',
    ['me'],
  ],
  ['{ ...A session(id: "a") { id } ...A } fragment A on Query { me { id } }', ['me', 'session']],
  ['{ __schema { queryType { name } } }', []],
])('%s executes %j', (query, fields) => {
  expect(fieldsOf(query)).toEqual(fields);
});
