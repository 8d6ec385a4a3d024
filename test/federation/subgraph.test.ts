import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSchema } from '../../src/resolvers/schema.ts';
import { createSubgraphSchema, printSubgraphSdl } from '../../src/resolvers/subgraph.ts';
import { doors } from '../doors/doors.ts';
import { agent1, agent2, authorizationOf, offer, openDesk, talk, type Desk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { ask, type Answer } from '../support/gateway.ts';

const directory = fileURLToPath(new URL('../../schema', import.meta.url));
const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Session { id state } ... on Agent { id userName } }
}`;
const session = (id: string): Json => ({ __typename: 'Session', id });
const agent = (id: string): Json => ({ __typename: 'Agent', id });

const openSubgraph = (): Promise<Desk> => openDesk({}, { FEDERATION: 'on' });
const paths = ({ requests }: Desk): string[] => requests.map(({ path }) => path.replace('/api/v2', ''));
const refusals = ({ errors }: Answer): unknown[] | undefined =>
  errors?.map(({ extensions }) => [extensions['code'], extensions['argumentPath']]);

describe('without FEDERATION', () => {
  it('the schema has nothing of it', async () => {
    const { data, errors } = await (await openDesk()).ask('{ _service { sdl } }');
    expect([data, errors?.[0]?.extensions['code']]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it.each([
    ['off', false],
    ['on', true],
  ])('%s: the library is loaded: %s', async (federation, isLoaded) => {
    const program = `
      import { createRequire } from 'node:module';
      import { parseConfig } from './src/config.ts';
      import { createGateway } from './src/gateway.ts';
      const silent = () => undefined;
      const log = { debug: silent, info: silent, warn: silent, error: silent };
      const gateway = await createGateway(parseConfig({ PORT: '0', FEDERATION: '${federation}' }), log);
      await gateway.close();
      const { cache } = createRequire(import.meta.url);
      process.stdout.write(String(Object.keys(cache).some((file) => file.includes('/@apollo/subgraph/'))));
    `;
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd });
    expect(stdout).toBe(String(isLoaded));
  });
});

describe('with FEDERATION', () => {
  it('references without credentials are UNAUTHENTICATED, and no fault of the gateway', async () => {
    const { url } = await openSubgraph();
    const variables = { representations: [session(talk), session(offer)] };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: entities, variables }),
    });
    const { errors } = (await response.json()) as Answer;
    expect([...new Set(errors?.map(({ extensions }) => extensions['code']))]).toEqual(['UNAUTHENTICATED']);
  });

  it('the schema is what it was, and more', async () => {
    const changes = await diff(createSchema(directory), createSubgraphSchema(directory));
    expect(changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)).toEqual([]);
    const paths = changes.map(({ path }) => path ?? '');
    expect(paths.filter((path) => /^Query\.\w+$/.test(path)).sort()).toEqual(['Query._entities', 'Query._service']);
  });

  it('tells its SDL to anyone, and the program prints the same for composition', async () => {
    const { data } = await ask((await openSubgraph()).url, null, '{ _service { sdl } }');
    const { sdl } = data?.['_service'] as { sdl: string };
    const [told, printed] = [sdl, printSubgraphSdl(directory)].map((text) =>
      composeServices([{ name: 'gws', url: 'http://127.0.0.1:4000/graphql', typeDefs: parse(text) }]),
    );
    expect(told?.errors).toBeUndefined();
    expect(told?.supergraphSdl).toContain('type Session');
    expect(printed?.supergraphSdl).toBe(told?.supergraphSdl);
  });

  it("finds the caller's sessions and the caller, and of others' nothing", async () => {
    const desk = await openSubgraph();
    const representations = [talk, '0002EaAY01MT9999', '../me', '', offer].map(session);
    const variables = { representations: [...representations, agent(agent1), agent(agent2), agent('x/y')] };
    expect(await desk.ask(entities, variables)).toEqual({
      data: {
        _entities: [
          { __typename: 'Session', id: talk, state: 'CHATTING' },
          null,
          null,
          null,
          { __typename: 'Session', id: offer, state: 'INVITED' },
          { __typename: 'Agent', id: agent1, userName: 'agent1' },
          null,
          null,
        ],
      },
    });
    const { data } = await desk.ask(entities, { representations: [session(offer), agent(agent1)] }, 'agent2');
    expect(data).toEqual({ _entities: [null, null] });
  });

  it('reads one session by its id, several with the list, and each once in an operation', async () => {
    const desk = await openSubgraph();
    await desk.ask(entities, { representations: [session(talk), session(talk)] });
    expect(paths(desk).filter((path) => path.includes('session'))).toEqual([`/me/facebooksessions/${talk}`]);
    const before = desk.requests.length;
    const twice = `query ($r: [_Any!]!) {
      a: _entities(representations: $r) { ... on Session { id } }
      b: _entities(representations: $r) { ... on Session { id } }
    }`;
    await desk.ask(twice, { r: [talk, offer].map(session) });
    expect(paths(desk).slice(before)).toEqual(['/me/facebooksessions?fields=*']);
  });

  it('takes 200 representations in one operation, whether of one field or of many', async () => {
    const desk = await openSubgraph();
    const many = (count: number): Json => ({ representations: Array.from({ length: count }, () => session(talk)) });
    expect((await desk.ask(entities, many(200))).errors).toBeUndefined();
    const before = desk.requests.length;
    expect(refusals(await desk.ask(entities, many(201)))).toEqual([['BAD_USER_INPUT', ['representations']]]);
    expect(desk.requests).toHaveLength(before);
    const fields = Array.from(
      { length: 40 },
      (_, i) => `e${i}: _entities(representations: $representations) { __typename }`,
    );
    const aliased = await desk.ask(`query ($representations: [_Any!]!) { ${fields.join('\n')} }`, many(100));
    expect(refusals(aliased)).toContainEqual(['BAD_USER_INPUT', ['representations']]);
    expect(desk.requests.length).toBeLessThanOrEqual(before + 1);
  });

  it.each([
    ['a type without a key', { __typename: 'UserDataEntry', id: 'x' }],
    ['no type', { id: talk }],
    ['no id', { __typename: 'Session' }],
    ['an id that is no string', { __typename: 'Session', id: { toString: 1 } }],
    ['no object', 'Session'],
  ])('refuses what is no reference: %s', async (_what, representation) => {
    const desk = await openSubgraph();
    const answer = await desk.ask(entities, { representations: [session(talk), representation] });
    expect(refusals(answer)).toEqual([['BAD_USER_INPUT', ['representations', '1']]]);
    expect(desk.requests).toEqual([]);
  });

  it.each(doors.filter(({ name }) => name !== 'multipart'))('is the same schema at the door $name', async (door) => {
    const { url } = await openSubgraph();
    const client = door.connect(url, authorizationOf('agent1'));
    onTestFinished(() => {
      client.dispose();
    });
    const query = `{ _service { sdl } _entities(representations: [{ __typename: "Session", id: "${talk}" }]) {
      ... on Session { id state } } }`;
    const { data } = await client.subscribe({ query }).result();
    expect(data?.['_service']).toMatchObject({ sdl: expect.stringContaining('@key(fields: "id")') as string });
    expect(data?.['_entities']).toEqual([{ id: talk, state: 'CHATTING' }]);
    const events = client.subscribe({ query: 'subscription { sessionEvents { __typename } }' });
    expect(await events.next()).toEqual({ __typename: 'SessionsSnapshot' });
  });
});
