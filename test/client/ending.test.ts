import { CombinedGraphQLErrors, CombinedProtocolErrors, ServerError } from '@apollo/client';
import { CombinedError } from '@urql/core';
import type { GraphQLFormattedError } from 'graphql';
import { NetworkError } from 'graphql-sse';
import { expect, test } from 'vitest';
import { readEnding } from '../../src/client/ending.ts';

const errors = (code: string): GraphQLFormattedError[] => [{ message: 'Said so.', extensions: { code } }];
const response = (status: number): Response => new Response(null, { status });

test.each([
  ['graphql-ws: errors', errors('BAD_USER_INPUT'), 'BAD_USER_INPUT', true],
  [
    'graphql-ws: a refusal among others',
    [...errors('UPSTREAM_TIMEOUT'), ...errors('UNAUTHENTICATED')],
    'UNAUTHENTICATED',
    true,
  ],
  ['graphql-ws: a transcript refused', errors('UPSTREAM_REFUSED'), 'UPSTREAM_REFUSED', false],
  ['graphql-ws: a close', new CloseEvent('close', { code: 1012, reason: 'Restart' }), 1012, false],
  ['graphql-ws: a refusal', new CloseEvent('close', { code: 4403, reason: 'Forbidden' }), 4403, true],
  ['graphql-ws: no connection', Object.assign(new Event('error'), { message: 'ECONNREFUSED' }), null, false],
  ['graphql-sse: a refusal', new NetworkError(response(401)), 401, true],
  ['graphql-sse: too many', new NetworkError(response(429)), 429, false],
  ['graphql-sse: a lost connection', new NetworkError('terminated'), null, false],
  ['Apollo: errors', new CombinedGraphQLErrors({ errors: errors('UNAUTHENTICATED') }), 'UNAUTHENTICATED', true],
  ['Apollo: a multipart end', new CombinedProtocolErrors(errors('UPSTREAM_TIMEOUT')), 'UPSTREAM_TIMEOUT', false],
  ['Apollo: a status', new ServerError('No.', { response: response(503), bodyText: '' }), 503, false],
  ['Apollo: a close', new Error('Socket closed with event 4403 Forbidden'), 4403, true],
  ['urql: errors', new CombinedError({ graphQLErrors: errors('UNAUTHENTICATED') }), 'UNAUTHENTICATED', true],
  [
    'urql: a close',
    new CombinedError({ networkError: new CloseEvent('close', { code: 4403 }) as unknown as Error }),
    4403,
    true,
  ],
  [
    'urql: a stream that broke off',
    new CombinedError({ networkError: new Error('terminated'), response: response(200) }),
    null,
    false,
  ],
  [
    'Relay: errors',
    Object.assign(new Error('Said so.'), { source: { errors: errors('FORBIDDEN') } }),
    'FORBIDDEN',
    true,
  ],
  [
    'a wrapped close',
    new Error('The stream has ended.', { cause: new CloseEvent('close', { code: 4401 }) }),
    4401,
    true,
  ],
  ['an abort', new DOMException('Aborted', 'AbortError'), null, false],
  ['nothing', null, null, false],
  ['an empty list', [], null, false],
])('%s', (_what, cause, code, isFinal) => {
  const ending = readEnding(cause);
  expect(ending).toMatchObject({ code, isFinal });
  expect(ending.message).not.toBe('');
  expect(ending.cause).toBe(cause);
});

test('what points to itself is read to the end', () => {
  const cause: { cause?: unknown } = {};
  cause.cause = cause;
  expect(readEnding(cause)).toMatchObject({ code: null, isFinal: false });
});
