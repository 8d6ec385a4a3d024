import type { Tracing } from '../observing/tracing.ts';
import type { Connection } from './connection.ts';

/** The same connection, its calls told to traces; as it is where there are none. */
export function traced(connection: Connection, tracing: Tracing | null): Pick<Connection, 'send' | 'read'> {
  if (tracing === null) return connection;
  const { hostname: host, port: given, protocol } = new URL(connection.base);
  const port = given === '' ? (protocol === 'https:' ? 443 : 80) : Number(given);
  return {
    send: (request) =>
      tracing.call({ method: request.method, path: request.path, host, port }, (headers) =>
        connection.send(headers.length === 0 ? request : { ...request, headers }),
      ),
    // Sent once or twice, it is one reading.
    read: (request) =>
      tracing.call({ method: 'GET', path: request.path, host, port }, (headers) =>
        connection.read(headers.length === 0 ? request : { ...request, headers }),
      ),
  };
}
