import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUpstreamMeter } from '../../src/meters/upstream-meter.ts';
import { createConnection } from '../../src/upstream/connection.ts';
import { createGate } from '../../src/upstream/gate.ts';
import { receiveNotifications } from '../../src/upstream/notifications.ts';
import { cometdBayeux } from './bayeux-side.ts';
import { basic, recordingLog } from './gateway.ts';

/** An upstream with the sandbox's REST and CometD's own Bayeux server. */
export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Stands before a sandbox: passes REST on as it is, and serves `/notifications` by `cometd-nodejs-server`, to which it delivers what
 * the sandbox tells each user.
 *
 * @param users user names and passwords of the sandbox
 */
export async function createRelay(
  sandboxUrl: string,
  users: readonly { readonly userName: string; readonly password: string }[],
): Promise<Relay> {
  const side = cometdBayeux();
  const stop = new AbortController();
  const following = users.map(async ({ userName, password }) => {
    const connection = createConnection({
      base: sandboxUrl,
      credentials: { headers: { authorization: basic(userName, password) }, cookies: [] },
      connections: 4,
      timeout: 5000,
      maxResponseBytes: 10_000_000,
    });
    const signals = receiveNotifications({
      connection,
      path: '/notifications',
      channels: ['/v2/me/*'],
      signal: stop.signal,
      checkLogin: () => Promise.resolve(),
      gate: createGate(4),
      meter: createUpstreamMeter(),
      log: recordingLog(),
      random: Math.random,
      backoff: { first: 50, longest: 500 },
    });
    for await (const signal of signals) if (signal.kind === 'delivery') side.deliver(userName, signal.data);
    await connection.close();
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/api/v2/notifications') === true) {
      const login = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
      side.handle(login.split(':')[0] ?? '', request, response);
      return;
    }
    const { origin } = new URL(sandboxUrl);
    const passed = forward(
      `${origin}${request.url ?? ''}`,
      { method: request.method, headers: request.headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    request.pipe(passed);
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    async close() {
      stop.abort();
      await Promise.all(following);
      side.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
