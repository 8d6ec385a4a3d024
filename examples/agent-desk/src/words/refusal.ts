import type { Ending } from 'gws-graphql/client';

/** Why the gateway is done with a desk. */
export type Refusal = Pick<Ending, 'code' | 'message'>;

/** `extensions.code`, closes of the WebSocket and statuses of HTTP that say: not with this login. */
const loginCodes: ReadonlySet<Refusal['code']> = new Set(['UNAUTHENTICATED', 4401, 4403, 401, 403]);

export function refusalWords({ code, message }: Refusal): string {
  if (loginCodes.has(code)) return 'Your login is no longer accepted. Log in again.';
  // With a number the message is the library's, of which people learn nothing.
  return `The gateway does not go on with this desk (${typeof code === 'string' ? message : code}). Log in again.`;
}
