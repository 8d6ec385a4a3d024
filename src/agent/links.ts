import { hash, randomBytes } from 'node:crypto';
import { isGatewayError, rateLimited, shuttingDown } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Credentials } from '../upstream/connection.ts';
import type { Link } from './link.ts';
import type { Attempt, LoginGuard } from './login-guard.ts';

/** A hold on a link: it is not closed for idleness before every hold is released. */
export interface LinkHold {
  readonly link: Link;
  /** Calling it twice is fine. */
  release(): void;
}

/** The links of the process, one per distinct credential. */
export interface Links {
  /**
   * @param addressOf where the credentials come from, asked for where nobody is known by them yet; without it nobody is limited
   * @throws GatewayError RATE_LIMITED when there are too many, or too many refused; UNAUTHENTICATED when they were refused a moment
   * ago; SHUTTING_DOWN after `close`
   */
  hold(credentials: Credentials, addressOf?: () => string): LinkHold;
  /** The link that would be held, null where it would be a new one. */
  known(credentials: Credentials): Link | null;
  /**
   * The held link goes on with other credentials of the same agent, and is found under them from then on: an expired credential
   * finds it no more. Where they have a link already, that one stays the one that is found.
   *
   * @throws what `Link.renew` throws, and `hold` of credentials that are not known
   */
  renew(hold: LinkHold, credentials: Credentials, addressOf?: () => string): Promise<void>;
  count(): number;
  close(): Promise<void>;
}

export interface LinksOptions {
  readonly create: (key: string, credentials: Credentials) => Link;
  /** Milliseconds a link is kept without a hold. */
  readonly idle: number;
  readonly most: number;
  /** Stands before logins; nobody where absent. */
  readonly guard?: LoginGuard;
  readonly log: Log;
}

interface Entry {
  readonly link: Link;
  /** Of its credentials; it may be that another link is found under it. */
  key: string;
  /** Its login, if anybody watches over logins. */
  readonly attempt: Attempt | null;
  holds: number;
  /** When the last hold was released, in milliseconds of `performance.now()`. */
  since: number;
}

/** A class, for every request has one. */
class Held implements LinkHold {
  readonly entry: Entry;
  readonly #released: (entry: Entry) => void;
  #isHeld = true;

  constructor(entry: Entry, released: (entry: Entry) => void) {
    this.entry = entry;
    this.#released = released;
  }

  get link(): Link {
    return this.entry.link;
  }

  release(): void {
    const wasHeld = this.#isHeld;
    this.#isHeld = false;
    if (wasHeld) this.#released(this.entry);
  }
}

