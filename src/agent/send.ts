import { isGatewayError } from '../errors.ts';
import type { UserError } from '../generated/schema.ts';
import { userErrorCode } from '../normalise/user-error-code.ts';
import { isNotFound, type Answer } from '../upstream/rest.ts';

/** What became of a request on its way. */
export type Sent =
  | { readonly kind: 'accepted'; readonly referenceId: number | null }
  | { readonly kind: 'refused'; readonly answer: Extract<Answer, { ok: false }> }
  /** Sent, but nobody can say whether it arrived; its effect may still show. */
  | { readonly kind: 'unknown' };

/** Sends once. @throws GatewayError when the request certainly had no effect */
export async function send(post: () => Promise<Answer>): Promise<Sent> {
  try {
    const answer = await post();
    return answer.ok ? { kind: 'accepted', referenceId: answer.referenceId } : { kind: 'refused', answer };
  } catch (error) {
    if (isGatewayError(error) && !error.withoutEffect) return { kind: 'unknown' };
    throw error;
  }
}

/**
 * How much a refusal says: partial success (7) and incomplete processing (9) leave open what was done; an internal error (4) may
 * come from a server behind that was only slow; all others say that nothing was changed (page "Return Values").
 */
export function certaintyOf({ statusCode }: Extract<Answer, { ok: false }>): 'refused' | 'unlikely' | 'open' {
  if (statusCode === 7 || statusCode === 9) return 'open';
  return statusCode === 4 ? 'unlikely' : 'refused';
}

/** A refusal by the upstream's rules, as data. */
export function upstreamError(answer: Extract<Answer, { ok: false }>): UserError {
  return {
    __typename: 'UserError',
    code: isNotFound(answer) ? 'NOT_FOUND' : userErrorCode(answer.statusCode ?? 0),
    message: answer.message,
    path: null,
    upstreamStatusCode: answer.statusCode,
  };
}
