import { GraphQLError } from 'graphql';
import { TokenBucket } from '../agent/token-bucket.ts';
import { rateLimited } from '../errors.ts';

/** Asked for leave to read a document that is not known. Null where it is given; else why not. */
export type AdmitNew = (text: string) => GraphQLError | null;

/** Seconds whose characters may come at once: after a start nobody's documents are known. */
const burst = 5;

/**
 * To read and validate a document takes a thousand times as long as to find it again, and whoever sends one need not be anybody. So
 * there is a rate for those that are not known, for all together; those that are known go on being run.
 *
 * @param perSecond characters; 0 for as many as there are
 */
export function createAdmitNew(perSecond: number): AdmitNew {
  if (perSecond === 0) return () => null;
  const pace = new TokenBucket(perSecond, burst * perSecond, performance.now());
  return ({ length }) => {
    const now = performance.now();
    if (pace.take(now, length)) return null;
    const retryAfter = pace.retryAfter(now, length);
    const originalError = rateLimited(
      `The gateway reads ${perSecond} characters a second of documents that it does not know.`,
      retryAfter,
    );
    const http: unknown = { status: 429, headers: new Map([['retry-after', String(retryAfter)]]) };
    const extensions: Readonly<Record<string, unknown>> = { http };
    return new GraphQLError(originalError.message, { originalError, extensions });
  };
}
