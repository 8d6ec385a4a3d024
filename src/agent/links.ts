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
  holds: number;
  timer: NodeJS.Timeout | null;
}

export function createLinks({ create, idle, most, log }: LinksOptions): Links {
  // Keyed, so that neither memory dumps nor logs hold anything a password could be guessed from.
  const secret = randomBytes(32);
  const entries = new Map<string, Entry>();
  /** Those of them that nobody holds, the longest idle first. */
  const idling = new Map<string, Entry>();
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

  function drop(key: string, entry: Entry): void {
    if (entries.get(key) === entry) entries.delete(key);
    if (idling.get(key) === entry) idling.delete(key);
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
    if (entries.size >= most && longestIdle !== undefined) drop(...longestIdle);
    if (entries.size >= most) {
      throw new GatewayError('RATE_LIMITED', 'The gateway serves as many callers as it may.', {
        details: { retryAfter: 5 },
      });
    }
    const entry: Entry = { link: create(key, credentials), holds: 0, timer: null };
    entries.set(key, entry);
    // Credentials the upstream refuses get no second look at what was known under them.
    entry.link.onRevoked(() => {
      drop(key, entry);
    });
    return entry;
  }

  return {
    hold(credentials) {
      const key = keyOf(credentials);
      const entry = entries.get(key) ?? open(key, credentials);
      if (entry.timer !== null) clearTimeout(entry.timer);
      entry.timer = null;
      idling.delete(key);
      entry.holds += 1;
      let held = true;
      return {
        link: entry.link,
        release() {
          if (!held) return;
          held = false;
          entry.holds -= 1;
          if (entry.holds > 0 || entries.get(key) !== entry) return;
          idling.set(key, entry);
          entry.timer = setTimeout(() => {
            drop(key, entry);
          }, idle);
          entry.timer.unref();
        },
      };
    },
    count: () => entries.size,
    async close() {
      closed = true;
      for (const [key, entry] of entries) drop(key, entry);
      await Promise.all(leaving);
    },
  };
}

/** `Authorization` without what makes no difference, the case of the scheme and blanks: one caller is one link. */
function plain(authorization: string): string {
  return authorization.trim().replace(/^(\S+) +/, (_, scheme: string) => `${scheme.toLowerCase()} `);
}
