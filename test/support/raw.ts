import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection to a gateway, for what no client library would send. */
export interface Raw {
  readonly socket: Socket;
  /** Everything received so far. */
  readonly received: () => string;
  /** The first line of the answer. */
  readonly status: Promise<string>;
}

export async function openRaw(url: string): Promise<Raw> {
  // Half open on purpose: it stays until the other side destroys it.
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  let received = '';
  const status = new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n');
      if (end !== -1) resolve(received.slice(0, end));
    });
    socket.once('close', () => {
      resolve('closed');
    });
  });
  await once(socket, 'connect');
  return { socket, received: () => received, status };
}

/** The head of a WebSocket upgrade. */
export function upgradeTo(target: string): string {
  return [
    `GET ${target} HTTP/1.1`,
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '\r\n',
  ].join('\r\n');
}

/** A masked text frame of less than 2^32 bytes. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head = Buffer.alloc(10);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(0x80 | 127, 1);
  head.writeUInt32BE(payload.length, 6);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0))]);
}
