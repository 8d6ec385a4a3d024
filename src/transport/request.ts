import type { FastifyRequest } from 'fastify';
import type { OperationRequest } from './operation.ts';

/** A request that is none of GraphQL; the HTTP door answers it with its status. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/**
 * The operation in a request: the body of a POST, the query string of a GET.
 *
 * @throws RequestError
 */
export function requestOf({ method, body, query }: FastifyRequest): OperationRequest {
  return method === 'GET' ? read(query, true) : read(body, false);
}

/** @param inUrl the variables are JSON in a string */
function read(given: unknown, inUrl: boolean): OperationRequest {
  if (!isRecord(given)) throw new RequestError(400, 'Send a JSON object with `query`.');
  const { query: document, operationName } = given;
  const variables = inUrl ? parsed(given['variables']) : given['variables'];
  if (typeof document !== 'string') throw new RequestError(400, '`query` must be a string.');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw new RequestError(400, '`operationName` must be a string.');
  if (!isAbsent(variables) && !isRecord(variables)) throw new RequestError(400, '`variables` must be an object.');
  return { query: document, operationName, variables };
}

/** The operation in a body, null where there is none. */
export function requestIn(body: unknown): OperationRequest | null {
  try {
    return read(body, false);
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return null;
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    throw new RequestError(400, '`variables` must be JSON.');
  }
}
