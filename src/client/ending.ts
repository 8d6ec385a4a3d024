/** Why a subscription ended, as client libraries tell it in their many ways. */
export interface Ending {
  /** `extensions.code` of the gateway's answer, a WebSocket close code, or an HTTP status; null for a lost connection. */
  readonly code: string | number | null;
  readonly message: string;
  /** Asking again would get the same answer, or lock an account. */
  readonly isFinal: boolean;
  /** What the library gave. */
  readonly cause: unknown;
}

/**
 * Answers that pass: the same question may be answered a moment later. Of a refused read too: a session of a snapshot may end
 * before its transcript is read, and the next snapshot is without it.
 */
const passing: ReadonlySet<string> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_REFUSED',
  'RATE_LIMITED',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'INTERNAL_SERVER_ERROR',
]);

/** Closes that say: this client is refused, or speaks wrongly (docs/streams.md). */
const finalCloses: ReadonlySet<number> = new Set([1009, 4400, 4401, 4403, 4406, 4429]);

/** Statuses of refusal that pass: timeout, a second stream on the connection, too early, too many. */
const passingStatuses: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** Depth to which causes are looked through: libraries wrap once or twice. */
const deepest = 4;

/**
 * Reads what a library calls an error: GraphQL errors in a list (graphql-ws), in `errors` (Apollo Client), `graphQLErrors` (urql)
 * or `source.errors` (Relay); a CloseEvent, or Apollo's words for one; a response of graphql-sse; an error that wraps one of these.
 */
export function readEnding(cause: unknown): Ending {
  const code = codeIn(cause, deepest);
  return { code, message: messageIn(cause), isFinal: isFinal(code), cause };
}

function isFinal(code: Ending['code']): boolean {
  if (code === null) return false;
  if (typeof code === 'string') return !passing.has(code);
  if (code < 1000) return code >= 400 && code < 500 && !passingStatuses.has(code);
  return finalCloses.has(code);
}

function codeIn(cause: unknown, depth: number): Ending['code'] {
  if (depth === 0) return null;
  if (Array.isArray(cause)) {
    const codes = cause.map((one) => codeIn(one, depth - 1));
    return codes.find(isFinal) ?? codes[0] ?? null;
  }
  if (typeof cause !== 'object' || cause === null) return null;
  const extensions = fieldOf(cause, 'extensions');
  const own = fieldOf(extensions, 'code');
  if (typeof own === 'string') return own;
  for (const name of ['errors', 'graphQLErrors', 'source', 'networkError', 'response', 'cause']) {
    const within = codeIn(fieldOf(cause, name), depth - 1);
    if (within !== null) return within;
  }
  for (const name of ['code', 'statusCode', 'status']) {
    const number = fieldOf(cause, name);
    // A lost connection may come with the 200 that it began with, and a DOMException has numbers of its own.
    if (typeof number === 'number' && number >= 400) return number;
  }
  // GraphQLWsLink keeps of a CloseEvent only its words.
  const words = /^Socket closed with event (\d{4})\b/.exec(messageIn(cause));
  return words === null ? null : Number(words[1]);
}

function messageIn(cause: unknown): string {
  const first: unknown = Array.isArray(cause) ? cause[0] : cause;
  for (const name of ['message', 'reason']) {
    const text = fieldOf(first, name);
    if (typeof text === 'string' && text !== '') return text;
  }
  return 'The connection was lost.';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
