import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../log.ts';

/** What the protocol's core is given of a socket. */
export interface SocketOrigin {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

export interface SocketRules {
  /** Milliseconds between pings; a socket that has not answered one by the next is cut. */
  readonly ping: number;
  /** Most bytes kept for a client that sends and does not read. */
  readonly mostUnread: number;
  readonly log: Log;
}

/**
 * Ties an opened socket to the protocol's core. The binding that comes with graphql-ws is not used: it writes to the console,
 * and answers clients for as long as they send, whether or not they read.
 */
export function serveSocket<Extra>(
  server: Server<Extra>,
  { socket, request }: SocketOrigin,
  extra: (origin: SocketOrigin) => Extra,
  { ping, mostUnread, log }: SocketRules,
): void {
  /** True when the client may not send more before it reads. */
  function cutIfUnread(): boolean {
    if (socket.bufferedAmount <= mostUnread) return false;
    // What has arrived of a socket already cut is not told again.
    if (socket.readyState !== socket.OPEN) return true;
    log.warn({ bytes: socket.bufferedAmount }, 'a socket was cut: its client sends and does not read');
    socket.terminate();
    return true;
  }

  // A frame that is none, or too large: ws has closed the socket with the code for it.
  socket.on('error', (error) => {
    log.debug({ err: error }, 'a socket failed');
  });
  socket.on('ping', cutIfUnread);
  const stopPings = keepAlive(socket, ping);

  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => {
        socket.close(code, reason);
      },
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          if (cutIfUnread()) return;
          take(data.toString()).catch((error: unknown) => {
            log.warn({ err: error }, 'a socket message could not be handled');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra({ socket, request }),
  );

  socket.once('close', (code, reason) => {
    stopPings();
    closed(code, reason.toString()).catch((error: unknown) => {
      log.warn({ err: error }, 'a socket did not end cleanly');
    });
  });
}

/** Settles when the data is on its way; a client that is gone needs none. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) {
      resolve();
      return;
    }
    socket.send(data, (error) => {
      if (error instanceof Error && socket.readyState === socket.OPEN) reject(error);
      else resolve();
    });
  });
}

function keepAlive(socket: WebSocket, every: number): () => void {
  let awaiting = false;
  const timer = setInterval(() => {
    if (awaiting) {
      socket.terminate();
    } else if (socket.readyState === socket.OPEN) {
      awaiting = true;
      socket.ping();
    }
  }, every);
  socket.on('pong', () => {
    awaiting = false;
  });
  return () => {
    clearInterval(timer);
  };
}
