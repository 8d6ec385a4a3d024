import { createServer, type Socket } from 'node:net';
import { listen } from '../harness/listen.ts';
import { createCutter, type Message } from './http.ts';

/** Somebody who may be answered, now or later: with bytes, or with text that is ASCII only. */
export type Reply = (answer: Buffer | string) => void;

/**
 * A server on a port of its own that takes HTTP/1.1 apart by itself: a third of what `node:http` costs, for the upstream must never
 * be what is measured.
 */
export function serve(
  take: (message: Message, reply: Reply) => void,
): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const reply: Reply = (answer) => {
      // Who is answered late may have left.
      if (socket.writable) socket.write(answer, 'latin1');
    };
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on(
      'data',
      createCutter((message) => {
        take(message, reply);
      }),
    );
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}
