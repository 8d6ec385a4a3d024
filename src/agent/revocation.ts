import { isGatewayError, type GatewayError } from '../errors.ts';
import type { Answer, Rest } from '../upstream/rest.ts';

/** The end of a caller's credentials: once the upstream refuses them, nothing known under them is shown again. */
export interface Revocation {
  /** The refusal; null while the credentials are good. */
  error(): GatewayError | null;
  revoke(error: GatewayError): void;
  /** Something that they were needed for was done with them. */
  isProven(): boolean;
  prove(): void;
  /** Calls the listener once, at once if it is past; gives what takes it off the list. */
  onRevoked(listener: () => void): () => void;
  /** The same calls; any that is refused for the credentials revokes them, and what breaks off after that says so too. */
  watch(calls: Rest): Rest;
}

export function createRevocation(): Revocation {
  return new OneRevocation();
}

/** A class, and the one below: every caller has them. */
class OneRevocation implements Revocation {
  #listeners: Set<() => void> | null = null;
  #refusal: GatewayError | null = null;
  #isProven = false;

  isProven(): boolean {
    return this.#isProven;
  }

  prove(): void {
    this.#isProven = true;
  }

  error(): GatewayError | null {
    return this.#refusal;
  }

  revoke(error: GatewayError): void {
    if (this.#refusal !== null) return;
    this.#refusal = error;
    const told = this.#listeners ?? [];
    this.#listeners = null;
    for (const listener of told) listener();
  }

  onRevoked(listener: () => void): () => void {
    if (this.#refusal !== null) {
      listener();
      return () => undefined;
    }
    // A function of its own: the same listener may be given twice.
    const own = (): void => {
      listener();
    };
    (this.#listeners ??= new Set()).add(own);
    return () => this.#listeners?.delete(own);
  }

  watch(calls: Rest): Rest {
    return new WatchedCalls(calls, this);
  }
}

class WatchedCalls implements Rest {
  readonly #calls: Rest;
  readonly #revocation: Revocation;

  constructor(calls: Rest, revocation: Revocation) {
    this.#calls = calls;
    this.#revocation = revocation;
  }

  get(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.#watched(this.#calls.get(path, signal));
  }

  post(path: string, body: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Answer> {
    return this.#watched(this.#calls.post(path, body, signal));
  }

  async #watched(call: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await call;
      if (answer.ok) this.#revocation.prove();
      return answer;
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) this.#revocation.revoke(error);
      // A request that may have arrived stays one of which nobody can tell, whatever ended it.
      throw isGatewayError(error) && !error.withoutEffect ? error : (this.#revocation.error() ?? error);
    }
  }
}
