import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { authorizationOf, documentOf, openDesk, talk } from '../gateway/operating.ts';
import { send } from './doors.ts';

const authorization = authorizationOf('agent1');
const headers = { authorization, 'content-type': 'application/json' };
const query = documentOf('attachUserData');

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

/** JSON as it is written, which an object literal could not hold. */
const poison = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"input":{"__proto__":{"polluted":1},"sessionId":"s1"}}',
  '{"input":{"\\u005f_proto__":{"polluted":1},"sessionId":"s1"}}',
  '{"input":{"sessionId":"s1","userData":[{"key":"a","value":{"__proto__":{"polluted":1}}}]}}',
];

describe('variables that reach for a prototype', () => {
  it.each(poison)('change none: %s', async (variables) => {
    const desk = await openDesk();
    const body = `{"query":${JSON.stringify(query)},"variables":${variables},"extensions":${variables}}`;
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      // Twice: once known, a document takes a shorter way.
      for (let time = 0; time < 2; time += 1) await send(desk.url + path, headers, { body });
    }
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise<void>((resolve) => {
      socket.once('open', () => {
        socket.send(
          `{"type":"connection_init","payload":{"headers":{"Authorization":"${authorization}"},"x":${variables}}}`,
        );
      });
      socket.on('message', (data: Buffer) => {
        const { type } = JSON.parse(data.toString()) as { type: string };
        if (type === 'connection_ack') socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
        else socket.close();
      });
      socket.once('close', () => {
        resolve();
      });
    });
    expect(desk.operations()).toEqual([]);
  });
});

describe('user data with such keys', () => {
  const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

  it('goes upstream and comes back as it is', async () => {
    const desk = await openDesk();
    const userData = keys.map((key) => ({ key, value: `of ${key}` }));
    const payload = await desk.mutate('attachUserData', { sessionId: talk, userData, confirmWithin: 0 });
    expect(payload).toMatchObject({ userErrors: [] });
    for (const key of keys) expect(desk.requests.some(({ body }) => body.includes(`"${key}":"of ${key}"`))).toBe(true);
  });
});
