import type { onRequestHookHandler } from 'fastify';

/**
 * Lets pages of other origins ask over HTTP. Cookies go with named origins only: browsers do not take them with `*`.
 * WebSockets need none of this: browsers ask nobody for leave, and credentials come with `connection_init`.
 */
export function corsOf(origins: readonly string[]): onRequestHookHandler {
  const everyone = origins.includes('*');
  return (request, reply, done) => {
    const { origin } = request.headers;
    if (origins.length > 0) void reply.header('vary', 'Origin');
    if (origin !== undefined && (everyone || origins.includes(origin))) {
      void reply.header('access-control-allow-origin', everyone ? '*' : origin);
      if (!everyone) void reply.header('access-control-allow-credentials', 'true');
      if (request.method === 'OPTIONS') {
        // Which headers go upstream is decided elsewhere, so a page may send any.
        const wanted = request.headers['access-control-request-headers'];
        if (wanted !== undefined) void reply.header('access-control-allow-headers', wanted);
        void reply.header('access-control-allow-methods', 'GET, POST').header('access-control-max-age', '600');
      }
    }
    done();
  };
}
