import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { BayeuxServer } from './bayeux.ts';
import type { Faults, FaultyAnswer } from './faults.ts';
import { readBody } from './http-body.ts';
import type { Authenticated, HttpSession, Login } from './login.ts';
import { sameSecret } from './login.ts';
import type { Delivery, Scene } from './operation.ts';
import { isRecord, type Parameters } from './parameters.ts';
import { codes, httpStatus, isRefusal, refuse } from './refusal.ts';
import type { Envelope, RestRequest } from './rest.ts';
import { get, post } from './routes.ts';

/** A request as it came, for tests that look over the shoulder. Contains credentials. */
export interface SeenRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpOptions {
  readonly scene: Scene;
  readonly login: Login;
  readonly bayeux: BayeuxServer;
  readonly faults: Faults;
  /** Called after the answer to an operation is written, in order. */
  readonly settle: (deliveries: readonly Delivery[]) => void;
  readonly onRequest: ((request: SeenRequest) => void) | undefined;
}

const prefix = '/api/v2';
const version = '8.5.202.96';

/** The HTTP side: login by Basic or cookie, CSRF, the envelope, and the door to the notifications. */
export function createRequestListener(options: HttpOptions): RequestListener {
  const { scene, login, bayeux, faults, settle, onRequest } = options;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { method = 'GET', url = '/', headers } = request;
    onRequest?.({ method, path: url, headers, body: body ?? '' });
    if (body === undefined) {
      response.setHeader('Connection', 'close');
      const envelope = { statusCode: codes.outOfRange, statusMessage: 'The request body is too large.' };
      writeJson(response, 413, envelope);
      return;
    }
    const parsed = URL.parse(url, 'http://sandbox');
    if (parsed === null) throw refuse(codes.notFound, 'There is no such resource.');
    const { pathname, searchParams } = parsed;
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
    if (path === '/diagnostics/version' && method === 'GET') {
      writeJson(response, 200, { statusCode: 0, version });
      return;
    }
    const cookies = readCookies(headers.cookie);
    const authenticated = login.authenticate(headers.authorization, cookies.get('JSESSIONID'));
    if (authenticated === undefined) throw refuse(codes.notAuthenticated, 'Access denied');
    greet(response, authenticated, method);
    const { session } = authenticated;
    if (method !== 'GET' && !hasToken(headers, session)) {
      response.writeHead(403, { 'Content-Type': 'text/plain;charset=UTF-8' }).end('Missing or invalid Csrf token');
      return;
    }
    if (path === undefined) throw refuse(codes.notFound, 'There is no such resource.');
    const rest = { path, query: searchParams, user: session.user };
    if (method === 'GET') writeJson(response, 200, get(scene, rest));
    else if (method !== 'POST') refuseMethod(response);
    else if (/^\/notifications(?:\/(?:handshake|connect|disconnect)?)?$/.test(path)) {
      bayeux.handle({ userId: session.user.id, body, browserId: cookies.get('BAYEUX_BROWSER'), response });
    } else serveOperation(response, session, rest, readParameters(body));
  }

  function serveOperation(
    response: ServerResponse,
    session: HttpSession,
    rest: RestRequest,
    parameters: Parameters,
  ): void {
    const fault = faults.take(parameters['operationName']);
    if (fault !== undefined) {
      writeFault(response, fault);
      return;
    }
    const { envelope, deliveries = [], endsHttpSession = false } = post(scene, rest, parameters);
    if (endsHttpSession) login.endSession(session.id);
    writeJson(response, 200, envelope);
    settle(deliveries);
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      answerError(response, error);
    });
  };
}

/** Sets the cookie of a new HTTP session; answers to GET also say what to send with the next POST (page "CSRF protection"). */
function greet(response: ServerResponse, { session, isNew }: Authenticated, method: string): void {
  if (isNew) response.appendHeader('Set-Cookie', `JSESSIONID=${session.id}; Path=/; HttpOnly`);
  if (method !== 'GET') return;
  response.setHeader('X-CSRF-HEADER', 'X-CSRF-TOKEN');
  response.setHeader('X-CSRF-TOKEN', session.csrfToken);
}

function hasToken(headers: IncomingHttpHeaders, session: HttpSession): boolean {
  const token = headers['x-csrf-token'];
  return typeof token === 'string' && sameSecret(token, session.csrfToken);
}

function readParameters(body: string): Parameters {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw refuse(codes.parameterMissing, 'The request body is not JSON.');
  }
  if (!isRecord(parsed)) throw refuse(codes.parameterMissing, 'The request body is not a JSON object.');
  return parsed;
}

function readCookies(header = ''): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]));
}

function refuseMethod(response: ServerResponse): void {
  response.setHeader('Allow', 'GET, POST');
  writeJson(response, 405, { statusCode: codes.forbidden, statusMessage: 'Only GET and POST are served.' });
}

function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const statusCode = isRefusal(error) ? error.statusCode : codes.internal;
  const statusMessage = error instanceof Error ? error.message : 'Internal error';
  writeJson(response, httpStatus(statusCode), { statusCode, statusMessage });
}

function writeFault(response: ServerResponse, { status, body }: FaultyAnswer): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'Content-Type': `${type};charset=UTF-8` });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function writeJson(response: ServerResponse, status: number, envelope: Envelope): void {
  response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8' });
  response.end(JSON.stringify(envelope));
}
