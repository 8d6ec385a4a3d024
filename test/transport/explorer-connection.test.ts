import { describe, expect, it } from 'vitest';
import { authorizationOf, createConnection, payloadOf } from '../../src/explorer/page/connection.ts';
import { basicAuthorization, userOf } from '../../src/explorer/page/credentials.ts';

function connectionWith(headers: Record<string, string> | string, ownText: string | null = null) {
  const connection = createConnection();
  connection.headers.set(headers);
  connection.ownText.set(ownText);
  return connection;
}

describe('what connection_init carries', () => {
  it('follows from the headers', () => {
    const headers = { Authorization: 'Bearer x', ContactCenterId: 'cc' };
    expect(payloadOf(connectionWith(headers))).toEqual({ headers });
    expect(payloadOf(connectionWith({}))).toEqual({ headers: {} });
  });

  it('is why there is none where the headers cannot be read', () => {
    expect(payloadOf(connectionWith('The Headers pane wants a JSON object.'))).toBe(
      'The Headers pane wants a JSON object.',
    );
  });

  it("is the reader's own text before that", () => {
    expect(payloadOf(connectionWith({ Authorization: 'Bearer x' }, '{ "headers": {}, "more": [1] }'))).toEqual({
      headers: {},
      more: [1],
    });
    expect(payloadOf(connectionWith('unreadable', '{}'))).toEqual({});
  });

  it.each(['[]', 'null', '"x"', '1'])('says that %s is no JSON object', (text) => {
    expect(payloadOf(connectionWith({}, text))).toBe('The connection payload wants a JSON object.');
  });

  it.each(['', '{', '{ "headers": }'])('says that %j is no JSON', (text) => {
    expect(payloadOf(connectionWith({}, text))).toMatch(/^The connection payload is no JSON: .+\.$/);
  });

  it('is as whoever its Authorization says, however that is spelt', () => {
    expect(authorizationOf({ headers: { authorization: 'Bearer x' } })).toBe('Bearer x');
    expect(authorizationOf({ AUTHORIZATION: 'Bearer x' })).toBe('Bearer x');
    expect(authorizationOf({ headers: { authorization: 'Bearer x', Authorization: 'Bearer y' } })).toBe('Bearer y');
    expect(authorizationOf({ headers: {}, authorization: 'Bearer x' })).toBeUndefined();
    expect(authorizationOf({ headers: [] })).toBeUndefined();
    expect(authorizationOf({})).toBeUndefined();
  });
});

describe('whose credentials they are', () => {
  it.each([
    [basicAuthorization({ userName: 'jörg', password: 'a:b' }), 'jörg'],
    ['Bearer secret', 'somebody with Bearer credentials'],
    ['Basic %%%', 'somebody (Authorization is not readable)'],
    [undefined, 'nobody (no Authorization)'],
  ])('%s: %s', (authorization, user) => {
    expect(userOf(authorization)).toBe(user);
  });
});
