import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import type { Json } from '../support/fixture.ts';
import { recordingLog, startGateway, type LogLine } from '../support/gateway.ts';
import { ways, type Members } from './asking.ts';

/** Manifests as the generators write them, of the same operations. */
const file = (name: string): string => fileURLToPath(new URL(`../fixtures/manifests/${name}.json`, import.meta.url));
const contents = (name: string): Json => JSON.parse(readFileSync(file(name), 'utf8')) as Json;
const operations = contents('apollo')['operations'] as { id: string; name: string; body: string }[];
const named = (name: string): { id: string; body: string } =>
  operations.find((operation) => operation.name === name) ?? { id: '', body: '' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const persistedQuery = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

/** Every way in which clients name an id. */
const spellings: readonly (readonly [string, (id: string) => Members])[] = [
  ['extensions.persistedQuery.sha256Hash', persistedQuery],
  ['the same without a version', (id) => ({ extensions: { persistedQuery: { sha256Hash: id } } })],
  ['extensions.persistedQuery', (id) => ({ extensions: { persistedQuery: id } })],
  ['documentId', (documentId) => ({ documentId })],
  ['documentId with a prefix', (id) => ({ documentId: `sha256:${id}` })],
  ['id', (id) => ({ id })],
  ['doc_id', (id) => ({ doc_id: id })],
];

const stranger = '{ me { id } }';
let gateway: Gateway;
let lines: readonly LogLine[] = [];

beforeAll(async () => {
  const log = recordingLog();
  lines = log.lines;
  gateway = await startGateway({ TRUSTED_DOCUMENTS: file('apollo') }, log);
});

afterAll(() => gateway.close());

describe.each(Object.entries(ways))('trusted documents over %s', (way, asking) => {
  const isStream = way === 'multipart';
  const trusted = named(isStream ? 'Watch' : 'Me');
  const expected = isStream
    ? { data: { sessionEvents: { __typename: 'SessionsSnapshot' } } }
    : { data: { me: { userName: 'agent1' } } };
  const isHttp = way === 'post' || way === 'get' || way === 'multipart';

  it.each(spellings)('run by their id as %s', async (_spelling, members) => {
    for (let round = 0; round < 3; round += 1) {
      expect(await asking(gateway.url, members(trusted.id))).toMatchObject(expected);
    }
  });

  it('run by their text, if it is equal to the byte', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(await asking(gateway.url, { query: trusted.body })).toMatchObject(expected);
    }
    expect(await asking(gateway.url, { query: `${trusted.body} ` })).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }],
    });
  });

  it('run by their text whatever id is beside it, and only by it', async () => {
    expect(await asking(gateway.url, { query: trusted.body, ...persistedQuery('unknown') })).toMatchObject(expected);
    for (const members of [persistedQuery(trusted.id), { id: trusted.id }, persistedQuery(sha256(stranger))]) {
      for (let round = 0; round < 2; round += 1) {
        expect(await asking(gateway.url, { query: stranger, ...members })).toMatchObject({
          errors: [{ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }],
        });
      }
    }
  });

  it.each<[string, Members, string, number]>([
    ['another text', { query: stranger }, 'QUERY_NOT_IN_SAFELIST', 403],
    ['introspection', { query: '{ __schema { types { name } } }' }, 'QUERY_NOT_IN_SAFELIST', 403],
    ['no document at all', { query: '{' }, 'QUERY_NOT_IN_SAFELIST', 403],
    ['a text that it would be long to read', { query: `{${' a'.repeat(6000)} }` }, 'QUERY_NOT_IN_SAFELIST', 403],
    [
      'an operation of a trusted document beside another',
      { query: `${trusted.body} ${stranger}` },
      'QUERY_NOT_IN_SAFELIST',
      403,
    ],
    ['an id that is not there', { documentId: 'none' }, 'PERSISTED_QUERY_NOT_IN_LIST', 404],
    ['the hash of another text', persistedQuery(sha256(stranger)), 'PERSISTED_QUERY_NOT_IN_LIST', 404],
    ["an object's own name", { id: '__proto__' }, 'PERSISTED_QUERY_NOT_IN_LIST', 404],
  ])('refuses %s', async (_what, members, code, status) => {
    for (let round = 0; round < 2; round += 1) {
      const answer = await asking(gateway.url, members);
      expect(answer).toEqual({
        status: isHttp ? status : null,
        errors: [{ message: expect.any(String) as string, extensions: { code } }],
      });
    }
  });

  it('refuses an operation name that the document does not have', async () => {
    expect(await asking(gateway.url, { id: trusted.id, operationName: 'Else' })).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
  });
});

