import { expect, test } from 'vitest';
import { nameOfOperation, nameOfReading } from '../../src/upstream/metered.ts';

test.each([
  ['/me', 'GET me'],
  ['/me?subresources=features', 'GET me'],
  ['/services?fields=*', 'GET services'],
  ['/me/facebooksessions?fields=*', 'GET sessions'],
  ['/me/facebooksessions/0002EaAY01MT0082', 'GET session'],
  ['/me/facebooksessions/0002EaAY01MT0082/messages?startIndex=0&count=100', 'GET messages'],
  ['/elsewhere', 'GET'],
])('%s is counted as %s, without the id', (path, name) => {
  expect(nameOfReading(path)).toBe(name);
});

test('an operation is counted by its name', () => {
  expect(nameOfOperation({ operationName: 'SendMessage', text: 'secret' })).toBe('POST SendMessage');
  expect(nameOfOperation({})).toBe('POST');
});
