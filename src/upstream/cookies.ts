import { CookieJar, MemoryCookieStore, type Cookie } from 'tough-cookie';

/** One caller's cookies. */
export interface Cookies {
  /** The `Cookie` header for a path of the upstream; empty when there is none. */
  header(url: string): string;
  /** @param isLate it answers a request that went out before the last `renew`: what it says of a login is about the old one */
  store(url: string, setCookie: readonly string[], isLate?: boolean): void;
  /** Goes on for another login, with the `name=value` pairs that the client brought for it; the old one's cookies are dropped. */
  renew(given: readonly string[]): void;
}

/** The cookie of an HTTP session (pages "Web Services Authentication Flow"): it stands for the login that opened it. */
const loginCookie = 'JSESSIONID';
/** Names the Bayeux session, which is to outlive logins. */
const bayeuxCookie = 'BAYEUX_BROWSER';
const lasting = new Set([loginCookie, bayeuxCookie]);

/** As browsers have it. All are sent with every request, and servers take no header of any size. */
const most = { cookies: 50, bytes: 16_384, bytesOfOne: 4096 };

/**
 * A jar of its own for every caller: CometD finds a session by the `BAYEUX_BROWSER` cookie, the balancer a node by its own,
 * so cookies are kept whatever they are called, and none is shared (CSRF protection page; CometD 3.1.12, `maxSessionsPerBrowser`).
 *
 * @param given `name=value` pairs that the client brought, sent as they are on every path until the upstream renews them
 */
export function createCookies(given: readonly string[]): Cookies {
  const store = new MemoryCookieStore();
  const jar = new CookieJar(store, { looseMode: true, rejectPublicSuffixes: false });
  /** What the upstream set, by where it is kept; the last set comes last. */
  const held = new Map<string, Cookie>();
  /** What a client brings is of its login, as the session's cookie is; the balancer's cookie and the others are not. */
  const ofLogin = new Set([loginCookie]);
  let brought: readonly string[] = [];
  bring(given);

  function bring(pairs: readonly string[]): void {
    brought = pairs;
    for (const pair of pairs) ofLogin.add(nameOf(pair));
    ofLogin.delete(bayeuxCookie);
  }

  function drop(place: string, { domain, path, key }: Cookie): void {
    held.delete(place);
    // The store keeps all in memory and is done when it returns.
    store.removeCookie(domain ?? '', path ?? '/', key, () => undefined);
  }

  /** What the upstream set, without those of the same name that the client has brought since. */
  function kept(url: string): readonly string[] {
    const names = new Set(brought.map(nameOf));
    return jar
      .getCookiesSync(secured(url))
      .filter(({ key }) => !names.has(key))
      .map((cookie) => cookie.cookieString());
  }

  function dropOldest(): void {
    const bytes = (): number => [...held.values()].reduce((sum, cookie) => sum + lengthOf(cookie), 0);
    while (held.size > most.cookies || bytes() > most.bytes) {
      const all = [...held];
      const oldest = all.find(([, { key }]) => !lasting.has(key)) ?? all[0];
      if (oldest === undefined) return;
      drop(...oldest);
    }
  }

  return {
    header: (url) => [...kept(url), ...brought].join('; '),
    renew(pairs) {
      for (const [place, cookie] of held) if (ofLogin.has(cookie.key)) drop(place, cookie);
      bring(pairs);
    },
    store(url, setCookie, isLate = false) {
      for (const line of setCookie) {
        if (isLate && ofLogin.has(nameOf(line).trim())) continue;
        const stored = jar.setCookieSync(line, secured(url), { ignoreError: true });
        if (stored === undefined) continue;
        const place = [stored.domain, stored.path, stored.key].join(' ');
        held.delete(place);
        held.set(place, stored);
        // Whatever path and domain the client once got it for: sent beside the new one, the old one might win.
        brought = brought.filter((pair) => nameOf(pair) !== stored.key);
        if (lengthOf(stored) > most.bytesOfOne) drop(place, stored);
        else dropOldest();
      }
    },
  };
}

function nameOf(pair: string): string {
  return pair.slice(0, Math.max(0, pair.indexOf('=')));
}

/** As it is sent, with what comes between. */
function lengthOf({ key, value }: Cookie): number {
  return key.length + value.length + 3;
}

/** A balancer that ends TLS sets `Secure` cookies although we reach it in the clear; they must come back all the same. */
function secured(url: string): string {
  return url.replace(/^http:/, 'https:');
}
