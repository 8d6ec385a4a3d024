import { describe, expect, test } from 'vitest';
import { createCookies } from '../../src/upstream/cookies.ts';

const base = 'http://gws.example.com:8090/api/v2';

function cookies(given: readonly string[] = [], from = base) {
  const jar = createCookies(given);
  return {
    store: (...lines: readonly string[]) => {
      jar.store(`${from}/me`, lines);
    },
    sent: (path = '/me') =>
      jar
        .header(from + path)
        .split('; ')
        .filter((pair) => pair !== '')
        .sort(),
  };
}

describe('cookies', () => {
  test('keeps and returns every cookie, on every path it is for', () => {
    const jar = cookies();
    jar.store('JSESSIONID=a; Path=/; HttpOnly', 'AWSELB=b;PATH=/;MAX-AGE=600', 'BAYEUX_BROWSER=c; HttpOnly');
    expect(jar.sent()).toEqual(['AWSELB=b', 'BAYEUX_BROWSER=c', 'JSESSIONID=a']);
    expect(jar.sent('/notifications')).toEqual(['AWSELB=b', 'BAYEUX_BROWSER=c', 'JSESSIONID=a']);
  });

  test('a renewed cookie replaces the old one, an expired one goes', () => {
    const jar = cookies();
    jar.store('JSESSIONID=a; Path=/', 'AWSELB=b; Path=/');
    jar.store('JSESSIONID=c; Path=/', 'AWSELB=; Path=/; Max-Age=0');
    expect(jar.sent()).toEqual(['JSESSIONID=c']);
  });

  test('a Secure cookie comes back over http', () => {
    const jar = cookies();
    jar.store('JSESSIONID=a; Path=/; Secure; SameSite=None', 'S=b; Path=/; SameSite=Strict');
    expect(jar.sent()).toEqual(['JSESSIONID=a', 'S=b']);
  });

  test('a cookie for another site is not kept', () => {
    const jar = cookies();
    jar.store('a=1; Domain=example.org', 'b=2; Domain=example.com', 'c=3; Path=/elsewhere');
    expect(jar.sent()).toEqual(['b=2']);
  });

  test('what is no cookie is passed over', () => {
    const jar = cookies();
    jar.store('', ';', '=', 'a=1; Path=/; Expires=never; =;;', '; Path=/', 'b=2');
    expect(jar.sent()).toEqual(['a=1', 'b=2']);
  });

  test.each(['a=1', 'a=', 'a=b=c', 'a="x y"', 'a=%20+/', '__Secure-a=1', '__Host-a=1', 'a.b=ü'])(
    'sends the cookie %s as the client brought it',
    (pair) => {
      expect(cookies([pair]).sent()).toEqual([pair]);
      expect(cookies([pair]).sent('/notifications')).toEqual([pair]);
    },
  );

  test('a cookie that the server renews replaces the one the client brought, whatever its path', () => {
    const jar = cookies(['JSESSIONID=old', 'sso=kept']);
    jar.store('JSESSIONID=new; Path=/api/v2; HttpOnly');
    expect(jar.sent()).toEqual(['JSESSIONID=new', 'sso=kept']);
    jar.store('sso=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    expect(jar.sent()).toEqual(['JSESSIONID=new']);
  });

  test.each([
    'http://gws:8080',
    'http://localhost:8080',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://a.test',
    'https://gws.local',
    'https://x.co.uk',
  ])('serves the host of %s', (origin) => {
    const jar = cookies(['given=1'], `${origin}/api/v2`);
    jar.store('JSESSIONID=a; Path=/; Secure; HttpOnly', '__Host-b=2; Path=/; Secure');
    expect(jar.sent()).toEqual(['JSESSIONID=a', '__Host-b=2', 'given=1']);
  });
});
