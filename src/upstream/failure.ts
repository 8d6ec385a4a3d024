import { GatewayError } from '../errors.ts';
import { BodyError } from './body.ts';
import type { WaitEnd } from './deadline.ts';

/** The exchange was given up. */
export class ExchangeEnded extends Error {
  override readonly name = 'ExchangeEnded';
  readonly end: WaitEnd;

  constructor(end: WaitEnd) {
    super(end);
    this.end = end;
  }
}

/** No file descriptor is left for a socket; the connection was closed; the request is none. */
const ofUs = /^(EMFILE|ENFILE|UND_ERR_DESTROYED|UND_ERR_CLOSED|UND_ERR_INVALID_ARG)$/;

/** Failures that happen before a byte of the request is on the wire. */
const beforeSending =
  /^(EMFILE|ENFILE|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|ERR_TLS_.*|CERT_.*|.*_CERT.*|UNABLE_TO_.*)$/;

/** What a call that got no usable answer fails with. @param error BodyError, ExchangeEnded, or what undici says of a connection */
export function upstreamFailure(error: Error, method: string): GatewayError {
  if (error instanceof BodyError) {
    return new GatewayError('UPSTREAM_BAD_RESPONSE', error.message, { cause: error, withoutEffect: method === 'GET' });
  }
  if (error instanceof ExchangeEnded && error.end === 'deadline') {
    return new GatewayError('UPSTREAM_TIMEOUT', 'The upstream did not answer in time.', {
      cause: error,
      withoutEffect: method === 'GET',
    });
  }
  const code = errorCode(error);
  return new GatewayError('UPSTREAM_UNAVAILABLE', `The upstream cannot be reached${code === '' ? '' : ` (${code})`}.`, {
    cause: error,
    withoutEffect: method === 'GET' || beforeSending.test(code),
  });
}

/**
 * Whether the upstream, or the way there, is to blame for an exchange without an answer: not so when it was called off, when the
 * answer came and could not be used, or when nothing could be sent from here.
 */
export function isUpstreamsFault(error: unknown): boolean {
  if (error instanceof ExchangeEnded) return error.end === 'deadline';
  return error instanceof Error && !(error instanceof BodyError) && !ofUs.test(errorCode(error));
}

/** The code of a failed connection; several addresses tried fail as one AggregateError that carries it too. */
function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return '';
  return error.code;
}
