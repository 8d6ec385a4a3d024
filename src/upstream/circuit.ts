import { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * Stands before all calls of the upstream, whoever makes them. While nothing comes of any, nothing is sent: callers are told at
 * once, and an upstream that is coming back is not met by all of them.
 */
export interface Circuit {
  /** Before a call is sent. @throws GatewayError UPSTREAM_UNAVAILABLE with `retryAfter`: it must not be */
  admit(): void;
  /** The upstream answered a call, whatever it said. */
  answered(): void;
  /** Nothing came of a call: no connection, no answer in time, or a balancer's word that nobody is there. */
  failed(): void;
  /** True while nothing is sent, or one call at a time. */
  isOpen(): boolean;
  /** Milliseconds since the last of each; Infinity before the first. */
  sinceAnswer(): number;
  sinceFailure(): number;
}

export interface CircuitOptions {
  /** Failures in a row that open it; 0 for never. */
  readonly failures: number;
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** In [0, 1); for jitter. */
  readonly random: () => number;
}

/** Milliseconds for which nothing is sent, up to a half more: several gateways do not come again together. */
export const openFor = 4000;
/** Milliseconds after which a call that tries the upstream keeps no other from doing so: it may be a poll, which is held. */
export const trialFor = 2000;
/** Failures with as many milliseconds between them are not of one outage. */
export const unrelatedAfter = 60_000;

export function createCircuit(options: CircuitOptions): Circuit {
  return new CountingCircuit(options);
}

class CountingCircuit implements Circuit {
  readonly #options: CircuitOptions;
  readonly #now: () => number;
  #inARow = 0;
  #lastAnswer = -Infinity;
  #lastFailure = -Infinity;
  /** Null: closed. Else nothing is sent before, and from then on one call at a time, until one is answered. */
  #openUntil: number | null = null;
  /** No other call tries the upstream before. */
  #trialUntil = -Infinity;

  constructor(options: CircuitOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  admit(): void {
    if (this.#openUntil === null) return;
    const now = this.#now();
    const wait = Math.max(this.#openUntil, this.#trialUntil) - now;
    if (wait > 0) {
      throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The upstream has not answered for a while; nothing was sent.', {
        details: { retryAfter: Math.ceil(wait / 1000) },
      });
    }
    this.#trialUntil = now + trialFor;
  }

  answered(): void {
    this.#lastAnswer = this.#now();
    this.#inARow = 0;
    if (this.#openUntil === null) return;
    this.#openUntil = null;
    this.#trialUntil = -Infinity;
    this.#options.log.warn({}, 'the upstream answers again');
  }

  failed(): void {
    const now = this.#now();
    this.#inARow = now - this.#lastFailure > unrelatedAfter ? 1 : this.#inARow + 1;
    this.#lastFailure = now;
    const { failures, log } = this.#options;
    if (this.#openUntil !== null) {
      // What was sent before it opened says nothing new.
      if (now >= this.#openUntil) this.#open(now);
    } else if (failures > 0 && this.#inARow >= failures) {
      this.#open(now);
      log.warn({ failures: this.#inARow }, 'the upstream does not answer: for some seconds nothing is sent there');
    }
  }

  isOpen(): boolean {
    return this.#openUntil !== null;
  }

  sinceAnswer(): number {
    return this.#now() - this.#lastAnswer;
  }

  sinceFailure(): number {
    return this.#now() - this.#lastFailure;
  }

  #open(now: number): void {
    this.#openUntil = now + openFor * (1 + this.#options.random() / 2);
    this.#trialUntil = -Infinity;
  }
}
