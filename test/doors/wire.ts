import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The network between a client and a gateway. */
export interface Wire {
  readonly url: string;
  /** Breaks every connection there is. */
  cut(): void;
}

export async function wireTo(url: string): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const gateway = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
    for (const [socket, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    cut();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut };
}
