import { gauge, type Metric } from '../meters/metric.ts';
import type { Overload } from '../process/overload.ts';
import type { HttpStreams } from '../transport/http-streams.ts';
import type { Connection } from '../transport/socket-connection.ts';
import type { WebSockets } from '../transport/websocket.ts';

/** What is open just now, and whether more may come, counted when somebody asks. */
export function doorGauges(sockets: WebSockets, streams: HttpStreams, overload: Overload): readonly Metric[] {
  const sum = (numberOf: (connection: Connection) => number): number => {
    let all = 0;
    for (const connection of sockets.open()) all += numberOf(connection);
    return all;
  };
  return [
    gauge('gws_graphql_overloaded', '1 while new operations are refused.', () => Number(overload.isOverloaded())),
    gauge('gws_graphql_websockets', 'Open WebSockets.', () => sockets.open().size),
    gauge(
      'gws_graphql_streams',
      'Open subscriptions.',
      () => ({
        websocket: sum((connection) => connection.streams()),
        sse: streams.count('sse'),
        multipart: streams.count('multipart'),
      }),
      'door',
    ),
    gauge(
      'gws_graphql_unread_bytes',
      'Bytes that wait for clients to read them.',
      () => ({
        websocket: sum(({ socket }) => socket.bufferedAmount),
        sse: streams.unread('sse'),
        multipart: streams.unread('multipart'),
      }),
      'door',
    ),
  ];
}
