import type { Fact } from '../normalise/fact.ts';
import { sizeOf } from './event-size.ts';

/** Facts that wait while the sessions are being read. Bounded: there may be too much to hold, and then something is missing. */
export interface WaitingFacts {
  add(facts: readonly Fact[]): void;
  /** Takes out those that are about sessions; what the others say besides waits on. */
  takeSessions(): readonly Fact[];
  takeAll(): readonly Fact[];
  /** True once facts that waited were dropped. */
  hasOverflowed(): boolean;
}

/** Facts held at most. */
const most = 5000;

/** @param mostBytes held at most, about */
export function createWaitingFacts(mostBytes: number): WaitingFacts {
  return new Waiting(mostBytes);
}

/** A class, for every caller has one. */
class Waiting implements WaitingFacts {
  readonly #mostBytes: number;
  #facts: readonly Fact[] = [];
  #bytes = 0;
  #overflowed = false;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  add(facts: readonly Fact[]): void {
    this.#facts = this.#facts.concat(facts);
    this.#bytes += sizeOf(facts);
    if (this.#facts.length <= most && this.#bytes <= this.#mostBytes) return;
    this.#overflowed = true;
    this.#keep([]);
  }

  takeSessions(): readonly Fact[] {
    const all = this.#facts;
    this.#keep(all.filter(({ kind }) => kind !== 'session'));
    return all.filter(({ kind }) => kind === 'session');
  }

  takeAll(): readonly Fact[] {
    const all = this.#facts;
    this.#keep([]);
    return all;
  }

  hasOverflowed(): boolean {
    return this.#overflowed;
  }

  #keep(facts: readonly Fact[]): void {
    this.#facts = facts;
    this.#bytes = sizeOf(facts);
  }
}
