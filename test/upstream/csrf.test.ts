import { describe, expect, test } from 'vitest';
import { createCsrf, isCsrfRefusal } from '../../src/upstream/csrf.ts';

describe('csrf', () => {
  test('sends nothing before a server gave a pair', () => {
    const csrf = createCsrf();
    csrf.observe({ 'content-type': 'application/json' });
    expect(csrf.header()).toEqual([]);
  });

  test('sends the newest value under the name the server gives', () => {
    const csrf = createCsrf();
    csrf.observe({ 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': 'one' });
    expect(csrf.header()).toEqual(['X-CSRF-TOKEN', 'one']);
    csrf.observe({ 'x-csrf-header': 'My-Token', 'my-token': 'two' });
    csrf.observe({});
    expect(csrf.header()).toEqual(['My-Token', 'two']);
  });

  test.each([
    'Host',
    'cookie',
    'Authorization',
    'Content-Length',
    'Content-Type',
    'Content-Encoding',
    'Accept',
    'Accept-Encoding',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Upgrade',
    'Expect',
    'TE',
    'Trailer',
    'Proxy-Authorization',
    'ContactCenterId',
    '__proto__',
    'a b',
    'a\r\nb',
    '',
    'x'.repeat(65),
  ])('is not made to send the header %j', (name) => {
    const csrf = createCsrf(['contactcenterid']);
    csrf.observe({ 'x-csrf-header': name, [name.toLowerCase()]: 'value' });
    expect(csrf.header()).toEqual([]);
  });

  test.each(['', 'a b', 'a\r\nb', 'ü', 'x'.repeat(5000)])('does not take a value that is no token', (value) => {
    const csrf = createCsrf();
    csrf.observe({ 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': value });
    expect(csrf.header()).toEqual([]);
  });

  test('is not confused by headers that came twice', () => {
    const csrf = createCsrf();
    csrf.observe({ 'x-csrf-header': ['X-CSRF-TOKEN', 'X-CSRF-TOKEN'], 'x-csrf-token': ['one', 'two'] });
    csrf.observe({ 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': ['one', 'two'] });
    csrf.observe({ 'x-csrf-header': 'X-CSRF-TOKEN' });
    expect(csrf.header()).toEqual([]);
  });
});

test.each([
  [403, 'Missing or invalid Csrf token', true],
  [403, '{"statusCode":3,"statusMessage":"Missing or invalid CSRF token"}', true],
  [403, '{"statusCode":20,"statusMessage":"Access denied"}', false],
  [403, '', false],
  [401, 'Missing or invalid Csrf token', false],
  [200, '{"statusCode":0,"text":"csrf"}', false],
])('HTTP %d %s is a refusal of the token: %s', (status, text, refusal) => {
  expect(isCsrfRefusal(status, text)).toBe(refusal);
});
