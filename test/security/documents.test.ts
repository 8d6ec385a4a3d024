import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { alike, codesOf, overEveryDoor, send } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');
const json = { authorization: agent1, 'content-type': 'application/json' };

let gateway: Gateway;
beforeAll(async () => {
  // As many as there are, and as large: what is looked at is each for itself.
  gateway = await startGateway({ RATE_NEW_DOCUMENTS: '0', RATE_PER_CALLER: '0' });
});
afterAll(() => gateway.close());

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_none, at) => part(at)).join(' ');
const circles = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${circles(depth - 1)} } }`);

describe('a document within the limit of tokens that costs more to answer or to validate than to send', () => {
  it.each([
    ['aliases', `{ ${many(101, (at) => `a${at}: __typename`)} }`],
    ['aliases of a large object', `{ me { id } ${many(60, (at) => `a${at}: sessions { totalCount }`)} }`],
    ['directives on one field', `{ __typename ${many(10, () => '@include(if: true)')} }`],
    ['unknown directives on one field', `{ __typename ${many(10, () => '@aa')} }`],
    ['directives here and there', `{ ${many(51, () => '__typename @skip(if: false)')} }`],
    ['one field again and again', `{ ${many(500, () => '__typename')} }`],
    ['one object again and again', `{ ${many(300, () => 'me { id }')} }`],
    ['one field with arguments again and again', `{ ${many(150, () => 'session(id: "1") { id }')} }`],
    ['levels', `{ me ${many(30, () => '{ ...')} { id } ${many(30, () => '}')} }`],
    [
      'pages of pages',
      '{ sessions(first: 200) { nodes { messages(last: 200) { nodes { id index sentAt visibility sender { id nickname role userId visibility isMe __typename } __typename } } } } }',
    ],
    [
      'fragments',
      `{ ${many(200, (at) => `...F${at}`)} } ${many(200, (at) => `fragment F${at} on Query { me { id } }`)}`,
    ],
    ['fragments that are not there', `{ ${many(1000, (at) => `...F${at}`)} }`],
    [
      'fragments in each other',
      `{ ...F0 } ${many(60, (at) => `fragment F${at} on Query { ${many(10, (next) => `...F${(at + next + 1) % 60}`)} }`)}`,
    ],
    [
      'fragments in fields',
      `{ ${many(50, () => `me { ${many(20, (at) => `...F${at}`)} }`)} } ${many(20, (at) => `fragment F${at} on Agent { id }`)}`,
    ],
    ['introspection in circles', `{ __schema { types { ${circles(12)} } } }`],
  ])('%s: is refused before it is validated', async (_what, query) => {
    const refusals = await overEveryDoor(gateway.url, agent1, { query }, (told) => [
      codesOf(told),
      told.answer.errors?.length,
      /^The document has \d+/.test(told.answer.errors?.[0]?.message ?? ''),
    ]);
    expect(refusals).toEqual(alike([['GRAPHQL_VALIDATION_FAILED'], 1, true]));
  });

  it('that has very many mistakes is told of some', async () => {
    const query = `{ ${many(700, (at) => `wrong${at}`)} }`;
    const counts = await overEveryDoor(gateway.url, agent1, { query }, ({ answer: { errors } }) => errors?.length);
    expect(counts).toEqual(alike(21));
  });
});

describe('a document that costs more to read than to send', () => {
  it.each([
    ['of many tokens', `{ ${'__typename '.repeat(6000)} }`],
    ['nested 100,000 deep', '{a'.repeat(100_000)],
    ['with a literal nested 100,000 deep', `{ session(id: ${'['.repeat(100_000)}) { id } }`],
    ['of many aliases', `{ ${Array.from({ length: 6000 }, (_none, at) => `a${at}: __typename`).join(' ')} }`],
    ['of many directives', `{ __typename ${'@include(if: true) '.repeat(2000)} }`],
    [
      'of many fragments',
      Array.from({ length: 2000 }, (_none, at) => `fragment F${at} on Query { __typename }`).join(' '),
    ],
  ])('%s is refused before it is whole', async (_what, query) => {
    expect(await overEveryDoor(gateway.url, agent1, { query }, codesOf)).toEqual(alike(['GRAPHQL_PARSE_FAILED']));
  });

  it.each([50, 500, 1000, 1500])('nested %i deep, within the limit of tokens, is no fault of ours', async (depth) => {
    const query = `{ __schema { types { ${'ofType { '.repeat(depth)}name${' }'.repeat(depth)} } } }`;
    const codes = await overEveryDoor(gateway.url, agent1, { query }, codesOf);
    expect(Object.values(codes).flat()).not.toContain('INTERNAL_SERVER_ERROR');
  });

  it('whose fragments spread each other is refused', async () => {
    const query = '{ me { ...A } } fragment A on Agent { id ...B } fragment B on Agent { id ...A }';
    expect(await overEveryDoor(gateway.url, agent1, { query }, codesOf)).toEqual(alike(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('whose fragments double at each level is read in time', async () => {
    const levels = Array.from(
      { length: 40 },
      (_none, at) => `fragment F${at} on Agent { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ me { ...F0 } } ${levels.join(' ')} fragment F40 on Agent { id }`;
    const begun = performance.now();
    await overEveryDoor(gateway.url, agent1, { query }, codesOf);
    // Followed one by one they would be 2^40.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('a batch', () => {
  const batch = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));

  it.each(['/graphql', '/graphql/', '/graphql/stream'])('is refused by POST to %s', async (path) => {
    const { status, text } = await send(gateway.url + path, json, { body: batch });
    expect([status, text]).toEqual([400, expect.stringContaining('BAD_REQUEST')]);
  });

  it('ends a WebSocket', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.once('open', () => {
      socket.send(`[${JSON.stringify({ type: 'connection_init' })}]`);
    });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(4400);
  });
});
