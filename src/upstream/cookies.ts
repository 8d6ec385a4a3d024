import { CookieJar } from 'tough-cookie';

/** One caller's cookies. */
export interface Cookies {
  /** The `Cookie` header for a path of the upstream; empty when there is none. */
  header(url: string): string;
  store(url: string, setCookie: readonly string[]): void;
}

/**
 * A jar of its own for every caller: CometD finds a session by the `BAYEUX_BROWSER` cookie, the balancer a node by its own,
 * so every cookie is kept and none is shared (CSRF protection page; CometD 3.1.12, `maxSessionsPerBrowser`).
 *
 * @param base the upstream's base URL
 * @param given `name=value` pairs that the client brought, sent on every path
 */
export function createCookies(base: string, given: readonly string[]): Cookies {
  const jar = new CookieJar(undefined, { looseMode: true, rejectPublicSuffixes: false });
  for (const pair of given) jar.setCookieSync(`${pair}; Path=/`, secured(base), { ignoreError: true });
  return {
    header: (url) => jar.getCookieStringSync(secured(url)),
    store(url, setCookie) {
      for (const line of setCookie) jar.setCookieSync(line, secured(url), { ignoreError: true });
    },
  };
}

/** A balancer that ends TLS sets `Secure` cookies although we reach it in the clear; they must come back all the same. */
function secured(url: string): string {
  return url.replace(/^http:/, 'https:');
}
