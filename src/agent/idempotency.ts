import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { badUserInput, type GatewayError } from '../errors.ts';

/**
 * Runs a task once per key: whoever brings the same key and input again, also while the first is under way, gets its answer.
 * A task that throws had no effect and is forgotten.
 *
 * @throws GatewayError BAD_USER_INPUT for a key that came with another input
 */
export type Idempotent = <T>(caller: string, key: string, input: unknown, task: () => Promise<T>) => Promise<T>;

interface Kept {
  /** Not the input itself: texts are long, and none of our business later. */
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
}

const path = ['input', 'idempotencyKey'];
const minutes = 60_000;
/** Every caller has a store of their own, so that nobody's keys push out another's. */
const perCaller = { max: 1000, ttl: 10 * minutes };
const callers = { max: 20_000, ttl: 10 * minutes, updateAgeOnGet: true };

export function createIdempotency(): Idempotent {
  const stores = new LRUCache<string, LRUCache<string, Kept>>(callers);

  function storeOf(caller: string): LRUCache<string, Kept> {
    const store = stores.get(caller) ?? new LRUCache<string, Kept>(perCaller);
    stores.set(caller, store);
    return store;
  }

  return async <T>(caller: string, key: string, input: unknown, task: () => Promise<T>) => {
    if (key.length === 0 || key.length > 255) {
      throw badUserInput('input.idempotencyKey must have 1 to 255 characters.', path);
    }
    const store = storeOf(caller);
    const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('base64');
    const earlier = store.get(key);
    if (earlier !== undefined) {
      if (earlier.fingerprint === fingerprint) return earlier.answer as Promise<T>;
      throw keyUsedOtherwise();
    }
    const answer = task();
    store.set(key, { fingerprint, answer });
    try {
      return await answer;
    } catch (error) {
      if (store.peek(key)?.answer === answer) store.delete(key);
      throw error;
    }
  };
}

export function keyUsedOtherwise(): GatewayError {
  return badUserInput('input.idempotencyKey was used with another input within the last 10 minutes.', path);
}
