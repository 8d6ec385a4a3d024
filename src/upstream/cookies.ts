import { Cookie, defaultPath, domainMatch, pathMatch } from 'tough-cookie';

/** One caller's cookies. */
export interface Cookies {
  /** The `Cookie` header for a path of the upstream; empty when there is none. */
  header(path: string): string;
  /** @param isLate it answers a request that went out before the last `renew`: what it says of a login is about the old one */
  store(path: string, setCookie: readonly string[], isLate?: boolean): void;
  /** Goes on for another login, with the `name=value` pairs that the client brought for it; the old one's cookies are dropped. */
  renew(given: readonly string[]): void;
}

/** A cookie that the upstream set. There is one upstream host, and none is kept that is not for it. */
interface Held {
  readonly key: string;
  readonly pair: string;
  readonly path: string;
  /** On the clock of `performance.now()`: the time of day may be set meanwhile. */
  readonly expires: number;
}

/** The cookie of an HTTP session (pages "Web Services Authentication Flow"): it stands for the login that opened it. */
const loginCookie = 'JSESSIONID';
/** Names the Bayeux session, which is to outlive logins. */
const bayeuxCookie = 'BAYEUX_BROWSER';
const lasting = new Set([loginCookie, bayeuxCookie]);

/** As browsers have it. All are sent with every request, and servers take no header of any size. */
const most = { cookies: 50, bytes: 16_384, bytesOfOne: 4096 };

/**
 * Kept apart for every caller: CometD finds a session by the `BAYEUX_BROWSER` cookie, the balancer a node by its own, so cookies
 * are kept whatever they are called, and none is shared (CSRF protection page; CometD 3.1.12, `maxSessionsPerBrowser`). Reading
 * and matching are tough-cookie's; its jar is not used, for a jar per caller and a look-up of its kind per request cost more
 * than all else about a request. `Secure` is not asked for: a balancer that ends TLS sets it although we reach it in the clear.
 *
 * @param host of the upstream
 * @param given `name=value` pairs that the client brought, sent as they are on every path until the upstream renews them
 */
export function createCookies(host: string, given: readonly string[]): Cookies {
  return new CallerCookies(host, given);
}

/** A class, for every caller has one. */
class CallerCookies implements Cookies {
  readonly #host: string;
  /** By where it is kept; the last set comes last. */
  readonly #held = new Map<string, Held>();
  #brought: readonly string[];
  /** Names of what clients brought, all logins considered; null where they brought nothing. */
  #namesBrought: Set<string> | null = null;

  constructor(host: string, given: readonly string[]) {
    this.#host = host;
    this.#brought = given;
    this.#bring(given);
  }

  header(path: string): string {
    if (this.#held.size === 0 && this.#brought.length === 0) return '';
    return [...this.#kept(withoutQuery(path)).map(({ pair }) => pair), ...this.#brought].join('; ');
  }

  renew(pairs: readonly string[]): void {
    for (const [place, { key }] of this.#held) if (this.#isOfLogin(key)) this.#held.delete(place);
    this.#bring(pairs);
  }

  store(requested: string, setCookie: readonly string[], isLate = false): void {
    for (const line of setCookie) {
      const cookie = Cookie.parse(line, { loose: true });
      if (cookie === undefined || (isLate && this.#isOfLogin(cookie.key))) continue;
      const domain = domainOf(cookie);
      if (domain === null || (domain !== '' && domainMatch(this.#host, domain) !== true)) continue;
      const { key } = cookie;
      const path = cookie.path?.startsWith('/') === true ? cookie.path : defaultPath(withoutQuery(requested));
      const expires = (cookie.expiryTime() ?? Infinity) - Date.now() + performance.now();
      this.#keep([domain, path, key].join(' '), { key, pair: cookie.cookieString(), path, expires });
    }
  }

  /** What a client brings is of its login, as the session's cookie is; the balancer's cookie and the others are not. */
  #isOfLogin(key: string): boolean {
    return key === loginCookie || (key !== bayeuxCookie && this.#namesBrought?.has(key) === true);
  }

  #bring(pairs: readonly string[]): void {
    this.#brought = pairs;
    for (const pair of pairs) (this.#namesBrought ??= new Set()).add(nameOf(pair));
  }

  /** What the upstream set for this path, without those of the same name that the client has brought since. */
  #kept(path: string): readonly Held[] {
    const now = performance.now();
    const found: Held[] = [];
    for (const [place, cookie] of this.#held) {
      if (cookie.expires <= now) this.#held.delete(place);
      else if (pathMatch(path, cookie.path) && !this.#brought.some((pair) => nameOf(pair) === cookie.key))
        found.push(cookie);
    }
    // Of two by one name, servers take the first: it has to be the one for the narrower path (RFC 6265, 5.4).
    return found.length < 2 ? found : found.sort((one, other) => other.path.length - one.path.length);
  }

  #keep(place: string, cookie: Held): void {
    // Whatever path and domain the client once got it for: sent beside the new one, the old one might win.
    if (this.#brought.length > 0) this.#brought = this.#brought.filter((pair) => nameOf(pair) !== cookie.key);
    this.#held.delete(place);
    if (cookie.expires <= performance.now() || lengthOf(cookie) > most.bytesOfOne) return;
    this.#held.set(place, cookie);
    this.#dropOldest();
  }

  #dropOldest(): void {
    const held = this.#held;
    const bytes = (): number => [...held.values()].reduce((sum, cookie) => sum + lengthOf(cookie), 0);
    while (held.size > most.cookies || bytes() > most.bytes) {
      const all = [...held];
      const oldest = all.find(([, { key }]) => !lasting.has(key)) ?? all[0];
      if (oldest === undefined) return;
      held.delete(oldest[0]);
    }
  }
}

/** Empty where it names none; null where what it names is no host, of which tough-cookie makes an error. */
function domainOf(cookie: Cookie): string | null {
  try {
    return cookie.cdomain() ?? '';
  } catch {
    return null;
  }
}

function withoutQuery(path: string): string {
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}

function nameOf(pair: string): string {
  return pair.slice(0, Math.max(0, pair.indexOf('=')));
}

/** With what comes between. */
function lengthOf({ pair }: Held): number {
  return pair.length + 2;
}
