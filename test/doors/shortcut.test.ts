import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { basic, startGateway } from '../support/gateway.ts';

/**
 * What Apollo Server has answered once is answered without it, and without Fastify, from then on: every request here is sent to a
 * gateway that never saw its document, and then again and again.
 */

const agent1 = { authorization: basic('agent1', 'sandbox-agent1'), 'content-type': 'application/json' };
const remove = `mutation ($input: RemoveParticipantInput!) {
  removeParticipant(input: $input) { outcome userErrors { code path message } }
}`;
const nobody = { sessionId: 'none', participant: { userId: '4dd4e0c2' }, confirmWithin: 0 };

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ CORS_ORIGINS: 'https://desk.example', MAX_REQUEST_BYTES: '20000' });
});

afterAll(() => gateway.close());

interface Given {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask({ body, text, headers }: Given): Promise<{ status: number; headers: object; text: string }> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { ...agent1, ...headers },
    body: text ?? JSON.stringify(body),
  });
  const headersWithoutTime = [...response.headers].filter(([name]) => name !== 'date');
  return { status: response.status, headers: Object.fromEntries(headersWithoutTime), text: await response.text() };
}

/** The answers of the way there is for what is new, and of the ways for what is known. */
async function threeTimes(given: Given): Promise<Awaited<ReturnType<typeof ask>>> {
  const first = await ask(given);
  for (let round = 0; round < 2; round += 1) expect(await ask(given)).toEqual(first);
  return first;
}

describe('a request and its repetitions', () => {
  it.each<[string, Given, number]>([
    ['a query', { body: { query: '{ a: __typename me { userName } }' } }, 200],
    ['a mutation that the upstream refuses', { body: { query: remove, variables: { input: nobody } } }, 200],
    ['variables of another type', { body: { query: `${remove} # 1`, variables: { input: { sessionId: 1 } } } }, 400],
    [
      'two fields where one is wanted',
      {
        body: { query: `${remove} # 2`, variables: { input: { ...nobody, participant: { id: 'a', userId: 'b' } } } },
      },
      400,
    ],
    ['no variables', { body: { query: `${remove} # 3` } }, 400],
    ['a bad id', { body: { query: `${remove} # 4`, variables: { input: { ...nobody, sessionId: '..' } } } }, 200],
    ['variables that are no object', { body: { query: '{ b: __typename }', variables: [1] } }, 400],
    [
      'an operation by its name',
      { body: { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B' } },
      200,
    ],
    ['an operation that is not there', { body: { query: 'query C { __typename }', operationName: 'D' } }, 400],
    ['a document that is none', { body: { query: '{' } }, 400],
    ['a field that is none', { body: { query: '{ nothing }' } }, 400],
    ['a subscription', { body: { query: 'subscription { sessionEvents { __typename } }' } }, 400],
    ['no document', { body: {} }, 400],
    ['a batch', { body: [{ query: '{ __typename }' }] }, 400],
    ['no JSON', { text: '{"query":' }, 400],
    ['too much', { body: { query: `{ __typename } # ${'x'.repeat(20_000)}` } }, 413],
    ['a poisoned object', { text: '{"query":"{ __typename }","__proto__":{"a":1}}' }, 400],
    ['a poisoned object in disguise', { text: '{"query":"{ __typename }","\\u005f_proto__":{"a":1}}' }, 400],
    ['bad credentials', { body: { query: '{ me { id } }' }, headers: { authorization: basic('agent1', 'no') } }, 200],
    [
      'the newer content type',
      { body: { query: '{ c: __typename }' }, headers: { accept: 'application/graphql-response+json' } },
      200,
    ],
    ['a type that is not served', { body: { query: '{ d: __typename }' }, headers: { accept: 'text/plain' } }, 406],
    ['a form', { text: 'query={e:__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    [
      'a page of a named origin',
      { body: { query: '{ f: __typename }' }, headers: { origin: 'https://desk.example' } },
      200,
    ],
    [
      'a page of another origin',
      { body: { query: '{ g: __typename }' }, headers: { origin: 'https://else.example' } },
      200,
    ],
  ])('%s: the same answer, to the byte', async (_what, given, status) => {
    expect((await threeTimes(given)).status).toBe(status);
  });

  it('a persisted query, by its hash', async () => {
    const query = '{ persisted: __typename }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const unknown = await threeTimes({ body: { extensions } });
    expect(unknown.text).toContain('PERSISTED_QUERY_NOT_FOUND');
    // Known as a text it is not yet known by its hash: that is for whoever registers it.
    await threeTimes({ body: { query } });
    expect(await threeTimes({ body: { extensions } })).toEqual(unknown);
    const registered = await threeTimes({ body: { query, extensions } });
    expect(await threeTimes({ body: { extensions } })).toEqual(registered);
    const otherVersion = { persistedQuery: { version: 2, sha256Hash } };
    expect((await threeTimes({ body: { extensions: otherVersion } })).status).toBe(400);
  });

  it('a subscription beside a query that is known, and a text that is named as a persisted query', async () => {
    const query = 'query Q { __typename } subscription S { sessionEvents { cursor } }';
    expect((await threeTimes({ body: { query, operationName: 'Q' } })).status).toBe(200);
    expect((await threeTimes({ body: { query, operationName: 'S' } })).status).toBe(400);
    const persisted = '{ named: __typename }';
    const sha256Hash = createHash('sha256').update(persisted).digest('hex');
    await threeTimes({ body: { query: persisted, extensions: { persistedQuery: { version: 1, sha256Hash } } } });
    expect((await threeTimes({ body: { query: `persisted ${sha256Hash}` } })).status).toBe(400);
    expect((await threeTimes({ body: { query: persisted, extensions: 'x' } })).status).toBe(400);
  });

  it('is counted whichever way it went', async () => {
    const counted = async (): Promise<number> => {
      const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
      const line = /^gws_graphql_operations_total\{type="query",field="introspection",outcome="answered"\} (\d+)$/m;
      return Number(line.exec(metrics)?.[1] ?? 0);
    };
    const before = await counted();
    await threeTimes({ body: { query: '{ counted: __typename }' } });
    expect((await counted()) - before).toBe(3);
  });

  it('comes on one connection, pipelined and in pieces, and is answered in order', async () => {
    const answers = await Promise.all(
      ['{ h: __typename }', '{ i: __typename }', '{ h: __typename }', '{ i: __typename }'].map((query) =>
        ask({ body: { query } }),
      ),
    );
    expect(answers.map(({ text }) => text.slice(0, 14))).toEqual([
      '{"data":{"h":"',
      '{"data":{"i":"',
      '{"data":{"h":"',
      '{"data":{"i":"',
    ]);
  });
});
