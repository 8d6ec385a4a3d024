import type { ServerResponse } from 'node:http';
import { createAnswer, type Headers, jsonType, textType, writeHeaders, writePlainly } from '../answer.ts';

/** Answers that no upstream in good health gives. Timers run in real time, and end with the socket. */

/** Pieces of a body that trickles, at most. */
const mostPieces = 20;

const firewallPage =
  '<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>Request blocked. Incident 0-0000.</p></body></html>';

/** At once when there is nothing to wait for. */
export function later(milliseconds: number | undefined, run: () => void): void {
  if (milliseconds === undefined || milliseconds === 0) run();
  else setTimeout(run, milliseconds).unref();
}

/** As when the process behind is killed: the client sees ECONNRESET where the connection has such a thing. */
export function reset(response: ServerResponse): void {
  const socket: { resetAndDestroy?: () => unknown; destroy: () => unknown } = response.req.socket;
  if (socket.resetAndDestroy === undefined) socket.destroy();
  else socket.resetAndDestroy();
}

export function cutAfter(response: ServerResponse, milliseconds: number): void {
  later(milliseconds, () => {
    response.req.socket.destroy();
  });
}

/** Content-Length tells of the whole body; half of it comes. */
export function writeHalf(response: ServerResponse, status: number, headers: Headers, body: string): void {
  const bytes = Buffer.from(body);
  writeHeaders(response, status, [...headers, ['Content-Length', String(Math.max(1, bytes.length))]]);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    response.destroy();
  });
}

export function writePieces(response: ServerResponse, status: number, headers: Headers, body: string, over: number) {
  const bytes = Buffer.from(body);
  const size = Math.max(1, Math.ceil(bytes.length / mostPieces));
  const pieces = Math.ceil(bytes.length / size);
  function next(piece: number): void {
    if (response.destroyed) return;
    if (piece >= pieces) {
      response.end();
      return;
    }
    response.write(bytes.subarray(piece * size, (piece + 1) * size));
    setTimeout(next, over / Math.max(1, pieces), piece + 1).unref();
  }
  writeHeaders(response, status, headers);
  response.flushHeaders();
  next(0);
}

export function writeLate(response: ServerResponse, status: number, headers: Headers, body: string, after: number) {
  later(after, () => {
    if (!response.destroyed) writePlainly(response, status, headers, body);
  });
}

/** What somebody between client and upstream makes up: none of the upstream's headers goes along. */
export function madeUp(response: ServerResponse, status: number, body: unknown): void {
  if (typeof body === 'string') createAnswer(response).send(status, textType, body);
  else createAnswer(response).send(status, jsonType, JSON.stringify(body));
}

export function garbage(response: ServerResponse): void {
  createAnswer(response).send(200, jsonType, '{"statusCode":0,"user":{"id":\u0000 ...');
}

export function htmlPage(response: ServerResponse, status: number): void {
  const page = `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body><h1>HTTP ERROR ${status}</h1></body></html>`;
  createAnswer(response).send(status, 'text/html;charset=UTF-8', page);
}

export function unauthorized(response: ServerResponse): void {
  const answer = createAnswer(response);
  answer.header('WWW-Authenticate', 'Basic realm="Web Services"');
  answer.send(401, null, '');
}

export function forbidden(response: ServerResponse, body: 'envelope' | 'empty' | 'page'): void {
  switch (body) {
    case 'envelope':
      madeUp(response, 403, { statusCode: 20, statusMessage: 'Access denied' });
      break;
    case 'empty':
      createAnswer(response).send(403, null, '');
      break;
    case 'page':
      createAnswer(response).send(403, 'text/html;charset=UTF-8', firewallPage);
      break;
  }
}
