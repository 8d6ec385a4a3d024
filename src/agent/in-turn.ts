import { GatewayError } from '../errors.ts';
import { withDeadline } from '../upstream/deadline.ts';
import { createGate } from '../upstream/gate.ts';
import type { Answer, Rest } from '../upstream/rest.ts';

/**
 * The same calls, a set number of them at a time; the others wait their turn, at most that long (milliseconds).
 *
 * @throws GatewayError UPSTREAM_TIMEOUT for a call whose turn did not come; it was not sent
 */
export function inTurn(calls: Rest, places: number, longestWait: number): Rest {
  const gate = createGate(places);

  function take(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    // Where a place is free nothing has to be watched.
    return gate.isFree() ? gate(call, signal) : waitFor(call, signal);
  }

  function waitFor(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    let begun = false;
    const begin = (): Promise<Answer> => {
      begun = true;
      return call();
    };
    return withDeadline(longestWait, signal, async (stop, ended) => {
      try {
        return await gate(begin, stop);
      } catch (error) {
        if (begun || ended() !== 'deadline') throw error;
        throw new GatewayError('UPSTREAM_TIMEOUT', "Too many of this caller's requests wait for the upstream.", {
          cause: error,
        });
      }
    });
  }

  return {
    get: (path, signal) => take(() => calls.get(path, signal), signal),
    post: (path, body, signal) => take(() => calls.post(path, body, signal), signal),
  };
}
