import { Pool, type buildConnector } from 'undici';
import { GatewayError } from '../errors.ts';
import { acceptEncoding, BodyError, readText } from './body.ts';
import { createCookies } from './cookies.ts';
import { createCsrf, isCsrfRefusal, type Headers } from './csrf.ts';
import { withDeadline, type WaitEnd } from './deadline.ts';
import { deniesLogin } from './envelope.ts';

/** What a caller brings and we pass on, unchanged. */
export interface Credentials {
  /** `Authorization` and the headers the operator lists, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` of the cookies the operator lists. */
  readonly cookies: readonly string[];
}

export interface ConnectionOptions {
  /** The upstream's base up to and including `/api/v2`, without a slash at its end. */
  readonly base: string;
  readonly credentials: Credentials;
  /** Most sockets. */
  readonly connections: number;
  /** Total time of one call, in milliseconds. */
  readonly timeout: number;
  /** Largest answer, in bytes after decompression. */
  readonly maxResponseBytes: number;
  /** Makes the sockets; TCP and TLS when absent. */
  readonly connect?: buildConnector.connector | undefined;
}

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query below the base, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** Replaces the connection's timeout, in milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface UpstreamReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One caller's HTTP side: sockets, cookies, CSRF token and credentials, none of it shared with another caller. */
export interface Connection {
  readonly base: string;
  /**
   * Sends once; a POST refused for its CSRF token was not carried out and is sent a second time with a new token. The timeout
   * is for all of that together.
   *
   * @throws GatewayError UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT or UPSTREAM_BAD_RESPONSE (too large, undecodable); its
   * `withoutEffect` tells whether the request certainly did not reach the upstream
   */
  send(request: UpstreamRequest): Promise<UpstreamReply>;
  /**
   * Goes on with other credentials of the same caller, and in an HTTP session that they open; what was refused to the old ones
   * meanwhile is sent with the new ones.
   */
  renew(credentials: Credentials): void;
  close(): Promise<void>;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { origin, pathname } = new URL(options.base);
  const pool = new Pool(origin, {
    connections: options.connections,
    pipelining: 1,
    // The deadline below is the only clock: these two would cut a long poll.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 65_536,
    ...(options.connect === undefined ? {} : { connect: options.connect }),
  });
  const cookies = createCookies(options.credentials.cookies);
  const csrf = createCsrf(Object.keys(options.credentials.headers));
  let { credentials } = options;
  let closed: Promise<void> | undefined;

  async function exchange(request: UpstreamRequest, signal: AbortSignal): Promise<UpstreamReply> {
    const url = options.base + request.path;
    const used = credentials;
    const cookie = cookies.header(url);
    const response = await pool.request({
      method: request.method,
      path: pathname.replace(/\/$/, '') + request.path,
      signal,
      headers: {
        accept: 'application/json',
        'accept-encoding': acceptEncoding,
        ...used.headers,
        ...(cookie === '' ? {} : { cookie }),
        ...(request.method === 'POST' ? { 'content-type': 'application/json', ...csrf.header() } : {}),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const setCookie = response.headers['set-cookie'];
    if (setCookie !== undefined) cookies.store(url, [setCookie].flat(), used !== credentials);
    // The token belongs to the session that the login opened.
    if (used === credentials) csrf.observe(response.headers);
    const text = await readText(response.body, response.headers['content-encoding'], options.maxResponseBytes);
    return { status: response.statusCode, headers: response.headers, text };
  }

  return {
    base: options.base,
    send: (request) =>
      withDeadline(request.timeout ?? options.timeout, request.signal, async (signal, ended) => {
        const attempt = async (one: UpstreamRequest): Promise<UpstreamReply> => {
          if (closed !== undefined) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The connection was closed.');
          try {
            return await unlessAborted(exchange(one, signal), signal);
          } catch (error) {
            throw upstreamFailure(error, one.method, ended());
          }
        };
        const used = credentials;
        let reply = await attempt(request);
        if (used !== credentials && deniesLogin(reply)) reply = await attempt(request);
        if (request.method === 'GET' || !isCsrfRefusal(reply.status, reply.text)) return reply;
        // Any GET brings a fresh pair; whether it succeeds is for the second attempt to find out.
        await attempt({ method: 'GET', path: '/me' });
        return attempt(request);
      }),
    renew(next) {
      credentials = next;
      cookies.renew(next.cookies);
    },
    close() {
      closed ??= pool.destroy();
      return closed;
    },
  };
}

/** Undici hears of a signal only once a request has a socket; one that waits for it is given up here, and never sent. */
async function unlessAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(new DOMException('Aborted.', 'AbortError'));
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([task, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Failures that happen before a byte of the request is on the wire. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|ERR_TLS_.*|CERT_.*|.*_CERT.*|UNABLE_TO_.*)$/;

function upstreamFailure(error: unknown, method: 'GET' | 'POST', ended: WaitEnd | null): GatewayError {
  if (error instanceof BodyError) {
    return new GatewayError('UPSTREAM_BAD_RESPONSE', error.message, { cause: error, withoutEffect: method === 'GET' });
  }
  if (ended === 'deadline') {
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

/** The code of a failed connection; several addresses tried fail as one AggregateError that carries it too. */
function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return '';
  return error.code;
}
