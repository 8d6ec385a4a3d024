import { GraphQLError } from 'graphql';
import { paceOf } from '../agent/token-bucket.ts';
import { rateLimited } from '../errors.ts';
import { httpStatus, retryHeaders } from './error-format.ts';

/** Asked for leave to read a document that is not known. Null where it is given; else why not. */
export type AdmitNew = (text: string) => GraphQLError | null;

/**
 * To read and validate a document takes a thousand times as long as to find it again, and whoever sends one need not be anybody. So
 * there is a rate for those that are not known, for all together; those that are known go on being run.
 *
 * @param perSecond characters; 0 for as many as there are
 */
export function createAdmitNew(perSecond: number): AdmitNew {
  const pace = paceOf(perSecond);
  if (pace === null) return () => null;
  return ({ length }) => {
    const now = performance.now();
    if (pace.take(now, length)) return null;
    const originalError = rateLimited(
      `The gateway reads ${perSecond} characters a second of documents that it does not know.`,
      pace.retryAfter(now, length),
    );
    const http: unknown = { status: httpStatus(originalError), headers: new Map(retryHeaders(originalError)) };
    const extensions: Readonly<Record<string, unknown>> = { http };
    return new GraphQLError(originalError.message, { originalError, extensions });
  };
}
