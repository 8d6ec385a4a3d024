import { CookieJar } from 'tough-cookie';

/** One caller's cookies. */
export interface Cookies {
  /** The `Cookie` header for a path of the upstream; empty when there is none. */
  header(url: string): string;
  store(url: string, setCookie: readonly string[]): void;
  /** Takes other `name=value` pairs that the client brought; they win over what the upstream set under those names. */
  bring(given: readonly string[]): void;
}

/**
 * A jar of its own for every caller: CometD finds a session by the `BAYEUX_BROWSER` cookie, the balancer a node by its own,
 * so every cookie is kept and none is shared (CSRF protection page; CometD 3.1.12, `maxSessionsPerBrowser`).
 *
 * @param given `name=value` pairs that the client brought, sent as they are on every path until the upstream renews them
 */
export function createCookies(given: readonly string[]): Cookies {
  const jar = new CookieJar(undefined, { looseMode: true, rejectPublicSuffixes: false });
  let brought = given;

  /** What the upstream set, without those of the same name that the client has brought since. */
  function kept(url: string): readonly string[] {
    const names = new Set(brought.map(nameOf));
    return jar
      .getCookiesSync(secured(url))
      .filter(({ key }) => !names.has(key))
      .map((cookie) => cookie.cookieString());
  }

  return {
    header: (url) => [...kept(url), ...brought].join('; '),
    bring(pairs) {
      brought = pairs;
    },
    store(url, setCookie) {
      for (const line of setCookie) {
        const stored = jar.setCookieSync(line, secured(url), { ignoreError: true });
        // Whatever path and domain the client once got it for: sent beside the new one, the old one might win.
        if (stored !== undefined) brought = brought.filter((pair) => nameOf(pair) !== stored.key);
      }
    },
  };
}

function nameOf(pair: string): string {
  return pair.slice(0, Math.max(0, pair.indexOf('=')));
}

/** A balancer that ends TLS sets `Secure` cookies although we reach it in the clear; they must come back all the same. */
function secured(url: string): string {
  return url.replace(/^http:/, 'https:');
}
