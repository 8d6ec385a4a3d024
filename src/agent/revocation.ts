import { isGatewayError, type GatewayError } from '../errors.ts';
import type { Rest } from '../upstream/rest.ts';

/** The end of a caller's credentials: once the upstream refuses them, nothing known under them is shown again. */
export interface Revocation {
  /** The refusal; null while the credentials are good. */
  error(): GatewayError | null;
  revoke(error: GatewayError): void;
  /** Calls the listener once, at once if it is past; gives what takes it off the list. */
  onRevoked(listener: () => void): () => void;
  /** The same calls; any that is refused for the credentials revokes them, and what breaks off after that says so too. */
  watch(calls: Rest): Rest;
}

export function createRevocation(): Revocation {
  const listeners = new Set<() => void>();
  let refusal: GatewayError | null = null;

  function revoke(error: GatewayError): void {
    if (refusal !== null) return;
    refusal = error;
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener();
  }

  async function watched<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) revoke(error);
      // A request that may have arrived stays one of which nobody can tell, whatever ended it.
      throw isGatewayError(error) && !error.withoutEffect ? error : (refusal ?? error);
    }
  }

  return {
    error: () => refusal,
    revoke,
    onRevoked(listener) {
      if (refusal !== null) {
        listener();
        return () => undefined;
      }
      // A function of its own: the same listener may be given twice.
      const own = (): void => {
        listener();
      };
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    watch: (calls) => ({
      get: (path, signal) => watched(calls.get(path, signal)),
      post: (path, body, signal) => watched(calls.post(path, body, signal)),
    }),
  };
}