describe('trusted documents', () => {
  it('take variables, mutations and subscriptions by id', async () => {
    const { id } = named('Talk');
    const members = { ...persistedQuery(id), variables: { id: 'none' }, operationName: 'Talk' };
    for (const way of ['post', 'get', 'websocket', 'sse'] as const) {
      expect([way, await ways[way](gateway.url, members)]).toMatchObject([way, { data: { session: null } }]);
    }
    const input = { sessionId: 'none', participant: { userId: 'nobody' }, confirmWithin: 0 };
    const removal = { id: named('Remove').id, variables: { input } };
    for (const way of ['post', 'websocket', 'sse'] as const) {
      expect([way, await ways[way](gateway.url, removal)]).toMatchObject([
        way,
        { data: { removeParticipant: { outcome: expect.any(String) as string } } },
      ]);
    }
    expect(await ways.get(gateway.url, removal)).toMatchObject({ status: 405 });
    for (const way of ['websocket', 'sse', 'multipart'] as const) {
      expect([way, await ways[way](gateway.url, { doc_id: named('Watch').id })]).toMatchObject([
        way,
        { data: { sessionEvents: { __typename: 'SessionsSnapshot' } } },
      ]);
    }
  });

  it.each([
    [
      'a text twice in a URL',
      `query=${encodeURIComponent(named('Me').body)}&query=${encodeURIComponent(stranger)}`,
      400,
    ],
    ['a text in the body, another in the URL', `query=${encodeURIComponent(stranger)}`, 403],
    ['extensions that are no JSON', `query=${encodeURIComponent(stranger)}&extensions=x`, 400],
  ])('cannot be got round by %s', async (_what, query, status) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql?${query}`, { headers });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('"data"');
  });

  it('are not counted with the documents that nobody knows, new as they may be', async () => {
    const other = await startGateway({ TRUSTED_DOCUMENTS: file('apollo'), EXPLORER: 'off', RATE_NEW_DOCUMENTS: '1' });
    try {
      for (const way of ['post', 'get', 'websocket', 'sse'] as const) {
        for (const name of ['Me', 'Talk']) {
          const answer = await ways[way](other.url, { id: named(name).id, variables: { id: 'none' } });
          expect([way, name, answer.errors]).toEqual([way, name, undefined]);
        }
      }
    } finally {
      await other.close();
    }
  });

  it('need credentials as ever', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: named('Me').id }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('are told in the log, and what becomes of no use with them', () => {
    expect(lines).toContainEqual({
      level: 'info',
      message: 'only trusted documents are run',
      fields: { documents: 4, format: "Apollo's manifest" },
    });
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([
      {
        level: 'warn',
        message: 'the explorer is of no use: what it asks with is no trusted document',
        fields: { EXPLORER: true },
      },
    ]);
  });

  it.each(['relay', 'codegen'])('come from the manifest of %s as well', async (name) => {
    const other = await startGateway({ TRUSTED_DOCUMENTS: file(name), EXPLORER: 'off' });
    try {
      const [id = '', text = ''] =
        Object.entries(contents(name)).find(([, body]) => /query \w*Me/.test(String(body))) ?? [];
      for (const members of [{ id }, { documentId: id }, persistedQuery(sha256(String(text))), { query: text }]) {
        expect(await ways.post(other.url, members)).toMatchObject({ data: { me: { userName: 'agent1' } } });
      }
      expect(await ways.post(other.url, { query: stranger })).toMatchObject({ status: 403 });
    } finally {
      await other.close();
    }
  });
});
