import type { FastifyRequest } from 'fastify';
import type { Framing } from './http-streams.ts';

/** True when the client speaks Apollo's multipart subscription protocol. */
export function acceptsMultipart({ method, headers }: FastifyRequest): boolean {
  const { accept = '' } = headers;
  if (method !== 'POST' || !/multipart\/mixed/i.test(accept)) return false;
  return accept.split(',').some((type) => {
    return /^\s*multipart\/mixed\s*;/i.test(type) && /;\s*subscriptionSpec\s*=\s*"?1\.0"?\s*(?:;|$)/i.test(type);
  });
}

/** A client takes a part for whole when it sees the boundary after it, so each one brings its own. */
function part(json: string): string {
  return `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;
}

/** Apollo's multipart subscription protocol, version 1.0, as Apollo Client 4 reads it. */
export const multipart: Framing = {
  door: 'multipart',
  headers: {
    'content-type': 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  },
  opening: '\r\n--graphql',
  heartbeat: part('{}'),
  // What breaks the stream off is told beside the payload: it is about the stream, not about a result.
  frame: ({ text, isFailure }) => part(isFailure ? `{"payload":null,${text.slice(1)}` : `{"payload":${text}}`),
  closing: '--\r\n',
};
