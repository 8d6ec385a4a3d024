import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type AdmittedOptions, understand, writeJson } from './admitted.ts';
import { type Answer, createAnswer, textType } from './answer.ts';
import { runExchange } from './faults/run-exchange.ts';
import type { Faults } from './faults/faults.ts';
import { readBody } from './http-body.ts';
import type { Authenticated, HttpSession, Login } from './login.ts';
import { sameSecret } from './login.ts';
import { codes, httpStatus, isRefusal, refuse } from './refusal.ts';

/** A request as it came, for tests that look over the shoulder. Contains credentials. */
export interface SeenRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpOptions extends Omit<AdmittedOptions, 'endHttpSession'> {
  readonly login: Login;
  readonly faults: Faults;
  readonly onRequest: ((request: SeenRequest) => void) | undefined;
}

const prefix = '/api/v2';
const version = '8.5.202.96';

/** The HTTP side: login by Basic or cookie, CSRF, the envelope, and the door to the notifications. */
export function createRequestListener(options: HttpOptions): RequestListener {
  const { login, faults, onRequest } = options;
  const admission = { ...options, endHttpSession: login.endSession };

  async function serve(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
    const body = await readBody(request);
    const { method = 'GET', url = '/', headers } = request;
    onRequest?.({ method, path: url, headers, body: body ?? '' });
    if (body === undefined) {
      answer.header('Connection', 'close');
      writeJson(answer, 413, { statusCode: codes.outOfRange, statusMessage: 'The request body is too large.' });
      return;
    }
    const parsed = URL.parse(url, 'http://sandbox');
    if (parsed === null) throw refuse(codes.notFound, 'There is no such resource.');
    const { pathname, searchParams: query } = parsed;
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
    if (path === '/diagnostics/version' && method === 'GET') {
      writeJson(answer, 200, { statusCode: 0, version });
      return;
    }
    const cookies = readCookies(headers.cookie);
    const authenticated = login.authenticate(headers.authorization, cookies.get('JSESSIONID'));
    if (authenticated === undefined) throw refuse(codes.notAuthenticated, 'Access denied');
    greet(answer, authenticated, method);
    const { session } = authenticated;
    if (method !== 'GET' && !hasToken(headers, session)) {
      answer.send(403, textType, 'Missing or invalid Csrf token');
      return;
    }
    if (path === undefined) throw refuse(codes.notFound, 'There is no such resource.');
    if (method !== 'GET' && method !== 'POST') {
      refuseMethod(answer);
      return;
    }
    const browserId = cookies.get('BAYEUX_BROWSER');
    const understood = understand({ method, path, query, body, session, browserId, response }, admission);
    runExchange(
      {
        ...understood,
        carryOut(own, advice) {
          greet(own, authenticated, method);
          try {
            understood.carryOut(own, advice);
          } catch (error) {
            answerError(own, error);
          }
        },
      },
      faults.ofExchange(understood.seen),
    );
  }

  return (request, response) => {
    const answer = createAnswer(response);
    serve(request, response, answer).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else answerError(answer, error);
    });
  };
}

/** Sets the cookie of a new HTTP session; answers to GET also say what to send with the next POST (page "CSRF protection"). */
function greet(answer: Answer, { session, isNew }: Authenticated, method: string): void {
  if (isNew) answer.header('Set-Cookie', `JSESSIONID=${session.id}; Path=/; HttpOnly`);
  if (method !== 'GET') return;
  answer.header('X-CSRF-HEADER', 'X-CSRF-TOKEN');
  answer.header('X-CSRF-TOKEN', session.csrfToken);
}

function hasToken(headers: IncomingHttpHeaders, session: HttpSession): boolean {
  const token = headers['x-csrf-token'];
  return typeof token === 'string' && sameSecret(token, session.csrfToken);
}

function readCookies(header = ''): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]));
}

function refuseMethod(answer: Answer): void {
  answer.header('Allow', 'GET, POST');
  writeJson(answer, 405, { statusCode: codes.forbidden, statusMessage: 'Only GET and POST are served.' });
}

function answerError(answer: Answer, error: unknown): void {
  const statusCode = isRefusal(error) ? error.statusCode : codes.internal;
  const statusMessage = error instanceof Error ? error.message : 'Internal error';
  writeJson(answer, httpStatus(statusCode), { statusCode, statusMessage });
}
