import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

/** An answer on its way back. */
export interface Passing {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Method and path below `/api/v2`, as in `GET /me`. */
type Alter = (line: string, passing: Passing, asked: { readonly body: string }) => Partial<Passing> | undefined;

export function without(headers: IncomingHttpHeaders, ...names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** Stands before an upstream as proxies do, and changes what comes back. Gives its base. */
export async function startFront(upstream: string, alter: Alter): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const asked = { body: await text(request) };
      const outgoing = forward(new URL(request.url ?? '/', upstream), {
        method: request.method,
        headers: request.headers,
      });
      // Who leaves a poll leaves it upstream too.
      response.once('close', () => outgoing.destroy());
      outgoing.on('error', () => response.destroy());
      outgoing.once('response', (incoming) => {
        void text(incoming).then((body) => {
          const headers = without(incoming.headers, 'content-length', 'transfer-encoding');
          const passing = { status: incoming.statusCode ?? 500, headers, body };
          const line = `${request.method ?? ''} ${request.url?.replace('/api/v2', '') ?? ''}`;
          const altered = { ...passing, ...alter(line, passing, asked) };
          // A Date that is taken away is not put back.
          response.sendDate = false;
          response.writeHead(altered.status, altered.headers);
          response.end(altered.body);
        });
      });
      outgoing.end(asked.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}

/** Stands before an upstream and ends TLS there. Gives its base. */
export async function startTls(
  upstream: string,
  terms: { readonly key: Buffer; readonly cert: Buffer },
): Promise<string> {
  const server = createTlsServer(terms, (socket) => {
    const beyond = connect(Number(new URL(upstream).port), '127.0.0.1');
    socket.on('error', () => beyond.destroy()).pipe(beyond);
    beyond.on('error', () => socket.destroy()).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}
