import { CombinedGraphQLErrors } from '@apollo/client';

/** Why a login did not work, for the one who tried. */
export function loginFailure(error: unknown): string {
  if (!CombinedGraphQLErrors.is(error)) return 'The gateway does not answer. Is it running?';
  const [first] = error.errors;
  if (first?.extensions?.['code'] === 'UNAUTHENTICATED') return 'User name or password is wrong.';
  return first?.message ?? error.message;
}
