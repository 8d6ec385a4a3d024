import { GatewayError } from '../errors.ts';
import type { UpstreamMeter } from '../meters/upstream-meter.ts';
import { withDeadline } from '../upstream/deadline.ts';
import { createGate, type Gate } from '../upstream/gate.ts';
import type { Answer, Rest } from '../upstream/rest.ts';

/**
 * The same calls, a set number of them at a time; the others wait their turn, at most that long (milliseconds).
 *
 * @throws GatewayError UPSTREAM_TIMEOUT for a call whose turn did not come; it was not sent
 */
export function inTurn(calls: Rest, places: number, longestWait: number, meter?: UpstreamMeter): Rest {
  return new CallsInTurn(calls, places, longestWait, meter);
}

/** A class, for every caller has some. */
class CallsInTurn implements Rest {
  readonly #calls: Rest;
  readonly #longestWait: number;
  readonly #gate: Gate;
  readonly #meter: UpstreamMeter | undefined;

  constructor(calls: Rest, places: number, longestWait: number, meter: UpstreamMeter | undefined) {
    this.#calls = calls;
    this.#longestWait = longestWait;
    this.#gate = createGate(places);
    this.#meter = meter;
  }

  get(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.#take(() => this.#calls.get(path, signal), signal);
  }

  post(path: string, body: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Answer> {
    return this.#take(() => this.#calls.post(path, body, signal), signal);
  }

  #take(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    // Where a place is free nothing has to be watched.
    return this.#gate.isFree() ? this.#gate.run(call, signal) : this.#waitFor(call, signal);
  }

  #waitFor(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    let begun = false;
    const begin = (): Promise<Answer> => {
      begun = true;
      this.#meter?.queued(-1);
      return call();
    };
    this.#meter?.queued(1);
    return withDeadline(this.#longestWait, signal, async (stop, ended) => {
      try {
        return await this.#gate.run(begin, stop);
      } catch (error) {
        if (begun) throw error;
        this.#meter?.queued(-1);
        if (ended() !== 'deadline') throw error;
        throw new GatewayError('UPSTREAM_TIMEOUT', "Too many of this caller's requests wait for the upstream.", {
          cause: error,
        });
      }
    });
  }
}
