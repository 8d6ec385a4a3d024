import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAutomatic } from '../../src/transport/persisted.ts';
import { askedIn } from '../../src/transport/request.ts';
import type { Gateway } from '../../src/gateway.ts';
import { startGateway } from '../support/gateway.ts';
import { ways, type Members } from './asking.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashed = (sha256Hash: string, version: unknown = 1): Members => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
const code = (expected: string) => ({ errors: [{ extensions: { code: expected } }] });

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.close());

describe.each(Object.entries(ways))('automatic persisted queries over %s', (way, asking) => {
  const isStream = way === 'multipart';
  const isHttp = way === 'post' || way === 'get' || way === 'multipart';
  const textOf = (name: string): string =>
    isStream ? `subscription { ${name}: sessionEvents { __typename } }` : `{ ${name}: me { userName } }`;
  const answerOf = (name: string) => ({
    data: { [name]: isStream ? { __typename: 'SessionsSnapshot' } : { userName: 'agent1' } },
  });

  it('are asked for by their hash once they were sent with it', async () => {
    const name = `${way}Known`;
    const query = textOf(name);
    const byHash = hashed(sha256(query));
    // Known as a text it is not yet known by its hash: that is for whoever registers it.
    expect(await asking(gateway.url, { query })).toMatchObject(answerOf(name));
    expect(await asking(gateway.url, byHash)).toEqual({
      status: isHttp ? 200 : null,
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect(await asking(gateway.url, { query, ...byHash })).toMatchObject(answerOf(name));
    for (const members of [byHash, byHash, { documentId: `sha256:${sha256(query)}` }]) {
      expect(await asking(gateway.url, members)).toMatchObject(answerOf(name));
    }
  });

  it('are not known by a hash that is not theirs, nor run with it', async () => {
    const name = `${way}Wrong`;
    const other = sha256(`${way} other`);
    const answer = await asking(gateway.url, { query: textOf(name), ...hashed(other) });
    expect(answer).toMatchObject(code('BAD_REQUEST'));
    expect(await asking(gateway.url, hashed(other))).toMatchObject(code('PERSISTED_QUERY_NOT_FOUND'));
  });

  it('are not kept where they are no valid documents', async () => {
    const query = `{ ${way}Invalid }`;
    const byHash = hashed(sha256(query));
    expect(await asking(gateway.url, { query, ...byHash })).toMatchObject(code('GRAPHQL_VALIDATION_FAILED'));
    expect(await asking(gateway.url, byHash)).toMatchObject(code('PERSISTED_QUERY_NOT_FOUND'));
  });

  it('are refused in a version that is not known', async () => {
    expect(await asking(gateway.url, hashed(sha256('x'), 2))).toMatchObject(code('BAD_REQUEST'));
  });
});

it('what came by one way is known by all of them', async () => {
  const query = 'query Shared { me { userName } }';
  const byHash = hashed(sha256(query));
  await ways.websocket(gateway.url, { query, ...byHash });
  for (const asking of [ways.post, ways.get, ways.sse, ways.websocket]) {
    expect(await asking(gateway.url, byHash)).toMatchObject({ data: { me: { userName: 'agent1' } } });
  }
});

it('PERSISTED_QUERIES=off: texts run, hashes do not, and clients are told so', async () => {
  const off = await startGateway({ PERSISTED_QUERIES: 'off' });
  try {
    const query = '{ me { userName } }';
    for (const [way, asking] of Object.entries(ways)) {
      const answer = { data: { me: { userName: 'agent1' } } };
      expect([way, await asking(off.url, { query, ...hashed(sha256(query)) })]).toMatchObject([way, answer]);
      expect([way, await asking(off.url, hashed(sha256(query)))]).toMatchObject([
        way,
        { errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }] },
      ]);
    }
  } finally {
    await off.close();
  }
});

it('a flood of hashes displaces none that is in use', () => {
  const persisted = createAutomatic({ max: 40, maxSize: 4000, maxEntrySize: 1000 });
  const register = (query: string): void => {
    persisted.keep(askedIn({ query, ...hashed(sha256(query)) }));
  };
  register('{ hot }');
  expect(persisted.textOf(sha256('{ hot }'))).toBe('{ hot }');
  for (let flood = 0; flood < 1000; flood += 1) register(`{ flood${flood} }`);
  expect(persisted.textOf(sha256('{ hot }'))).toBe('{ hot }');
  expect(persisted.textOf(sha256('{ flood0 }'))).toBeNull();
});
