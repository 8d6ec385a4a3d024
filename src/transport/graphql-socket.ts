import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { paceOf } from '../agent/token-bucket.ts';
import type { Log } from '../log.ts';
import type { DoorMeter } from '../meters/door-meter.ts';
import { closeOrCut } from './close-or-cut.ts';

/** A socket, and what is kept of the request that opened it: sockets live for days. */
export interface SocketOrigin {
  readonly socket: WebSocket;
  /** What lies under it. */
  readonly raw: Socket;
  /** Those that tell whose it is. */
  readonly headers: IncomingHttpHeaders;
  /** Where it comes from. */
  readonly address: string;
  /** Its client has said who it is. */
  readonly initialised: () => void;
}

export interface SocketRules {
  /** Milliseconds between pings; a socket that has not answered one by the next is cut. */
  readonly ping: number;
  /** Most bytes kept for a client that does not read. */
  readonly mostUnread: number;
  /** Messages of its client, pings and pongs included, five times as many at once; 0 for as many as it likes. */
  readonly messagesPerSecond: number;
  /** Most bytes of messages whose operations wait or run. */
  readonly mostWaiting: number;
  /** Milliseconds a client has to answer the close. */
  readonly grace: number;
  readonly meter: DoorMeter;
  readonly log: Log;
}

const normal = 1000;
const tryAgainLater = 1013;

/**
 * Ties an opened socket to the protocol's core. The binding that comes with graphql-ws is not used: it writes to the console,
 * and answers clients for as long as they send, whether or not they read.
 */
export function serveSocket<Extra extends SocketOrigin>(
  server: Server<Extra>,
  origin: Extra,
  { ping, mostUnread, messagesPerSecond, mostWaiting, grace, meter, log }: SocketRules,
): void {
  const { socket } = origin;
  const pace = paceOf(messagesPerSecond);
  let waiting = 0;

  /** True when the client may not send more; it comes again with a pause, as libraries do after this code. */
  function closeIfTooMuch(bytes: number): boolean {
    const isTooMany = pace?.take(performance.now()) === false;
    if (!isTooMany && waiting + bytes <= mostWaiting) return false;
    if (socket.readyState !== socket.OPEN) return true;
    log.warn({ waiting, bytes, isTooMany }, 'a socket was closed: its client sends too much');
    closeOrCut(socket, tryAgainLater, isTooMany ? 'Too many messages' : 'Too much at a time', grace);
    return true;
  }

  /** True when the client may not send more before it reads. */
  function cutIfUnread(): boolean {
    if (socket.bufferedAmount <= mostUnread) return false;
    // What has arrived of a socket already cut is not told again.
    if (socket.readyState !== socket.OPEN) return true;
    meter.cut.add('websocket');
    log.warn({ bytes: socket.bufferedAmount }, 'a socket was cut: its client sends and does not read');
    socket.terminate();
    return true;
  }

  function cutIfStalled(): void {
    meter.cut.add('websocket');
    log.warn({ bytes: socket.bufferedAmount }, 'a socket was cut: its client does not read');
    socket.terminate();
  }

  // A frame that is none, or too large: ws has closed the socket with the code for it.
  socket.on('error', (error) => {
    log.debug({ err: error }, 'a socket failed');
  });
  socket.on('ping', () => {
    if (!closeIfTooMuch(0)) cutIfUnread();
  });
  socket.on('pong', () => {
    closeIfTooMuch(0);
  });
  const stopPings = keepAlive(socket, ping, cutIfStalled);

  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code = normal, reason = '') => {
        // Who is asked to go may hold a megabyte of a message that never ends.
        closeOrCut(socket, code, reason, grace);
      },
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          // After our close nothing can be answered, so nothing may be done: clients ask again elsewhere.
          if (socket.readyState !== socket.OPEN || cutIfUnread() || closeIfTooMuch(data.length)) return;
          waiting += data.length;
          take(data.toString())
            .catch((error: unknown) => {
              log.warn({ err: error }, 'a socket message could not be handled');
              closeOrCut(socket, CloseCode.InternalServerError, 'Internal server error', grace);
            })
            .finally(() => {
              waiting -= data.length;
            });
        });
      },
    },
    origin,
  );

  socket.once('close', (code, reason) => {
    stopPings();
    meter.closed(code);
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

/** A ping that waits behind a large frame cannot be answered: a client that takes the frame slowly has this many of them. */
const mostPingsBehind = 5;

function keepAlive(socket: WebSocket, every: number, stalled: () => void): () => void {
  let missed = 0;
  // Nobody can answer what they have not read: a client that only sends would otherwise look alive.
  let asked = randomBytes(8);
  const timer = setInterval(() => {
    if (missed > 0 && socket.bufferedAmount === 0) socket.terminate();
    else if (missed >= mostPingsBehind) stalled();
    else if (socket.readyState === socket.OPEN) {
      if (missed === 0) {
        asked = randomBytes(8);
        socket.ping(asked);
      }
      missed += 1;
    }
  }, every);
  socket.on('pong', (answer) => {
    if (answer.equals(asked)) missed = 0;
  });
  return () => {
    clearInterval(timer);
  };
}
