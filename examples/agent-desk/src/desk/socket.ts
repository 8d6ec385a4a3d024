import { createClient, type Client } from 'graphql-ws';

/** Milliseconds between pings, and how long their answer, or that to a new connection, may take: a dead network closes no socket. */
const pingEvery = 10_000;
const longestAnswer = 5_000;

/** The WebSocket client of one login. It does not come back by itself: the feed does, and knows from where. */
export function createSocket(endpoint: URL, authorization: string): Client {
  const url = new URL(endpoint);
  url.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  let deadline: ReturnType<typeof setTimeout> | undefined;

  function awaitAnswer(): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => {
      socket.terminate();
    }, longestAnswer);
  }

  const socket = createClient({
    url: url.href,
    connectionParams: { headers: { Authorization: authorization } },
    retryAttempts: 0,
    keepAlive: pingEvery,
    on: {
      connecting: awaitAnswer,
      connected() {
        clearTimeout(deadline);
      },
      ping(received) {
        if (!received) awaitAnswer();
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
