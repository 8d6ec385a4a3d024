/**
 * The gateway's own errors. Everything a client may learn about a failure is in `code`, `message` and `details`;
 * whatever is thrown and is not one of these is masked at the border.
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_BAD_RESPONSE'
  | 'UPSTREAM_REFUSED'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'SHUTTING_DOWN';

export interface GatewayErrorOptions {
  /** Kept for the log, never shown to clients. */
  readonly cause?: unknown;
  /** Shown to clients as further `extensions`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** True when the request certainly had no effect upstream. Default: true. */
  readonly withoutEffect?: boolean;
}

export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly withoutEffect: boolean;

  constructor(code: ErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.withoutEffect = options.withoutEffect ?? true;
  }
}

export function isGatewayError(error: unknown, code?: ErrorCode): error is GatewayError {
  return error instanceof GatewayError && (code === undefined || error.code === code);
}

/** The code by which an error is known outside: of a fault of ours only that it is one. */
export function errorCode(error: unknown): string {
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}

/** A value of the client's that cannot be used. `path` leads to it from the argument's name down. */
export function badUserInput(message: string, path: readonly string[]): GatewayError {
  return new GatewayError('BAD_USER_INPUT', message, { details: { argumentPath: path } });
}

/** @param retryAfter whole seconds after which it may go better */
export function rateLimited(message: string, retryAfter: number): GatewayError {
  return new GatewayError('RATE_LIMITED', message, { details: { retryAfter } });
}

/** @param retryAfter whole seconds after which it may go better */
export function overloaded(retryAfter: number): GatewayError {
  return new GatewayError('OVERLOADED', 'The gateway has too much to do just now; nothing was done.', {
    details: { retryAfter },
  });
}

export function shuttingDown(): GatewayError {
  return new GatewayError('SHUTTING_DOWN', 'The gateway is shutting down.');
}
