import { GatewayError } from '../errors.ts';
import { withDeadline } from '../upstream/deadline.ts';
import { createPlaces, type Places } from '../upstream/gate.ts';
import type { Answer, Rest } from '../upstream/rest.ts';

/**
 * The same calls, a set number of them at a time; the others wait their turn, at most that long (milliseconds).
 *
 * @throws GatewayError UPSTREAM_TIMEOUT for a call whose turn did not come; it was not sent
 */
export function inTurn(calls: Rest, places: number, longestWait: number): Rest {
  return new CallsInTurn(calls, places, longestWait);
}

/** A class, for every caller has some. */
class CallsInTurn implements Rest {
  readonly #calls: Rest;
  readonly #most: number;
  readonly #longestWait: number;
  readonly #places: Places;
  /** Calls that run or wait. */
  #under = 0;

  constructor(calls: Rest, places: number, longestWait: number) {
    this.#calls = calls;
    this.#most = places;
    this.#longestWait = longestWait;
    this.#places = createPlaces(places);
  }

  get(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.#take(() => this.#calls.get(path, signal), signal);
  }

  post(path: string, body: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Answer> {
    return this.#take(() => this.#calls.post(path, body, signal), signal);
  }

  async #take(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    // Where a place is free nothing has to be watched; one who waits here is let in before it.
    const isFree = this.#under < this.#most;
    this.#under += 1;
    try {
      return await (isFree ? this.#places.run(call, signal) : this.#waitFor(call, signal));
    } finally {
      this.#under -= 1;
    }
  }

  #waitFor(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    let begun = false;
    const begin = (): Promise<Answer> => {
      begun = true;
      return call();
    };
    return withDeadline(this.#longestWait, signal, async (stop, ended) => {
      try {
        return await this.#places.run(begin, stop);
      } catch (error) {
        if (begun || ended() !== 'deadline') throw error;
        throw new GatewayError('UPSTREAM_TIMEOUT', "Too many of this caller's requests wait for the upstream.", {
          cause: error,
        });
      }
    });
  }
}
