import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Listens on a free port, with room for many who come at once. @param end what is to be ended before */
export async function listen(
  server: Server & { readonly closeAllConnections?: () => void },
  end: () => unknown = () => undefined,
): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await end();
      server.closeAllConnections?.();
      server.close();
    },
  };
}
