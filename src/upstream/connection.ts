import type { buildConnector } from 'undici';
import { GatewayError, isGatewayError } from '../errors.ts';
import { acceptEncoding, BodyError } from './body.ts';
import type { Circuit } from './circuit.ts';
import { createCookies } from './cookies.ts';
import { createCsrf, isCsrfRefusal } from './csrf.ts';
import { pause } from './deadline.ts';
import { deniesLogin, isNobodyThere } from './envelope.ts';
import { exchange, type UpstreamReply } from './exchange.ts';
import { isUpstreamsFault } from './failure.ts';
import { createSockets } from './sockets.ts';

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
  /** What all callers know of the upstream; nobody where absent. */
  readonly circuit?: Pick<Circuit, 'admit' | 'answered' | 'failed'> | undefined;
  /** In [0, 1); for jitter. */
  readonly random?: (() => number) | undefined;
}

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query below the base, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** Replaces the connection's timeout, in milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
  /** Sent besides what all requests have, names and values in turn; not where the caller's own headers have the name. */
  readonly headers?: readonly string[];
}

/** A GET. */
export type UpstreamRead = Pick<UpstreamRequest, 'path' | 'signal' | 'headers'>;

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
   * Sends a GET, and once more within the same time if nothing comes of it: a server may close a connection in the moment in
   * which it is used, and a balancer may know another server.
   *
   * @throws what `send` throws
   */
  read(request: UpstreamRead): Promise<UpstreamReply>;
  /**
   * Goes on with other credentials of the same caller, and in an HTTP session that they open; what was refused to the old ones
   * meanwhile is sent with the new ones.
   */
  renew(credentials: Credentials): void;
  /** Milliseconds since its last answer, whatever that was; Infinity before the first. */
  sinceAnswer(): number;
  close(): Promise<void>;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { origin, hostname, pathname } = new URL(options.base);
  const prefix = pathname.replace(/\/$/, '');
  const sockets = createSockets({ origin, most: options.connections, connect: options.connect });
  const cookies = createCookies(hostname, options.credentials.cookies);
  const csrf = createCsrf(Object.keys(options.credentials.headers));
  let { credentials } = options;
  /** Headers of every request, as undici takes them: names and values in turn. */
  let always = headersOf(credentials);
  let lastAnswer = -Infinity;
  let closed: Promise<void> | undefined;

  function answered({ status, headers, text }: UpstreamReply, target: string, used: Credentials): void {
    lastAnswer = performance.now();
    const setCookie = headers['set-cookie'];
    if (setCookie !== undefined) cookies.store(target, [setCookie].flat(), used !== credentials);
    // The token belongs to the session that the login opened.
    if (used === credentials) csrf.observe(headers);
    if (isNobodyThere({ status, text })) options.circuit?.failed();
    else options.circuit?.answered();
  }

  function failed(error: Error): void {
    // An answer that cannot be used is one.
    if (error instanceof BodyError) options.circuit?.answered();
    else if (isUpstreamsFault(error)) options.circuit?.failed();
  }

  /** @param deadline on the clock of `performance.now()` */
  function attempt(
    { method, path, body, signal, headers: more = [] }: UpstreamRequest,
    deadline: number,
  ): Promise<UpstreamReply> {
    if (closed !== undefined) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The connection was closed.');
    options.circuit?.admit();
    const target = prefix + path;
    const used = credentials;
    const cookie = cookies.header(target);
    const headers = always.slice();
    if (cookie !== '') headers.push('cookie', cookie);
    if (method === 'POST') headers.push('content-type', 'application/json', ...csrf.header());
    for (let at = 0; at + 1 < more.length; at += 2) {
      const [name = '', value = ''] = more.slice(at, at + 2);
      if (!(name in used.headers)) headers.push(name, value);
    }
    return exchange(
      sockets,
      { method, path: target, headers, body: body === undefined ? null : JSON.stringify(body) },
      {
        within: deadline - performance.now(),
        signal,
        maxBytes: options.maxResponseBytes,
        onAnswer: (reply) => {
          answered(reply, target, used);
        },
        onFailure: failed,
      },
    );
  }

  async function send(request: UpstreamRequest): Promise<UpstreamReply> {
    const deadline = performance.now() + (request.timeout ?? options.timeout);
    const used = credentials;
    let reply = await attempt(request, deadline);
    if (used !== credentials && deniesLogin(reply)) reply = await attempt(request, deadline);
    if (request.method === 'GET' || !isCsrfRefusal(reply.status, reply.text)) return reply;
    // Any GET brings a fresh pair; whether it succeeds is for the second attempt to find out.
    await attempt({ method: 'GET', path: '/me', signal: request.signal }, deadline);
    return attempt(request, deadline);
  }

  return {
    base: options.base,
    send,
    async read(read) {
      const deadline = performance.now() + options.timeout;
      const { signal } = read;
      const request = { ...read, method: 'GET' } as const;
      const first = send(request);
      if (!(await isPassing(first))) return first;
      await pause(retryAfter * (0.5 + (options.random ?? Math.random)()), signal ?? new AbortController().signal);
      const timeout = deadline - performance.now();
      return timeout <= 0 || signal?.aborted === true ? first : send({ ...request, timeout });
    },
    renew(next) {
      credentials = next;
      always = headersOf(next);
      cookies.renew(next.cookies);
    },
    sinceAnswer: () => performance.now() - lastAnswer,
    close() {
      closed ??= sockets.destroy();
      return closed;
    },
  };
}

/** Milliseconds before a read is sent once more, a half less or more. */
const retryAfter = 100;

/** Whether a second try may fare better. Not where the time is over, and not where nothing was sent because nobody would answer. */
async function isPassing(sending: Promise<UpstreamReply>): Promise<boolean> {
  try {
    return isNobodyThere(await sending);
  } catch (error) {
    return isGatewayError(error, 'UPSTREAM_UNAVAILABLE') && isUpstreamsFault(error.cause);
  }
}

function headersOf(credentials: Credentials): readonly string[] {
  const own = { accept: 'application/json', 'accept-encoding': acceptEncoding, ...credentials.headers };
  return Object.entries(own).flat();
}
