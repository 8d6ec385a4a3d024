import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { startGateway } from '../support/gateway.ts';
import { send } from './doors.ts';

let gateway: Gateway;
let production: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  production = await startGateway({ NODE_ENV: 'production' });
});
afterAll(async () => {
  await gateway.close();
  await production.close();
});

/** What an audit finds, beside `ok`. */
async function findings(fetchFn: typeof fetch): Promise<readonly string[]> {
  const found: string[] = [];
  for (const audit of serverAudits({ url: `${gateway.url}/graphql`, fetchFn })) {
    const result = await audit.fn();
    if (result.status !== 'ok') found.push(`${result.status} ${result.id} ${result.name}`);
  }
  return found;
}

describe("graphql-http's audits of GraphQL over HTTP", () => {
  const withLeave: typeof fetch = (input, init) =>
    fetch(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': '1' },
    });

  it('are many', () => {
    expect(serverAudits({ url: 'http://unused.example' })).toHaveLength(61);
  });

  it('all pass, documents new and known, for clients that show that no form of a foreign page has sent them', async () => {
    for (let round = 0; round < 2; round += 1) expect(await findings(withLeave)).toEqual([]);
  });

  it('notice of others only that they get nothing by GET, as the guard against forged requests has it', async () => {
    expect(await findings(fetch)).toEqual([
      'notice 5A70 MAY accept application/x-www-form-urlencoded formatted GET requests',
      'notice D6D5 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
      'notice 6A70 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
    ]);
  });
});

describe("graphql-cop's checks, in production", () => {
  const ask = async (body: unknown, type = 'application/json') =>
    (await send(`${production.url}/graphql`, { 'content-type': type }, { body: JSON.stringify(body) })).text;
  const get = async (query: string) =>
    (await send(`${production.url}/graphql?query=${encodeURIComponent(query)}`, {})).text;

  it('batch queries: refused', async () => {
    expect(await ask(Array.from({ length: 10 }, () => ({ query: 'query { __typename }' })))).not.toContain('"data"');
  });

  it('circular fragment: refused', async () => {
    const query =
      'query { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }';
    expect(await ask({ query })).toContain('"errors"');
  });

  it('alias overloading: refused', async () => {
    const aliases = Array.from({ length: 101 }, (_none, at) => `alias${at}:__typename`).join(' \n');
    expect(await ask({ query: `query cop { ${aliases} }` })).not.toContain('alias100');
  });

  it('directive overloading: not an error for each', async () => {
    const { errors } = JSON.parse(await ask({ query: `query cop { __typename ${'@aa'.repeat(10)} }` })) as {
      readonly errors: readonly unknown[];
    };
    expect(errors).toHaveLength(1);
  });

  it('field duplication: refused', async () => {
    expect(await ask({ query: `query cop { ${'__typename \n'.repeat(500)} }` })).not.toContain('"data"');
  });

  it('introspection, and in circles: refused', async () => {
    for (const inner of ['types { name }', 'types { fields { type { fields { type { name } } } } }']) {
      expect(await ask({ query: `query { __schema { ${inner} } }` })).not.toContain('"data"');
    }
  });

  it('field suggestions: none', async () => {
    expect(await ask({ query: 'query { __schema { directive } mee { id } }' })).not.toContain('Did you mean');
  });

  it('queries and mutations by GET: refused', async () => {
    expect(await get('{ __typename }')).not.toContain('"data"');
    expect(await get('mutation { __typename }')).not.toContain('"data"');
  });

  it('forms: refused', async () => {
    const url = `${production.url}/graphql`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(url, headers, { body: 'query=query+%7B__typename%7D' })).text).not.toContain('"data"');
  });

  it('an IDE: none', async () => {
    for (const path of ['/graphiql', '/playground', '/console', '/graphql']) {
      const { text } = await send(production.url + path, { accept: 'text/html' });
      expect(text).not.toMatch(/graphiql\.min\.css|GraphQL Playground|GraphiQL|graphql-playground/);
    }
  });

  it('traces and unhandled errors: nothing of them is told', async () => {
    for (const query of ['query { __typename }', 'qwerty cop { abc }', 'query { nothing }']) {
      expect(await ask({ query })).not.toMatch(/tracing|exception|stacktrace|at .*\.ts/i);
    }
  });
});
