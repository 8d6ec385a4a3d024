import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections on which nothing was ever asked; browsers and HTTP clients keep some in store. To Node they are no idle ones, so a
 * server that closes would wait for them.
 *
 * @returns what cuts them, and those that come after
 */
export function spareConnections(server: Server): () => void {
  const spare = new Set<Socket>();
  let isClosing = false;
  const used = ({ socket }: IncomingMessage): void => {
    spare.delete(socket);
  };
  server.on('connection', (socket) => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    spare.add(socket);
    socket.once('close', () => spare.delete(socket));
  });
  server.on('request', used);
  server.on('upgrade', used);
  return () => {
    isClosing = true;
    for (const socket of spare) socket.destroy();
  };
}
