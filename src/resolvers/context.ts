import type { Link } from '../agent/link.ts';

/** What a resolver gets besides its arguments. */
export interface Context {
  /** The caller's link. @throws GatewayError UNAUTHENTICATED when the request carries no usable credential */
  readonly link: () => Link;
}
