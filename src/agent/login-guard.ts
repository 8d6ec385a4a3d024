import { LRUCache } from 'lru-cache';
import { rateLimited } from '../errors.ts';
import { unauthenticated } from '../upstream/rest.ts';
import { TokenBucket } from './token-bucket.ts';

/** Stands before logins upstream, so that nobody has passwords tried by the gateway. */
export interface LoginGuard {
  /**
   * Credentials that are not known yet are about to be proven.
   *
   * @param key of the credentials
   * @param address whom they come from; null for one who is not limited
   * @param isProven whether they have been found good since
   * @throws GatewayError UNAUTHENTICATED when they were refused a moment ago, RATE_LIMITED after too many that were
   */
  begin(key: string, address: string | null, isProven: () => boolean): Attempt;
}

export interface Attempt {
  /** What came of it; only the first word counts. */
  over(isRefused: boolean): void;
}

export interface LoginGuardOptions {
  /** Milliseconds for which a refusal is remembered; 0 for not at all. */
  readonly refusedFor: number;
  /** Most logins of one address under way or refused; as many come back in a minute. 0 for as many as there are. */
  readonly perAddress: number;
}

/** Addresses and refusals that are remembered: those of the last minute, unless somebody has very many. */
const remembered = 10_000;
/** Milliseconds after which a login without an answer counts no more: the upstream is away, and nobody is guessing. */
const longestLogin = 10_000;

interface Attempts {
  readonly bucket: TokenBucket;
  readonly pending: Set<Pending>;
}

interface Pending extends Attempt {
  readonly since: number;
  readonly isProven: () => boolean;
}

export function createLoginGuard({ refusedFor, perAddress }: LoginGuardOptions): LoginGuard {
  /** Until when. */
  const refused = new LRUCache<string, number>({ max: remembered });
  const byAddress = new LRUCache<string, Attempts>({ max: remembered });

  function attemptsOf(address: string, now: number): Attempts {
    const known = byAddress.get(address);
    if (known !== undefined) return known;
    const made = { bucket: new TokenBucket(perAddress / 60, perAddress, now), pending: new Set<Pending>() };
    byAddress.set(address, made);
    return made;
  }

  /** @throws GatewayError RATE_LIMITED */
  function take(address: string, now: number): Attempts {
    const attempts = attemptsOf(address, now);
    for (const one of attempts.pending) if (now - one.since > longestLogin || one.isProven()) one.over(false);
    if (attempts.bucket.take(now)) return attempts;
    throw rateLimited('Too many logins from this address were refused.', attempts.bucket.retryAfter(now));
  }

  return {
    begin(key, address, isProven) {
      const now = performance.now();
      if ((refused.get(key) ?? now) > now) throw unauthenticated();
      const attempts = address === null || perAddress === 0 ? null : take(address, now);
      const pending: Pending = {
        since: now,
        isProven,
        over(isRefused) {
          const wasFirst = attempts === null || attempts.pending.delete(pending);
          if (!wasFirst) return;
          if (isRefused) refused.set(key, performance.now() + refusedFor);
          // Of credentials that were good for a while nobody guesses.
          if (!isRefused || performance.now() - now > longestLogin) attempts?.bucket.giveBack();
        },
      };
      attempts?.pending.add(pending);
      return pending;
    },
  };
}
