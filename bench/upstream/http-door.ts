import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One request, as far as an upstream needs it. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string;
  readonly cookie: string;
  readonly body: string;
  readonly socket: Socket;
}

export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * HTTP/1.1 as far as clients on the same machine use it (one request at a time on a connection, bodies with a length): a third of
 * what `node:http` costs, for the upstream must never be what is measured.
 */
export async function openDoor(serve: (asked: Asked) => void): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    let pending = '';
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString('latin1');
      for (;;) {
        const end = pending.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = pending.slice(0, end);
        const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        if (pending.length < end + 4 + length) return;
        const body = pending.slice(end + 4, end + 4 + length);
        pending = pending.slice(end + 4 + length);
        const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ');
        const authorization = /^authorization: *([^\r]*)/im.exec(head)?.[1] ?? '';
        serve({ method, path, authorization, cookie: /^cookie: *([^\r]*)/im.exec(head)?.[1] ?? '', body, socket });
      }
    });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** @param body ASCII only @param headers lines, each with its CRLF */
export function answer(socket: Socket, body: string, headers = '', status = '200 OK'): void {
  if (!socket.writable) return;
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json;charset=UTF-8\r\n${headers}Content-Length: ${body.length}\r\n\r\n`;
  socket.write(head + body, 'latin1');
}
