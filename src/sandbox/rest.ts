import type { Delivery } from './operation.ts';
import type { SandboxUser } from './world.ts';

/** A request after login and CSRF check; `path` is what follows `/api/v2`. */
export interface RestRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly user: SandboxUser;
}

export type Envelope = Readonly<Record<string, unknown>> & { readonly statusCode: number };

export interface RestAnswer {
  readonly envelope: Envelope;
  /** Published after the answer is written. */
  readonly deliveries?: readonly Delivery[];
  readonly endsHttpSession?: boolean;
}
