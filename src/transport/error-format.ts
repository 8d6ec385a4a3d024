import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCode, GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Counts } from '../meters/counts.ts';
import type { Trail } from '../observing/trail.ts';

/**
 * Turns any error into what a client may see; the same for every door.
 *
 * @param trail of the operation that failed, where there is one
 */
export type ErrorFormat = (error: unknown, trail?: Trail) => GraphQLFormattedError;

/** graphql-js ends a message with it, where it knows a name like the one that it does not know. */
const suggestion = / ?Did you mean [^?]+\?$/;

/**
 * Faults of ours are masked: the client gets a request id, the log gets the same id and the fault. Without suggestions,
 * nobody learns the schema's names by guessing at them.
 */
export function createErrorFormat(log: Log, suggestions = true, shown?: Pick<Counts<string>, 'add'>): ErrorFormat {
  const counted = (code: string): string => {
    shown?.add(code);
    return code;
  };
  return (error, trail) => {
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    const root = rootOf(error);
    if (root instanceof GatewayError) {
      return { message: root.message, ...place, extensions: { ...root.details, code: counted(root.code) } };
    }
    if (root instanceof GraphQLError) {
      const message = suggestions ? root.message : root.message.replace(suggestion, '');
      return { message, ...place, extensions: { code: counted(codeOf(root)) } };
    }
    const requestId = trail?.requestId() ?? randomUUID();
    log.error({ err: root, requestId }, 'internal error');
    return {
      message: 'Internal server error',
      ...place,
      extensions: { code: counted('INTERNAL_SERVER_ERROR'), requestId },
    };
  };
}

/** The code in what a client is shown of an error. */
export function shownCode(error: unknown): string {
  const root = rootOf(error);
  return root instanceof GraphQLError ? codeOf(root) : errorCode(root);
}

/** The status of a request that fails with it before anything of an answer is sent. */
export function httpStatus({ code }: GatewayError): number {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'RATE_LIMITED':
      return 429;
    case 'OVERLOADED':
    case 'SHUTTING_DOWN':
    case 'UPSTREAM_UNAVAILABLE':
      return 503;
    case 'UPSTREAM_TIMEOUT':
      return 504;
    case 'UPSTREAM_BAD_RESPONSE':
      return 502;
    case 'UPSTREAM_REFUSED':
    case 'BAD_USER_INPUT':
      return 400;
  }
}

/** Headers of the answer that go with the status: when it may go better. */
export function retryHeaders({ details: { retryAfter } }: GatewayError): readonly (readonly [string, string])[] {
  return typeof retryAfter === 'number' ? [['retry-after', String(retryAfter)]] : [];
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
}

/** What an error says at bottom: what was thrown, or an error of GraphQL's own with all that it says. */
export function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError !== undefined) root = root.originalError;
  // GraphQL's own errors say more from layer to layer outwards, for example which variable it was.
  return root instanceof GraphQLError ? error : root;
}

/** graphql-js gives its own errors no code; the only ones without a code that get here are about variables and arguments. */
function codeOf({ extensions }: GraphQLError): string {
  return typeof extensions['code'] === 'string' ? extensions['code'] : 'BAD_USER_INPUT';
}
