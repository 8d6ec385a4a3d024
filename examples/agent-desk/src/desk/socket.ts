import { createClient, type Client } from 'graphql-ws';

/** Milliseconds between pings, and how long the answer may take: a dead network closes no socket. */
const pingEvery = 10_000;
const longestAnswer = 5_000;

/** The WebSocket client of one login. It does not come back by itself: the feed does, and knows from where. */
export function createSocket(endpoint: URL, authorization: string): Client {
  const url = new URL(endpoint);
  url.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: url.href,
    connectionParams: { headers: { Authorization: authorization } },
    retryAttempts: 0,
    keepAlive: pingEvery,
    on: {
      ping(received) {
        if (!received) {
          deadline = setTimeout(() => {
            socket.terminate();
          }, longestAnswer);
        }
      },
      pong(received) {
        if (received) clearTimeout(deadline);
      },
      closed() {
        clearTimeout(deadline);
      },
    },
  });
  return socket;
}
