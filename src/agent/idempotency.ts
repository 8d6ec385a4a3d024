import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { badUserInput } from '../errors.ts';

/**
 * Runs a task once per key: whoever brings the same key and input again, also while the first is under way, gets its answer.
 * A task that throws had no effect and is forgotten.
 *
 * @throws GatewayError BAD_USER_INPUT for a key that came with another input
 */
export type Idempotent = <T>(caller: string, key: string, input: unknown, task: () => Promise<T>) => Promise<T>;

const kept = { max: 50_000, ttl: 10 * 60_000 };

export function createIdempotency(): Idempotent {
  const answers = new LRUCache<string, { readonly input: unknown; readonly answer: Promise<unknown> }>(kept);

  return async <T>(caller: string, key: string, input: unknown, task: () => Promise<T>) => {
    const path = ['input', 'idempotencyKey'];
    if (key.length === 0 || key.length > 255)
      throw badUserInput('input.idempotencyKey must have 1 to 255 characters.', path);
    const id = `${caller} ${key}`;
    const earlier = answers.get(id);
    if (earlier !== undefined) {
      if (isDeepStrictEqual(earlier.input, input)) return earlier.answer as Promise<T>;
      throw badUserInput('input.idempotencyKey was used with another input within the last 10 minutes.', path);
    }
    const answer = task();
    answers.set(id, { input, answer });
    try {
      return await answer;
    } catch (error) {
      if (answers.peek(id)?.answer === answer) answers.delete(id);
      throw error;
    }
  };
}
