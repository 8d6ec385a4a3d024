import { buildClientSchema, getIntrospectionQuery, isObjectType, type IntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { agent1, openDesk, talk } from '../gateway/operating.ts';

const node = 'query ($id: ID!) { node(id: $id) { __typename id ... on Session { state } ... on Agent { userName } } }';

test('node(id) finds sessions and the agent by the id that they were read with', async () => {
  const desk = await openDesk();
  const { data } = await desk.ask('{ me { __typename id userName } sessions { nodes { __typename id state } } }');
  const { nodes } = data?.['sessions'] as { nodes: Json[] };
  expect(nodes).toHaveLength(2);
  for (const known of [data?.['me'] as Json, ...nodes]) {
    expect(await desk.ask(node, { id: known['id'] })).toEqual({ data: { node: known } });
  }
  expect(data?.['me']).toMatchObject({ id: agent1 });
  expect(await desk.ask(node, { id: 'nobody' })).toEqual({ data: { node: null } });
});

test('connections are of the form that Relay wants', async () => {
  const desk = await openDesk();
  const { data } = await desk.ask(getIntrospectionQuery());
  const schema = buildClientSchema(data as unknown as IntrospectionQuery);
  const connections = Object.values(schema.getTypeMap()).filter(({ name }) => name.endsWith('Connection'));
  expect(connections.map(({ name }) => name).sort()).toEqual(['MessageConnection', 'SessionConnection']);
  for (const connection of connections) {
    if (!isObjectType(connection)) throw new Error(`${connection.name} is no object type.`);
    const { edges, pageInfo } = connection.getFields();
    const edge = connection.name.replace('Connection', 'Edge');
    expect([String(edges?.type), String(pageInfo?.type)]).toEqual([`[${edge}!]!`, 'PageInfo!']);
    const edgeType = schema.getType(edge);
    if (!isObjectType(edgeType)) throw new Error(`${edge} is no object type.`);
    expect(Object.keys(edgeType.getFields()).sort()).toEqual(['cursor', 'node']);
  }
  const pageInfo = schema.getType('PageInfo');
  if (!isObjectType(pageInfo)) throw new Error('PageInfo is no object type.');
  expect(Object.values(pageInfo.getFields()).map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
    'hasNextPage: Boolean!',
    'hasPreviousPage: Boolean!',
    'startCursor: String',
    'endCursor: String',
  ]);
});

test('a transcript is paged through by cursor, forwards and backwards', async () => {
  const desk = await openDesk();
  const page = async (rest: string): Promise<{ edges: { cursor: string; node: { id: string } }[]; pageInfo: Json }> => {
    const { data } = await desk.ask(
      `{ session(id: "${talk}") { messages(${rest}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
    );
    return (data?.['session'] as { messages: never }).messages;
  };
  const all = await page('first: 200');
  const ids = all.edges.map(({ node: { id } }) => id);
  expect(ids).toHaveLength(4);

  const forwards: string[] = [];
  let after = '';
  for (let more = true; more;) {
    const { edges, pageInfo } = await page(`first: 3${after}`);
    forwards.push(...edges.map(({ node: { id } }) => id));
    expect([pageInfo['startCursor'], pageInfo['endCursor']]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
    more = pageInfo['hasNextPage'] === true;
    after = `, after: "${String(pageInfo['endCursor'])}"`;
  }
  expect(forwards).toEqual(ids);

  const { edges, pageInfo } = await page(`last: 2, before: "${String(all.pageInfo['endCursor'])}"`);
  expect(edges.map(({ node: { id } }) => id)).toEqual(ids.slice(1, 3));
  expect(pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
});
