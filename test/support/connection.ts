import { onTestFinished } from 'vitest';
import { GatewayError, type ErrorCode } from '../../src/errors.ts';
import { createConnection, type Connection, type ConnectionOptions } from '../../src/upstream/connection.ts';

/** A connection that ends with the test. */
export function connect(base: string, options: Partial<ConnectionOptions> = {}): Connection {
  const connection = createConnection({
    base,
    credentials: { headers: {}, cookies: [] },
    connections: 4,
    timeout: 10_000,
    maxResponseBytes: 1_000_000,
    ...options,
  });
  onTestFinished(() => connection.close());
  return connection;
}

/** The GatewayError that a promise fails with; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error: unknown = await promise.then(
    () => new Error('It succeeded.'),
    (reason: unknown) => reason,
  );
  if (error instanceof GatewayError) return error;
  throw error;
}

/** What matters of a failure to those who decide by it. */
export async function failed(promise: Promise<unknown>): Promise<readonly [ErrorCode, boolean]> {
  const { code, withoutEffect } = await failure(promise);
  return [code, withoutEffect];
}
