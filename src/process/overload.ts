import { overloaded } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * Whether the process has too much to do to begin anything new: what runs goes on, and what is refused costs next to nothing. Fastify's
 * own plugin for this (@fastify/under-pressure) sees neither WebSockets nor the requests that are answered before Fastify.
 */
export interface Overload {
  isOverloaded(): boolean;
  /** @throws GatewayError OVERLOADED */
  admit(): void;
  /** The event loop is so many milliseconds late; said again and again, at the same intervals. */
  late(milliseconds: number): void;
  /** So much of the heap is in use, of 1, all that was garbage left out. */
  heapUsed(part: number): void;
}

export interface OverloadOptions {
  /** Milliseconds that the event loop may be late; 0 for as many as there are. */
  readonly maxDelay: number;
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** Part of the heap beyond which V8 ends the process, if collections bring too little for the time that they take. */
export const fullHeap = 0.8;
/** Milliseconds for which a full heap is believed to be full: where it still is, it is looked at again much sooner. */
export const heapBelieved = 10_000;
/** Late so often in a row is a load; late once is a pause, as a garbage collection or a machine that slept makes it. */
export const lateForLoad = 2;
/** Seconds: clients that come back at once make it no better. */
const comeBackAfter = 5;

export function createOverload({ maxDelay, log, now = () => performance.now() }: OverloadOptions): Overload {
  let lateInARow = 0;
  let delay = 0;
  let heap = 0;
  let heapFullUntil = -Infinity;
  /** Null while it is not. */
  let since: number | null = null;
  let refused = 0;

  function judge(): void {
    const isLate = maxDelay > 0 && lateInARow >= lateForLoad;
    const isFull = now() < heapFullUntil;
    if ((isLate || isFull) === (since !== null)) return;
    if (since === null) {
      since = now();
      refused = 0;
      const cause = isLate ? 'the event loop is late' : 'the heap is nearly full';
      log.error({ cause, milliseconds: Math.round(delay), heap }, 'overloaded: new operations are refused');
    } else {
      log.warn({ milliseconds: Math.round(now() - since), refused }, 'no longer overloaded');
      since = null;
    }
  }

  return {
    isOverloaded: () => since !== null,
    admit() {
      if (since === null) return;
      refused += 1;
      throw overloaded(comeBackAfter);
    },
    late(milliseconds) {
      delay = milliseconds;
      lateInARow = milliseconds > maxDelay ? lateInARow + 1 : 0;
      judge();
    },
    heapUsed(part) {
      heap = Math.round(part * 100) / 100;
      heapFullUntil = part >= fullHeap ? now() + heapBelieved : -Infinity;
      judge();
    },
  };
}
