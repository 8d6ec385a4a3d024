import type { IncomingHttpHeaders } from 'node:http';
import type { onRequestHookHandler } from 'fastify';

/**
 * What lets pages of other origins read an answer. Cookies go with named origins only: browsers do not take them with `*`.
 * WebSockets need none of this: browsers ask nobody for leave, and credentials come with `connection_init`.
 */
export function corsHeaders(
  origins: readonly string[],
  { origin }: IncomingHttpHeaders,
): readonly (readonly [name: string, value: string])[] {
  if (origins.length === 0) return [];
  const everyone = origins.includes('*');
  if (origin === undefined || !(everyone || origins.includes(origin))) return [['vary', 'Origin']];
  return [
    ['vary', 'Origin'],
    ['access-control-allow-origin', everyone ? '*' : origin],
    ...(everyone ? [] : [['access-control-allow-credentials', 'true'] as const]),
  ];
}

/** The same for Fastify's routes, and the answer to browsers that ask for leave first. */
export function corsOf(origins: readonly string[]): onRequestHookHandler {
  return (request, reply, done) => {
    const headers = corsHeaders(origins, request.headers);
    for (const [name, value] of headers) void reply.header(name, value);
    if (headers.length > 1 && request.method === 'OPTIONS') {
      // Which headers go upstream is decided elsewhere, so a page may send any.
      const wanted = request.headers['access-control-request-headers'];
      if (wanted !== undefined) void reply.header('access-control-allow-headers', wanted);
      void reply.header('access-control-allow-methods', 'GET, POST').header('access-control-max-age', '600');
    }
    done();
  };
}
