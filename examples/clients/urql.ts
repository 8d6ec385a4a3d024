import { cacheExchange, Client, createRequest, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient, type Sink } from 'graphql-ws';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import { SessionEventsDocument, type SessionEventsSubscription } from './generated/graphql.ts';

type SessionEvent = SessionEventsSubscription['sessionEvents'];

/** Queries and mutations over HTTP, the stream over a WebSocket. */
export function connectByWebSocket(url: string, authorization: () => string): Client {
  const socket = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    connectionParams: () => ({ headers: { Authorization: authorization() } }),
    // The feed subscribes again.
    retryAttempts: 0,
  });
  const stream = subscriptionExchange({
    forwardSubscription: ({ query = '', variables = {} }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink as Sink) }),
    }),
  });
  return createClient(`${url}/graphql`, authorization, [cacheExchange, fetchExchange, stream]);
}

/** The stream as server-sent events, by graphql-sse. */
export function connectBySse(url: string, authorization: () => string): Client {
  const sse = createSseClient({
    url: `${url}/graphql/stream`,
    headers: () => ({ authorization: authorization() }),
    retryAttempts: 0,
  });
  const stream = subscriptionExchange({
    forwardSubscription: ({ query = '', variables = {} }) => ({
      subscribe: (sink) => ({ unsubscribe: sse.subscribe({ query, variables }, sink as Sink) }),
    }),
  });
  return createClient(`${url}/graphql`, authorization, [cacheExchange, fetchExchange, stream]);
}

/** The stream as server-sent events, by urql alone. */
export function connectByFetch(url: string, authorization: () => string): Client {
  return createClient(`${url}/graphql/stream`, authorization, [cacheExchange, fetchExchange], true);
}

function createClient(
  url: string,
  authorization: () => string,
  exchanges: Exchange[],
  fetchSubscriptions = false,
): Client {
  return new Client({
    url,
    exchanges,
    fetchSubscriptions,
    fetchOptions: () => ({ headers: { authorization: authorization() } }),
    // GET queries need an `apollo-require-preflight` header.
    preferGetMethod: false,
  });
}

export function watch(client: Client, onEvent?: (event: SessionEvent) => void): SessionFeed<SessionEvent> {
  return createSessionFeed({
    onEvent,
    subscribe(variables, sink) {
      const request = createRequest(SessionEventsDocument, variables);
      // A key of its own: else a second feed would share the first one's subscription, and miss its snapshot.
      const own = { ...request, key: Math.floor(Math.random() * 2 ** 32) };
      const subscription = client.executeSubscription(own).subscribe((result) => {
        // What comes with an end is the last event once more.
        if (result.error !== undefined) sink.error(result.error);
        else if (result.hasNext) sink.next(result);
        else sink.complete();
      });
      // Later: urql's own fetch, aborted while it hands out a result, leaves an unhandled rejection.
      return () =>
        setTimeout(() => {
          subscription.unsubscribe();
        });
    },
  });
}
