import { GatewayError } from '../errors.ts';
import type { UpstreamMeter } from '../meters/upstream-meter.ts';
import type { Connection } from './connection.ts';
import { isCsrfRefusal } from './csrf.ts';
import { hasNoLogin, integer, parseRecord } from './envelope.ts';
import type { UpstreamReply } from './exchange.ts';
import { metered, nameOfOperation, nameOfReading } from './metered.ts';

/** What the upstream answered: done (or accepted), or a refusal by its own rules. */
export type Answer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>>; readonly referenceId: number | null }
  | {
      readonly ok: false;
      /** The documented code; null where the answer carries none. */
      readonly statusCode: number | null;
      readonly message: string;
      readonly httpStatus: number;
      /** Of a partial success (statusCode 7): the whole answer, which tells the parts. */
      readonly body?: Readonly<Record<string, unknown>>;
    };

/** The REST operations of one caller. */
export interface Rest {
  /** @throws GatewayError of the kinds in `interpret`, or of `Connection.read` */
  get(path: string, signal?: AbortSignal): Promise<Answer>;
  /** Sends an operation at most once. */
  post(path: string, body: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Answer>;
}

/** @param meter counts the calls, where somebody wants to know */
export function createRest(connection: Pick<Connection, 'send' | 'read'>, meter?: UpstreamMeter): Rest {
  const answerTo = (name: string, call: () => Promise<UpstreamReply>): Promise<Answer> =>
    metered(meter, name, () => call().then(interpret), outcomeOf);
  return {
    get: (path, signal) => answerTo(nameOfReading(path), () => connection.read({ path, signal })),
    post: (path, body, signal) =>
      answerTo(nameOfOperation(body), () => connection.send({ method: 'POST', path, body, signal })),
  };
}

function outcomeOf({ ok }: Answer): string {
  return ok ? 'ok' : 'refused';
}

/**
 * The body decides before the HTTP status does (page "Return Values": no page ties codes to HTTP statuses).
 *
 * @throws GatewayError UNAUTHENTICATED (see `deniesLogin`), UPSTREAM_BAD_RESPONSE (no envelope, or success said with another
 * HTTP status than 2xx), UPSTREAM_UNAVAILABLE (429, 502, 503, 504 without an envelope)
 */
export function interpret(reply: UpstreamReply): Answer {
  const { status, text } = reply;
  const body = parseRecord(text);
  const statusCode = body === null ? null : integer(body['statusCode']);
  if (statusCode === 20) throw unauthenticated();
  if (body !== null && statusCode === 0 && status < 300) {
    return { ok: true, body, referenceId: integer(body['referenceId']) };
  }
  if (body !== null && statusCode !== null && statusCode !== 0) {
    return {
      ok: false,
      statusCode,
      message: words(body['statusMessage'], `Status code ${statusCode}.`),
      httpStatus: status,
      ...(statusCode === 7 ? { body } : {}),
    };
  }
  // The failure shape of 8.5.0 (page "Query Agent State").
  if (body?.['status'] === 'error') {
    return {
      ok: false,
      statusCode: null,
      message: words(body['errorDescription'], 'Unspecified error.'),
      httpStatus: status,
    };
  }
  return withoutEnvelope(status, text);
}

function withoutEnvelope(status: number, text: string): Answer {
  if (hasNoLogin(status, text)) throw unauthenticated();
  if (isCsrfRefusal(status, text)) {
    throw new GatewayError('UPSTREAM_BAD_RESPONSE', 'The upstream refused the CSRF token, and the renewed one too.');
  }
  if (status === 404) return { ok: false, statusCode: null, message: 'Not found.', httpStatus: status };
  const what = `The upstream answered HTTP ${status} without a usable envelope.`;
  if (status === 429) throw new GatewayError('UPSTREAM_UNAVAILABLE', what);
  if (status >= 502 && status <= 504) throw new GatewayError('UPSTREAM_UNAVAILABLE', what, { withoutEffect: false });
  throw new GatewayError('UPSTREAM_BAD_RESPONSE', what, { withoutEffect: status >= 300 && status < 500 });
}

/** A read that the upstream refuses by its rules. */
export function refusedRead(answer: Extract<Answer, { ok: false }>): GatewayError {
  return new GatewayError('UPSTREAM_REFUSED', answer.message, { details: { upstreamStatusCode: answer.statusCode } });
}

/** True when the upstream says that the thing asked for is not there. */
export function isNotFound(answer: Extract<Answer, { ok: false }>): boolean {
  return answer.statusCode === 6 || (answer.statusCode === null && answer.httpStatus === 404);
}

export function unauthenticated(): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'The upstream does not accept these credentials.');
}

function words(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, 1000) : otherwise;
}
