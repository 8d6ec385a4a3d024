import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { alike, codesOf, overEveryDoor, send } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ NODE_ENV: 'production' });
});
afterAll(() => gateway.close());

describe('in production', () => {
  it.each([
    ['the schema', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Agent") { fields { name } } }'],
    [
      'the schema in circles',
      '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    ],
    [
      'the schema under another name',
      'query Q { me { id } ...F } fragment F on Query { innocent: __schema { queryType { name } } }',
    ],
  ])('%s is not told', async (_what, query) => {
    expect(await overEveryDoor(gateway.url, agent1, { query }, codesOf)).toEqual(alike(['GRAPHQL_VALIDATION_FAILED']));
  });

  it.each([
    ['a field', '{ me { userNam } }', {}],
    ['a root field', '{ sesion(id: "1") { id } }', {}],
    ['a type', 'fragment F on Agnt { id } { me { ...F } }', {}],
    ['an argument', '{ session(i: "1") { id } }', {}],
    ['a directive', '{ me { id @incude(if: true) } }', {}],
    ['an input field', 'mutation { sendMessage(input: { sessionId: "1", txt: "x" }) { outcome } }', {}],
    ['an enum value', '{ sessions(states: [CHATTIN]) { totalCount } }', {}],
    [
      'an enum value in the variables',
      'query ($states: [SessionState!]) { sessions(states: $states) { totalCount } }',
      { states: ['CHATTIN'] },
    ],
    [
      'an input field in the variables',
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { outcome } }',
      { input: { sessionId: '1', text: 'x', visibilty: 'ALL' } },
    ],
  ])('nobody is told how %s is spelt', async (_what, query, variables) => {
    const messages = await overEveryDoor(gateway.url, agent1, { query, variables }, ({ answer: { errors } }) =>
      errors?.map(({ message }) => /Did you mean/i.test(message)).includes(true),
    );
    expect(messages).toEqual(alike(false));
  });

  it('there is no page that shows the schema or any password', async () => {
    for (const path of ['/', '/desk', '/graphiql', '/playground', '/console', '/graphql', '/explorer', '/altair']) {
      const { text, headers } = await send(gateway.url + path, { accept: 'text/html' });
      const isPage = (headers['content-type'] ?? '').includes('html') && /graphiql|playground|<script/i.test(text);
      expect([path, isPage || text.includes('sandbox-agent')]).toEqual([path, false]);
    }
  });
});
