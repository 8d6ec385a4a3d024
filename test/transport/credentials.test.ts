import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsOf, socketCredentials } from '../../src/transport/credentials.ts';

const rules = { headers: ['contactcenterid', 'ssid'], cookies: ['JSESSIONID', 'AWSELB'] };

describe('credentials of an HTTP request', () => {
  it('are the Authorization header, the listed headers and the listed cookies, unchanged', () => {
    const given = {
      authorization: 'Basic YTpi',
      contactcenterid: 'cc 1',
      'x-other': 'dropped',
      cookie: 'theme=dark; JSESSIONID=node0abc.w1; AWSELB="q=1"; JSESSIONID2=x; =y; JSESSIONID',
    };
    expect(credentialsOf(given, rules)).toEqual({
      headers: { authorization: 'Basic YTpi', contactcenterid: 'cc 1' },
      cookies: ['JSESSIONID=node0abc.w1', 'AWSELB="q=1"'],
    });
  });

  it.each([
    [{}],
    [{ authorization: 'Basic' }],
    [{ authorization: 'Digest username=a' }],
    [{ authorization: '' }],
    [{ cookie: 'theme=dark' }],
    [{ authorization: 'Basic a\r\nHost: evil' }],
    [{ authorization: `Basic ${'a'.repeat(9000)}` }],
    [{ authorization: ['Basic YTpi'] }],
  ])('are none in %j', (given) => {
    expect(credentialsOf(given, rules)).toBeNull();
  });

  it.each(['Bearer abc', 'basic YTpi', 'BEARER  x.y.z'])('may be %s', (authorization) => {
    expect(credentialsOf({ authorization }, rules)).toEqual({ headers: { authorization }, cookies: [] });
  });

  it('never hold what could end a header, whatever is given', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('authorization', 'ssid', 'cookie', 'x'), fc.string({ unit: 'binary' })),
        (given) => {
          const { headers = {}, cookies = [] } = credentialsOf(given, rules) ?? {};
          for (const value of [...Object.values(headers), ...cookies]) expect(value).not.toMatch(/[\r\n\0]/);
        },
      ),
    );
  });
});

describe('credentials of a WebSocket', () => {
  const authorization = 'Basic YTpi';

  it('come from the connection_init payload, nested or plain, in any case', () => {
    const expected = { headers: { authorization }, cookies: [] };
    expect(socketCredentials({ headers: { Authorization: authorization } }, {}, rules)).toEqual(expected);
    expect(socketCredentials({ AUTHORIZATION: authorization }, {}, rules)).toEqual(expected);
    expect(socketCredentials({ headers: null, authorization }, {}, rules)).toEqual(expected);
    expect(socketCredentials({ headers: 'x' }, {}, rules)).toBeNull();
    expect(socketCredentials(undefined, {}, rules)).toBeNull();
  });

  it('are completed from the upgrade request of the same origin or of no browser', () => {
    const upgrade = { host: 'desk.example:4000', cookie: 'JSESSIONID=a', ssid: 'old' };
    const payload = { headers: { authorization, ssid: 'new' } };
    const both = { headers: { authorization, ssid: 'new' }, cookies: ['JSESSIONID=a'] };
    expect(socketCredentials(payload, upgrade, rules)).toEqual(both);
    expect(socketCredentials(payload, { ...upgrade, origin: 'https://desk.example:4000' }, rules)).toEqual(both);
    expect(socketCredentials({}, upgrade, rules)).toEqual({ headers: { ssid: 'old' }, cookies: ['JSESSIONID=a'] });
    expect(socketCredentials({ headers: { cookie: 'JSESSIONID=b' } }, upgrade, rules)?.cookies).toEqual([
      'JSESSIONID=b',
    ]);
  });

  it.each(['https://evil.example', 'null', 'https://desk.example', 'desk.example:4000'])(
    'are not taken from the upgrade request of a page from %s: browsers add cookies by themselves',
    (origin) => {
      const upgrade = { host: 'desk.example:4000', cookie: 'JSESSIONID=a', authorization, origin };
      expect(socketCredentials({}, upgrade, rules)).toBeNull();
      expect(socketCredentials({ authorization }, upgrade, rules)).toEqual({ headers: { authorization }, cookies: [] });
    },
  );
});
