import { createHmac, randomBytes } from 'node:crypto';
import { GatewayError, shuttingDown } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Credentials } from '../upstream/connection.ts';
import type { Link } from './link.ts';

/** A hold on a link: it is not closed for idleness before every hold is released. */
export interface LinkHold {
  readonly link: Link;
  /** Calling it twice is fine. */
  release(): void;
}

/** The links of the process, one per distinct credential. */
export interface Links {
  /** @throws GatewayError RATE_LIMITED when there are too many, SHUTTING_DOWN after `close` */
  hold(credentials: Credentials): LinkHold;
  /**
   * The held link goes on with other credentials of the same agent, and is found under them from then on: an expired credential
   * finds it no more. Where they have a link already, that one stays the one that is found.
   *
   * @throws what `Link.renew` throws
   */
  renew(hold: LinkHold, credentials: Credentials): Promise<void>;
  count(): number;
  close(): Promise<void>;
}

export interface LinksOptions {
  readonly create: (key: string, credentials: Credentials) => Link;
  /** Milliseconds a link is kept without a hold. */
  readonly idle: number;
  readonly most: number;
  readonly log: Log;
}

interface Entry {
  readonly link: Link;
  /** Of its credentials; it may be that another link is found under it. */
  key: string;
  holds: number;
  timer: NodeJS.Timeout | null;
}

export function createLinks({ create, idle, most, log }: LinksOptions): Links {
  // Keyed, so that neither memory dumps nor logs hold anything a password could be guessed from.
  const secret = randomBytes(32);
  const found = new Map<string, Entry>();
  const entries = new Set<Entry>();
  /** Those of them that nobody holds, the longest idle first. */
  const idling = new Set<Entry>();
  const held = new WeakMap<LinkHold, Entry>();
  const leaving = new Set<Promise<void>>();
  let closed = false;

  function keyOf({ headers, cookies }: Credentials): string {
    const named = Object.entries(headers).map(([name, value]) => [
      name,
      name === 'authorization' ? plain(value) : value,
    ]);
    const canonical = JSON.stringify([named.sort(), [...cookies].sort()]);
    return createHmac('sha256', secret).update(canonical).digest('base64url');
  }

  function hide(entry: Entry): void {
    if (found.get(entry.key) === entry) found.delete(entry.key);
  }

  function drop(entry: Entry): void {
    if (!entries.delete(entry)) return;
    idling.delete(entry);
    hide(entry);
    if (entry.timer !== null) clearTimeout(entry.timer);
    const done = entry.link
      .close()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'a link did not close cleanly');
      })
      .finally(() => leaving.delete(done));
    leaving.add(done);
  }

  function open(key: string, credentials: Credentials): Entry {
    if (closed) throw shuttingDown();
    // One who is served now comes before one who may come back.
    const [longestIdle] = idling;
    if (entries.size >= most && longestIdle !== undefined) drop(longestIdle);
    if (entries.size >= most) {
      throw new GatewayError('RATE_LIMITED', 'The gateway serves as many callers as it may.', {
        details: { retryAfter: 5 },
      });
    }
    const entry: Entry = { link: create(key, credentials), key, holds: 0, timer: null };
    entries.add(entry);
    found.set(key, entry);
    // Credentials the upstream refuses get no second look at what was known under them.
    entry.link.onRevoked(() => {
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
    idling.add(entry);
    entry.timer = setTimeout(() => {
      drop(entry);
    }, idle);
    entry.timer.unref();
  }

  return {
    hold(credentials) {
      const key = keyOf(credentials);
      const entry = found.get(key) ?? open(key, credentials);
      if (entry.timer !== null) clearTimeout(entry.timer);
      entry.timer = null;
      idling.delete(entry);
      entry.holds += 1;
      let isHeld = true;
      const hold: LinkHold = {
        link: entry.link,
        release() {
          if (!isHeld) return;
          isHeld = false;
          entry.holds -= 1;
          if (entry.holds === 0 && entries.has(entry)) rest(entry);
        },
      };
      held.set(hold, entry);
      return hold;
    },
    async renew(hold, credentials) {
      const key = keyOf(credentials);
      const entry = held.get(hold);
      if (entry === undefined || entry.key === key) return;
      await entry.link.renew(credentials);
      if (!entries.has(entry)) return;
      hide(entry);
      entry.key = key;
      if (!found.has(key)) found.set(key, entry);
    },
    count: () => entries.size,
    async close() {
      closed = true;
      for (const entry of entries) drop(entry);
      await Promise.all(leaving);
    },
  };
}

/** `Authorization` without what makes no difference, the case of the scheme and blanks: one caller is one link. */
function plain(authorization: string): string {
  return authorization.trim().replace(/^(\S+) +/, (_, scheme: string) => `${scheme.toLowerCase()} `);
}
