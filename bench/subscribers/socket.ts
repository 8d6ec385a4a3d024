import { connect, type Socket } from 'node:net';

/** What one subscriber's connection is told and tells. */
export interface SubscriberOptions {
  /** `http://host:port` of the contender. */
  readonly url: string;
  readonly authorization: string;
  /** The subscription document; null where a contender sends without being asked. */
  readonly query: string | null;
  /** A whole message; the buffer is another's as soon as this returns. */
  readonly onMessage: (message: Buffer) => void;
  /** It ended without `close` having been called. */
  readonly onLost: (reason: string) => void;
}

export interface Subscriber {
  close(): void;
}

/** All sockets are read into the same place: what is read is looked at before anything else is read. */
const shared = Buffer.alloc(256 * 1024);

/**
 * A WebSocket client that costs next to nothing: it takes what comes as text, unmasked and in one piece, and answers pings. Speaks
 * graphql-transport-ws where there is a document.
 */
export function openSocket({ url, authorization, query, onMessage, onLost }: SubscriberOptions): Subscriber {
  const { hostname, port } = new URL(url);
  let isOpen = false;
  let isClosing = false;
  let isAcknowledged = query === null;
  let rest: Buffer = Buffer.alloc(0);
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: shared,
      callback(size) {
        take(shared.subarray(0, size));
        return true;
      },
    },
  });
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\nAuthorization: ${authorization}\r\n` +
      `${query === null ? '' : 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n'}\r\n`,
  );
  socket.on('error', (error) => {
    lose(error.message);
  });
  socket.on('close', () => {
    lose('the connection was closed');
  });

  function lose(reason: string): void {
    if (!isClosing) onLost(reason);
    isClosing = true;
  }

  function take(chunk: Buffer): void {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!isOpen) {
      const end = data.indexOf('\r\n\r\n');
      if (end !== -1) {
        if (!data.toString('latin1', 0, 12).includes(' 101')) lose(data.toString('latin1', 0, 200));
        isOpen = true;
        data = data.subarray(end + 4);
        if (query !== null)
          send(socket, 1, { type: 'connection_init', payload: { headers: { Authorization: authorization } } });
      }
    }
    while (isOpen && data.length >= 2) {
      const short = (data[1] ?? 0) & 127;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (data.length < head) break;
      const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
      if (data.length < head + length) break;
      receive((data[0] ?? 0) & 15, data.subarray(head, head + length));
      data = data.subarray(head + length);
    }
    // What is left lies where the next chunk will be written.
    rest = data.length === 0 ? data : Buffer.from(data);
  }

  function receive(kind: number, payload: Buffer): void {
    if (kind === 9) send(socket, 10, payload);
    else if (kind === 8) lose(payload.subarray(2).toString());
    else if (isAcknowledged) onMessage(payload);
    else if (payload.includes('connection_ack')) {
      isAcknowledged = true;
      send(socket, 1, { id: '1', type: 'subscribe', payload: { query } });
    }
  }

  return {
    close() {
      isClosing = true;
      if (socket.writable) send(socket, 8, Buffer.from([3, 232]));
      socket.end();
    },
  };
}

/** Masked with zeros, which changes nothing. @param kind 1 text, 8 close, 10 pong */
function send(socket: Socket, kind: number, content: Buffer | object): void {
  const payload = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const isLong = payload.length > 125;
  const head = Buffer.alloc(isLong ? 8 : 6);
  head[0] = 128 + kind;
  head[1] = 128 + (isLong ? 126 : payload.length);
  if (isLong) head.writeUInt16BE(payload.length, 2);
  socket.write(Buffer.concat([head, payload]));
}
