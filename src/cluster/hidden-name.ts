import { createHash } from 'node:crypto';

/**
 * What something is called in Redis, whoever asks: without the words themselves, so that a list of the keys tells nobody who works here.
 *
 * @param words of an agent: the upstream and the user id
 */
export function hiddenName(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 27);
}
