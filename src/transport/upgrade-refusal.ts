import type { Duplex } from 'node:stream';
import { forbiddenHeaders } from './allow-lists.ts';

type Status = '403 Forbidden' | '404 Not Found' | '503 Service Unavailable';

/** Answers an upgrade. The socket is nobody's but ours: unheard errors would end the process, a half-open socket would keep it. */
export function refuseUpgrade(socket: Duplex, status: Status, body = ''): void {
  socket.on('error', () => undefined);
  socket.once('finish', () => {
    socket.destroy();
  });
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', `Content-Length: ${Buffer.byteLength(body)}`];
  if (status === '503 Service Unavailable') head.push('Retry-After: 5');
  if (body !== '') head.push(`Content-Type: ${forbiddenHeaders['content-type']}`);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
