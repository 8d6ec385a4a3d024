import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ask, basic, startGateway } from '../support/gateway.ts';
import { doors } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');

/** What is beyond each limit, and would be a valid document otherwise. */
const excesses = {
  depth: `{ __typename ${'... { '.repeat(30)} __typename ${'}'.repeat(30)} }`,
  aliases: `{ ${Array.from({ length: 51 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
  directives: `{ ${'__typename @skip(if: false) '.repeat(51)} }`,
  fields: `{ ${'__typename '.repeat(1001)} }`,
  cost: '{ sessions(first: 200) { nodes { messages(last: 200) { nodes { id ... on TextMessage { text sender { id } sentAt } sentAt index visibility } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }',
  fragments: `{ ...F0 } ${Array.from({ length: 20 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F20 on Query { __typename }`,
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.close();
});

describe.each(Object.entries(excesses))('a document beyond its limit: %s', (name, query) => {
  const refused = {
    message: expect.stringMatching(/^The document has \d+.*; MAX_QUERY_[A-Z]+ allows \d+\.$/) as unknown,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  };

  it('is refused by POST and by GET, also when it comes again', async () => {
    for (let round = 0; round < 3; round += 1)
      expect(await ask(gateway.url, agent1, query)).toEqual({ errors: [refused] });
    const headers = { 'apollo-require-preflight': '1' };
    const got = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect([got.status, await got.json()]).toEqual([400, { errors: [refused] }]);
    const setting = name === 'fragments' ? 'FIELDS' : name.toUpperCase();
    expect(JSON.stringify(await ask(gateway.url, null, query))).toContain(`MAX_QUERY_${setting}`);
  });

  it('is refused by a POST that would take a multipart stream', async () => {
    const accept = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: agent1 },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({ errors: [refused] });
  });

  // Apollo Client, which is the client of the third, sends nothing but subscriptions as such.
  it.each(doors.filter(({ name: door }) => door !== 'multipart'))('is refused through $name', async ({ connect }) => {
    const client = connect(gateway.url, agent1);
    const { errors } = await client.subscribe({ query }).result();
    expect(errors).toEqual([refused]);
    client.dispose();
  });
});
