/** Seconds whose share may be taken at once: a page that loads asks for all that it shows, and after a start no document is known. */
const burst = 5;

/** So many a second, five times as many at once; null where there is no limit. @param perSecond 0 for as many as one likes */
export function paceOf(perSecond: number): TokenBucket | null {
  return perSecond === 0 ? null : new TokenBucket(perSecond, burst * perSecond, performance.now());
}

/** So many a second, and some more at once. A class that allocates nothing when it is asked: every operation asks. */
export class TokenBucket {
  readonly #perMillisecond: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;
  /** What came in and found no room, since others were last told of. */
  #spilled = 0;

  /** @param now milliseconds of a clock that never goes back, as all that follow */
  constructor(perSecond: number, burst: number, now: number) {
    this.#perMillisecond = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** False when there are not as many left. More than there can be at once count as that. */
  take(now: number, count = 1): boolean {
    this.#refill(now);
    const wanted = Math.min(count, this.#burst);
    if (this.#tokens < wanted) return false;
    this.#tokens -= wanted;
    return true;
  }

  giveBack(): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + 1);
  }

  /** Others took so many of the same, at some time since this was last said: it may have to be made up for, up to a burst. */
  takenElsewhere(now: number, count: number): void {
    this.#refill(now);
    // What had no room here would have had, had they taken it from here.
    this.#tokens = Math.max(-this.#burst, this.#tokens - Math.max(0, count - this.#spilled));
    this.#spilled = 0;
  }

  /** Whole seconds until there are as many again, at least one. */
  retryAfter(now: number, count = 1): number {
    this.#refill(now);
    return Math.max(1, Math.ceil((Math.min(count, this.#burst) - this.#tokens) / this.#perMillisecond / 1000));
  }

  #refill(now: number): void {
    const tokens = this.#tokens + (now - this.#at) * this.#perMillisecond;
    this.#tokens = Math.min(this.#burst, tokens);
    this.#spilled += tokens - this.#tokens;
    this.#at = now;
  }
}
