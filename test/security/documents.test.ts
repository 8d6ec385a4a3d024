import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { alike, codesOf, overEveryDoor, send } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');
const json = { authorization: agent1, 'content-type': 'application/json' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

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
