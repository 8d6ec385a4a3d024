import type { Share } from '../agent/allowances.ts';
import type { TokenBucket } from '../agent/token-bucket.ts';
import type { Engine } from './engine.ts';
import { hiddenName } from './hidden-name.ts';
import { script } from './scripts.ts';

export interface SharedRates extends Share {
  /** Twice is fine. */
  close(): void;
}

export interface SharedRatesOptions {
  readonly engine: Engine;
  /** The upstream whose agents these are: its base. */
  readonly upstream: string;
}

/** What takes part here. */
interface Member {
  /** Its key. */
  readonly key: string;
  readonly bucket: TokenBucket;
  /** Since others were told. */
  taken: number;
  /** What all replicas had taken in all, as of when they were told; null where that is not known. */
  last: number | null;
}

/** Milliseconds between tellings, while anything is taken. */
const interval = 250;
/** Milliseconds after which a count begins anew: by then all buckets are full, whatever was taken. */
const forgotten = 60_000;
/** Of a call. */
const mostKeys = 500;

/** KEYS counts; ARGV milliseconds after which they are forgotten, then what is added to each. Gives what they are then. */
const add = script(`
local counts = {}
for n, key in ipairs(KEYS) do
  counts[n] = redis.call('INCRBY', key, ARGV[n + 1])
  redis.call('PEXPIRE', key, ARGV[1])
end
return counts`);

/**
 * Adds up what the replicas take, a moment later: no operation waits for it. Until they hear of each other, each gives what its own
 * bucket holds. So of a rate of `r` a second with a burst of `5 r`, `n` replicas together admit in `t` seconds no more than
 * `r t + 5 r` and what all but one of them admit within an interval: at most `(n - 1) 5 r`, of which one burst is made up for at once.
 * That much again only where a caller comes to a replica that has not served it yet. While the engine is away each goes on by itself.
 */
export function createSharedRates({ engine, upstream }: SharedRatesOptions): SharedRates {
  let active: Member[] = [];
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  function soon(): void {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      void tell().finally(() => {
        timer = null;
        if (active.length > 0) soon();
      });
    }, interval).unref();
  }

  async function tell(): Promise<void> {
    const members = Map.groupBy(active, ({ key }) => key);
    active = [];
    const told = [...members].map(([key, list]) => {
      const shares = list.map((member) => ({ member, taken: member.taken }));
      for (const { member } of shares) member.taken = 0;
      return { key, shares };
    });
    for (let from = 0; from < told.length; from += mostKeys) await tellOf(told.slice(from, from + mostKeys));
  }

  async function tellOf(told: readonly { key: string; shares: readonly { member: Member; taken: number }[] }[]) {
    const sums = told.map(({ shares }) => shares.reduce((sum, { taken }) => sum + taken, 0));
    let totals: readonly (number | null)[];
    try {
      totals = (await engine.run(
        add,
        told.map(({ key }) => key),
        [forgotten, ...sums],
      )) as readonly number[];
    } catch {
      // It may have been counted, or not.
      totals = told.map(() => null);
    }
    const now = performance.now();
    for (const [index, { shares }] of told.entries()) {
      const total = totals[index] ?? null;
      for (const { member, taken } of shares) {
        const { last } = member;
        member.last = total;
        // Where the count began anew meanwhile, all of it came since.
        const others = total === null || last === null ? 0 : total - (total < last + taken ? 0 : last) - taken;
        member.bucket.takenElsewhere(now, others);
      }
    }
  }

  return {
    join(what, bucket) {
      const key = engine.key(`{rates}:${hiddenName([upstream, what])}`);
      const member: Member = { key, bucket, taken: 0, last: null };
      return (count) => {
        if (member.taken === 0) {
          active.push(member);
          soon();
        }
        member.taken += count;
      };
    },
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
