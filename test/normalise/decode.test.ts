import { describe, expect, test } from 'vitest';
import * as decode from '../../src/normalise/decode.ts';

describe('kinds', () => {
  test('an object is neither null nor a list', () => {
    const object = {};
    expect(decode.asObject(object)).toBe(object);
    expect([null, undefined, [], 'x', 1].map(decode.asObject)).toEqual([null, null, null, null, null]);
  });

  test('a list, a string', () => {
    const list = [1];
    expect(decode.asArray(list)).toBe(list);
    expect(decode.asArray({ length: 0 })).toBeNull();
    expect(decode.asString('')).toBe('');
    expect(decode.asString(1)).toBeNull();
  });

  test.each([
    [63, 63],
    [0, 0],
    ['63', 63],
    ['-4', -4],
    [2147483647, 2147483647],
    [2147483648, null],
    [-2147483648, null],
    ['9999999999', null],
    [1.5, null],
    [Infinity, null],
    [NaN, null],
    ['', null],
    [' 1', null],
    ['1e3', null],
    [true, null],
    [null, null],
  ])('the integer of %j is %j', (value, expected) => {
    expect(decode.asInt(value)).toBe(expected);
  });
});

describe('ids, URIs and paths', () => {
  test.each([
    ['http: //192.168.83.25: 8090/api/v2/facebooksessions/0002EaAY01MT0082', '0002EaAY01MT0082'],
    ['http://localhost:8080/api/v2/facebooksession/0000Na9B26EF002X', '0000Na9B26EF002X'],
    ['/facebooksessions/0002EaAY01MT0082', '0002EaAY01MT0082'],
    ['/facebooksessions/0002EaAY01MT0082//', '0002EaAY01MT0082'],
    ['/facebooksessions/0002EaAY01MT0082?fields=*#/x', '0002EaAY01MT0082'],
    ['0002EaAY01MT0082', '0002EaAY01MT0082'],
    ['http://localhost', null],
    ['http://localhost:8080/', null],
    ['http://localhost/api/v2/facebooksessions/', null],
    ['/facebooksession', null],
    [' ', null],
    ['', null],
    [null, null],
    [7, null],
  ])('%j names the session %j', (value, expected) => {
    expect(decode.sessionIdOf(value)).toBe(expected);
  });

  test.each([
    [{ path: '/users/5e10', uri: 'http://h/api/v2/users/other' }, '5e10'],
    [{ uri: 'http: //192.168.83.25: 8090/api/v2/users/5e 10' }, '5e10'],
    [{ path: '/contacts/5e10', uri: 'http://h/api/v2/users/9' }, '9'],
    [{ path: '/users/', uri: 'http://h/api/v2/users' }, null],
    [{ path: '/users/users' }, null],
    [{ path: '/contacts/5e10' }, null],
    [{ path: null, uri: [] }, null],
    [{}, null],
  ])('%j names the user %j', (resource, expected) => {
    expect(decode.userIdOf(resource)).toBe(expected);
  });

  test('an id without blanks', () => {
    expect([' 0002 Ea', '\t\n', '', 5].map(decode.asId)).toEqual(['0002Ea', null, null, null]);
  });
});

test('an enum is read without regard to case and blanks, and never from a prototype', () => {
  const read = decode.enumReader({ LeftChat: 'LEFT_CHAT' });
  expect(['LeftChat', 'leftchat', ' Left Chat'].map(read)).toEqual(['LEFT_CHAT', 'LEFT_CHAT', 'LEFT_CHAT']);
  const strange = ['', 'Left', 'toString', '__proto__', null, 3, {}];
  expect(new Set(strange.map(read))).toEqual(new Set(['UNKNOWN']));
});
