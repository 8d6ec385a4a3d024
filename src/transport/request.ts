import type { FastifyRequest } from 'fastify';

/** The document that a request asks for: by its text, by an id, or by neither. */
export interface AskedDocument {
  readonly text: string | null;
  /** Without a text: what it is known by. With one: only the hash of Apollo's protocol, to be known by from now on. */
  readonly id: string | null;
  /** Whether the id comes as in Apollo's protocol of automatic persisted queries; `unsupported`: in another version of it. */
  readonly automatic: 'no' | 'yes' | 'unsupported';
}

/** Members of a request that say which document it asks for. */
export interface AskingMembers {
  readonly query?: unknown;
  readonly extensions?: unknown;
  readonly documentId?: unknown;
  readonly id?: unknown;
  readonly doc_id?: unknown;
}

/** What a client asks for, however it came. */
export interface OperationRequest {
  readonly asked: AskedDocument;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

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
  if (!isRecord(given)) throw new RequestError(400, nothingAsked);
  const { operationName } = given;
  const variables = inUrl ? parsed(given, 'variables') : given['variables'];
  const extensions = inUrl ? parsed(given, 'extensions') : given['extensions'];
  const asked = askedIn(given, extensions);
  if (asked.text === null && asked.id === null) throw new RequestError(400, nothingAsked);
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw new RequestError(400, '`operationName` must be a string.');
  if (!isAbsent(variables) && !isRecord(variables)) throw new RequestError(400, '`variables` must be an object.');
  return { asked, operationName, variables };
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

export const nothingAsked = 'Send a JSON object with `query`, or with the id of a persisted document.';

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(given: Readonly<Record<string, unknown>>, name: string): unknown {
  const text = given[name];
  if (typeof text !== 'string' || text === '') return null;
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    throw new RequestError(400, `\`${name}\` must be JSON.`);
  }
}

/**
 * Finds it in the members of a request, whatever brought them: a body, a query string, the payload of a WebSocket's `subscribe`. Clients name ids in several ways: `extensions.persistedQuery` (Apollo Client, urql; in the recipes of
 * graphql-ws the id itself), `documentId` (GraphQL over HTTP), `id` and `doc_id` (Relay). Where there is a text, an id beside it says
 * nothing.
 *
 * @param extensions its own, read where they are JSON in a string
 */
export function askedIn(members: AskingMembers, extensions = members.extensions): AskedDocument {
  const { query } = members;
  const text = typeof query === 'string' && query !== '' ? query : null;
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (isRecord(persisted) && typeof persisted['sha256Hash'] === 'string') {
    const version = persisted['version'] ?? 1;
    return { text, id: bare(persisted['sha256Hash']), automatic: version === 1 ? 'yes' : 'unsupported' };
  }
  if (text !== null) return { text, id: null, automatic: 'no' };
  const ids = [persisted, members.documentId, members.id, members.doc_id];
  const id = ids.find((given): given is string => typeof given === 'string' && given !== '');
  return { text, id: id === undefined ? null : bare(id), automatic: 'no' };
}

const prefix = 'sha256:';

/** An id without the prefix by which GraphQL over HTTP marks a hash. */
export function bare(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}
