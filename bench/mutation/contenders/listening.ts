import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a port of its own. */
export function listening(server: Server): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((closed) => {
            server.close(closed);
            server.closeAllConnections();
          }),
      });
    });
  });
}
