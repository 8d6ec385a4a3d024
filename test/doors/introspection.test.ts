import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ask, basic, socketClient, startGateway, type Answer } from '../support/gateway.ts';
import { doors } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');

let gateway: Gateway;
afterEach(() => gateway.close());

const start = async (INTROSPECTION: string): Promise<void> => {
  gateway = await startGateway({ INTROSPECTION });
};

/** One request over a door that carries queries too. */
type Asking = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

const post: Asking = (query, variables) => ask(gateway.url, agent1, query, variables);

const get: Asking = async (query, variables = {}) => {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const headers = { authorization: agent1, 'apollo-require-preflight': 'true' };
  return (await (await fetch(`${gateway.url}/graphql?${search.toString()}`, { headers })).json()) as Answer;
};

/** Accepts what Apollo Client accepts of a subscription. */
const multipart: Asking = async (query, variables = {}) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: agent1,
      'content-type': 'application/json',
      accept: 'multipart/mixed;subscriptionSpec=1.0, application/json',
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
};

const throughDoor =
  (name: 'websocket' | 'sse'): Asking =>
  async (query, variables = {}) => {
    const client = doors.find((door) => door.name === name)?.connect(gateway.url, agent1);
    if (client === undefined) throw new Error(`no door ${name}`);
    try {
      return await client.subscribe({ query, variables }).result();
    } finally {
      client.dispose();
    }
  };

const asking: Readonly<Record<string, Asking>> = {
  'HTTP POST': post,
  'HTTP GET': get,
  multipart,
  WebSocket: throughDoor('websocket'),
  'server-sent events': throughDoor('sse'),
};

describe.each(Object.entries(asking))('over %s', (_door, asked) => {
  it.each(['{ __schema { queryType { name } } }', '{ me { id } more: __type(name: "Agent") { name } }'])(
    'INTROSPECTION=off refuses %s',
    async (query) => {
      await start('off');
      const { data, errors } = await asked(query);
      expect(data ?? null).toBeNull();
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('introspection has been disabled') as string,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
    },
  );

  it('INTROSPECTION=off leaves __typename alone', async () => {
    await start('off');
    expect(await asked('{ __typename me { __typename } }')).toMatchObject({
      data: { __typename: 'Query', me: { __typename: 'Agent' } },
    });
  });

  it('INTROSPECTION=on answers both', async () => {
    await start('on');
    expect(await asked('{ __schema { queryType { name } } __type(name: "Agent") { name } }')).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } }, __type: { name: 'Agent' } },
    });
  });

  it.each([
    ['off', 'Cannot query field "userNam" on type "Agent".'],
    ['on', 'Cannot query field "userNam" on type "Agent". Did you mean "userName"?'],
  ])('INTROSPECTION=%s answers a misspelt field with: %s', async (setting, message) => {
    await start(setting);
    expect((await asked('{ me { userNam } }')).errors?.map((error) => error.message)).toEqual([message]);
  });

  it.each([
    ['off', /"CHATTIN" does not exist in "SessionState" enum\.$/],
    ['on', /Did you mean the enum value "CHATTING"\?$/],
  ])('INTROSPECTION=%s answers a misspelt value in the variables with: %s', async (setting, message) => {
    await start(setting);
    const query = 'query ($states: [SessionState!]) { sessions(states: $states) { totalCount } }';
    const { errors } = await asked(query, { states: ['CHATTIN'] });
    expect(errors?.[0]?.message).toMatch(message);
  });
});

describe('a subscription', () => {
  it.each(doors)('runs through $name with INTROSPECTION=off', async ({ connect }) => {
    await start('off');
    const client = connect(gateway.url, agent1);
    const query = 'subscription { sessionEvents { __typename } }';
    expect(await client.subscribe({ query }).next()).toMatchObject({ __typename: 'SessionsSnapshot' });
    client.dispose();
  });

  it('that is misspelt tells no name either', async () => {
    await start('off');
    const client = socketClient(gateway.url, agent1);
    const results = client.iterate({ query: 'subscription { sessionEvent { cursor } }' });
    await expect(results.next()).rejects.toEqual([
      expect.objectContaining({ message: 'Cannot query field "sessionEvent" on type "Subscription".' }),
    ]);
    await client.dispose();
  });
});
