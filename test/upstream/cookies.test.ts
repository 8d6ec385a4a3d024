import { describe, expect, test } from 'vitest';
import { createCookies } from '../../src/upstream/cookies.ts';

const base = 'http://gws.example.com:8090/api/v2';

function cookies(given: readonly string[] = [], from = base) {
  const { hostname, pathname } = new URL(from);
  const jar = createCookies(hostname, given);
  return {
    store: (...lines: readonly string[]) => {
      jar.store(`${pathname}/me`, lines);
    },
    sent: (path = '/me') =>
      jar
        .header(pathname + path)
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

  test.each(['é[', 'ü ü', 'ö:x', 'fe80::1%eth0', '[::1%x]', '\u00ad'])(
    'a cookie for %j, which is no host, is passed over, and those beside it are kept',
    (domain) => {
      const jar = cookies();
      jar.store('before=1; Path=/', `a=1; Path=/; Domain=${domain}`, 'after=1; Path=/');
      expect(jar.sent()).toEqual(['after=1', 'before=1']);
    },
  );

  test('keeps a bounded number, the oldest goes first; what the sessions hang on stays', () => {
    const jar = cookies();
    jar.store('JSESSIONID=a; Path=/', 'BAYEUX_BROWSER=b', 'first=1; Path=/');
    for (let id = 0; id < 300; id += 1) jar.store(`c${id}=${id}; Path=/`);
    expect(jar.sent()).toHaveLength(50);
    expect(jar.sent()).toEqual(expect.arrayContaining(['JSESSIONID=a', 'BAYEUX_BROWSER=b', 'c299=299', 'c252=252']));
    expect(jar.sent()).not.toContain('c251=251');
  });

  test('keeps a bounded number of bytes; one that is set again is no old one', () => {
    const jar = cookies();
    const large = 'x'.repeat(2000);
    jar.store('JSESSIONID=a; Path=/', 'AWSELB=b; Path=/');
    for (let id = 0; id < 300; id += 1) jar.store(`c${id}=${large}; Path=/`, 'AWSELB=b; Path=/');
    expect(jar.sent().join('; ').length).toBeLessThan(16_384);
    expect(jar.sent()).toEqual(expect.arrayContaining(['JSESSIONID=a', 'AWSELB=b', `c299=${large}`, `c293=${large}`]));
  });

  test('is bounded also where all are called as those that stay, and takes none that is too large', () => {
    const jar = cookies();
    jar.store(`JSESSIONID=${'x'.repeat(5000)}; Path=/`);
    expect(jar.sent()).toEqual([]);
    for (let id = 0; id < 300; id += 1) jar.store(`JSESSIONID=${id}; Path=/api/v2${'/'.repeat(id)}`);
    jar.store('JSESSIONID=last; Path=/api');
    expect(jar.sent(`/${'/'.repeat(400)}x`)).toHaveLength(50);
    expect(jar.sent()).toContain('JSESSIONID=last');
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
