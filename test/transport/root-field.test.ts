import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { rootFieldOf } from '../../src/transport/root-field.ts';

function fieldOf(query: string): string {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return rootFieldOf(document, operation);
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
])('%s is %s', (query, field) => {
  expect(fieldOf(query)).toBe(field);
});