export function createLinks({ create, idle, most, guard, log }: LinksOptions): Links {
  // Keyed, so that neither memory dumps nor logs hold anything a password could be guessed from. The secret goes before what is
  // hashed: what HMAC adds to that guards results that are shown to those who may choose the input, and these are shown to nobody.
  const secret = randomBytes(32).toString('base64url');
  const found = new Map<string, Entry>();
  const entries = new Set<Entry>();
  /** Those of them that nobody holds, the longest idle first. */
  const idling = new Set<Entry>();
  /** One for all that are idle: every request ends an idle time and begins one. Aims at the first that may be due. */
  let sweep: NodeJS.Timeout | null = null;
  const leaving = new Set<Promise<void>>();
  /** Of those that come again as the same object, as a connection's do. */
  const keys = new WeakMap<Credentials, string>();
  let closed = false;

  function keyOf(credentials: Credentials): string {
    const known = keys.get(credentials);
    if (known !== undefined) return known;
    const key = newKeyOf(credentials);
    keys.set(credentials, key);
    return key;
  }

  function newKeyOf({ headers, cookies }: Credentials): string {
    const named = Object.keys(headers)
      .sort()
      .map((name) => [name, name === 'authorization' ? plain(headers[name] ?? '') : headers[name]]);
    return hash('sha256', secret + JSON.stringify([named, cookies.toSorted()]), 'base64url');
  }

  function hide(entry: Entry): void {
    if (found.get(entry.key) === entry) found.delete(entry.key);
  }

  function drop(entry: Entry): void {
    if (!entries.delete(entry)) return;
    idling.delete(entry);
    hide(entry);
    entry.attempt?.over(false);
    const done = entry.link
      .close()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'a link did not close cleanly');
      })
      .finally(() => leaving.delete(done));
    leaving.add(done);
  }

  function open(key: string, credentials: Credentials, addressOf: (() => string) | undefined): Entry {
    if (closed) throw shuttingDown();
    let link: Link | null = null;
    // Before room is made: one who is refused displaces nobody.
    const attempt = guard?.begin(key, addressOf?.() ?? null, () => link?.isProven() === true) ?? null;
    // One who is served now comes before one who may come back.
    const [longestIdle] = idling;
    if (entries.size >= most && longestIdle !== undefined) drop(longestIdle);
    if (entries.size >= most) {
      attempt?.over(false);
      throw rateLimited('The gateway serves as many callers as it may.', 5);
    }
    link = create(key, credentials);
    const entry: Entry = { link, key, attempt, holds: 0, since: 0 };
    entries.add(entry);
    found.set(key, entry);
    // Credentials the upstream refuses get no second look at what was known under them.
    link.onRevoked(() => {
      attempt?.over(true);
      drop(entry);
    });
    return entry;
  }

  /** Nobody holds it: kept for a while for one who comes back, if it can be found. */
  function rest(entry: Entry): void {
    if (found.get(entry.key) !== entry) {
      drop(entry);
      return;
    }
    entry.since = performance.now();
    idling.add(entry);
    if (sweep === null) aim(idle);
  }

  function aim(after: number): void {
    sweep = setTimeout(() => {
      sweep = null;
      const now = performance.now();
      for (const entry of idling) {
        const left = entry.since + idle - now;
        if (left > 0) {
          aim(Math.ceil(left));
          return;
        }
        drop(entry);
      }
    }, after);
    sweep.unref();
  }

  function release(entry: Entry): void {
    entry.holds -= 1;
    if (entry.holds === 0 && entries.has(entry)) rest(entry);
  }

  return {
    known: (credentials) => found.get(keyOf(credentials))?.link ?? null,
    hold(credentials, addressOf) {
      const key = keyOf(credentials);
      const entry = found.get(key) ?? open(key, credentials, addressOf);
      idling.delete(entry);
      entry.holds += 1;
      return new Held(entry, release);
    },
    async renew(hold, credentials, addressOf) {
      const key = keyOf(credentials);
      const entry = hold instanceof Held ? hold.entry : null;
      if (entry === null || entry.key === key) return;
      const attempt = found.has(key) ? null : guard?.begin(key, addressOf?.() ?? null, () => false);
      try {
        await entry.link.renew(credentials);
        attempt?.over(false);
      } catch (error) {
        // Where the old ones were refused the entry is gone already: that says nothing of these.
        attempt?.over(isGatewayError(error, 'UNAUTHENTICATED') && entries.has(entry));
        throw error;
      }
      if (!entries.has(entry)) return;
      hide(entry);
      entry.key = key;
      if (!found.has(key)) found.set(key, entry);
    },
    count: () => entries.size,
    async close() {
      closed = true;
      if (sweep !== null) clearTimeout(sweep);
      for (const entry of entries) drop(entry);
      await Promise.all(leaving);
    },
  };
}

/** `Authorization` without what makes no difference, the case of the scheme, blanks and padding: one caller is one link. */
function plain(authorization: string): string {
  const [scheme = '', ...rest] = authorization.trim().split(/ +/);
  const name = scheme.toLowerCase();
  const value = rest.join(' ');
  return `${name} ${name === 'basic' ? plainBase64(value) : value}`;
}

/** Of those that only differ in padding, or in bits of the last character that say nothing, one. */
function plainBase64(text: string): string {
  const own = text.replace(/=+$/, '');
  const usual = Buffer.from(own, 'base64').toString('base64').replace(/=+$/, '');
  return usual.length === own.length && usual.slice(0, -1) === own.slice(0, -1) ? usual : own;
}
