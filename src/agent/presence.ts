import { GatewayError, isGatewayError } from '../errors.ts';
import { withDeadline } from '../upstream/deadline.ts';

/** Milliseconds within which an upstream that is back answers. */
const patience = 2000;

/**
 * While the upstream is away, asks it whether it is back before anything is sent: who wants something done is answered quickly, and
 * knows that nothing was done. All who want something at a time share one question.
 *
 * @param ask anything that the upstream answers when it is there
 * @returns what gives null when nothing has to be asked; else throws GatewayError UPSTREAM_UNAVAILABLE when the upstream is not back,
 * UNAUTHENTICATED when it refuses the credentials
 */
export function createPresence(
  isAway: () => boolean,
  ask: (signal: AbortSignal) => Promise<unknown>,
): () => Promise<void> | null {
  let asking: Promise<void> | null = null;

  async function question(): Promise<void> {
    try {
      await withDeadline(patience, undefined, ask);
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) throw error;
      throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The upstream is away just now; nothing was sent.', {
        cause: error,
        details: { retryAfter: 2 },
      });
    } finally {
      asking = null;
    }
  }

  return () => (isAway() ? (asking ??= question()) : null);
}
