import type { Fact } from '../normalise/fact.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { EventBody } from './session-event.ts';

/** One thing learnt about a session: from a notification, or (`fact` null) from reading the sessions anew. */
export interface Change {
  readonly sessionId: string;
  readonly fact: Fact | null;
  /** What was new in it. */
  readonly events: readonly EventBody[];
  /** The session after it; null when only its id is known. */
  readonly session: SessionRecord | null;
}

/** Looks for the effect of a request in a change; null when it is not there. */
export type Proof<T> = (change: Change, referenceId: number | null) => T | null;

/** Someone waiting for the effect of their request. */
export interface Expectation<T> {
  /** From here on a reference id counts too: the answer that carries it may come after the notification. */
  answered(referenceId: number | null): void;
  /** The proof, if it came. */
  found(): T | null;
  /** The proof, or null when none came within the time (milliseconds) or before the signal fired. May be asked again. */
  proven(within: number, signal?: AbortSignal): Promise<T | null>;
  /** Ends the expectation; calling it twice is fine. */
  cancel(): void;
}

export interface Confirmations {
  /**
   * Starts looking, before the request is sent.
   *
   * @param exclusive the proof lies in an event, and one event proves one request only: two equal texts sent at a time are two
   * messages, whether the upstream tells them together or apart
   */
  expect<T>(sessionId: string, proof: Proof<T>, exclusive: boolean): Expectation<T>;
  /** Shows a change to those who wait for its session. */
  offer(change: Change): void;
}

/** Changes remembered per expectation until its answer is there; a busy session cannot grow it further. */
const changesKept = 200;

interface Waiting {
  readonly sessionId: string;
  readonly exclusive: boolean;
  /** The upstream accepted it: of equal requests, one that may never have arrived comes last. */
  accepted: boolean;
  /** True when the change proves it. */
  readonly show: (change: Change) => boolean;
}

export function createConfirmations(): Confirmations {
  return new CallerConfirmations();
}

/** A class, for every caller has one. */
class CallerConfirmations implements Confirmations {
  /** Mostly there is none. */
  #waiting: Set<Waiting> | null = null;

  expect<T>(sessionId: string, proof: Proof<T>, exclusive: boolean): Expectation<T> {
    const waiting = (this.#waiting ??= new Set());
    const earlier: Change[] = [];
    let referenceId: number | null = null;
    let result: T | null = null;
    let isSettled = false;
    /** For those who wait; most ask only whether there is a proof already. */
    let settled: PromiseWithResolvers<T | null> | null = null;
    const entry: Waiting = {
      sessionId,
      exclusive,
      accepted: false,
      show(change) {
        const found = proof(change, referenceId);
        if (found === null) {
          if (referenceId === null && earlier.length < changesKept) earlier.push(change);
          return false;
        }
        settle(found);
        return true;
      },
    };
    waiting.add(entry);

    function settle(found: T | null): void {
      waiting.delete(entry);
      isSettled = true;
      result ??= found;
      settled?.resolve(found);
    }

    return {
      answered(id) {
        entry.accepted = true;
        referenceId = id;
        if (id === null) return;
        for (const change of earlier.splice(0)) if (entry.show(change)) return;
      },
      found: () => result,
      async proven(within, signal) {
        if (within <= 0 || result !== null || isSettled) return result;
        settled ??= Promise.withResolvers<T | null>();
        const late = Promise.withResolvers<null>();
        const giveUp = (): void => {
          late.resolve(null);
        };
        const timer = setTimeout(giveUp, within);
        signal?.addEventListener('abort', giveUp, { once: true });
        if (signal?.aborted === true) giveUp();
        try {
          return await Promise.race([settled.promise, late.promise]);
        } finally {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
        }
      },
      cancel() {
        settle(null);
      },
    };
  }

  offer(change: Change): void {
    const waiting = this.#waiting;
    // Every event comes here, and hardly ever does anybody wait.
    if (waiting === null || waiting.size === 0) return;
    const unclaimed = new Set(change.events);
    for (const entry of [...waiting].sort((one, other) => Number(other.accepted) - Number(one.accepted))) {
      if (entry.sessionId !== change.sessionId) continue;
      if (!entry.exclusive) entry.show(change);
      else {
        const claimed = [...unclaimed].find((event) => entry.show({ ...change, events: [event] }));
        if (claimed !== undefined) unclaimed.delete(claimed);
      }
    }
  }
}
