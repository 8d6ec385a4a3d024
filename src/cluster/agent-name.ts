import { createHash } from 'node:crypto';

/**
 * What an agent's keys have in common, whoever asks: without the ids themselves, so that a list of the keys tells nobody who works here.
 *
 * @param agent the upstream and the user id
 */
export function agentName(agent: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(agent)).digest('base64url').slice(0, 27);
}
