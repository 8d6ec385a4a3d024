import { print } from 'graphql';
import { createClient, type Client } from 'graphql-sse';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import { SessionEventsDocument, type SessionEventsSubscription } from './generated/graphql.ts';

type SessionEvent = SessionEventsSubscription['sessionEvents'];

export function connect(url: string, authorization: () => string): Client {
  return createClient({
    url: `${url}/graphql/stream`,
    // Asked at every request: a token may have been renewed.
    headers: () => ({ authorization: authorization() }),
    // The feed subscribes again.
    retryAttempts: 0,
  });
}

export function watch(client: Client, onEvent?: (event: SessionEvent) => void): SessionFeed<SessionEvent> {
  const query = print(SessionEventsDocument);
  return createSessionFeed({
    onEvent,
    subscribe: (variables, sink) => client.subscribe<SessionEventsSubscription>({ query, variables }, sink),
  });
}
