import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import { MeDocument, SessionEventsDocument } from '../generated/graphql.ts';
import { basicAuthorization, type Credentials } from './credentials.ts';
import type { DeskEvent } from './model.ts';
import { createNetworkSwitch } from './network-switch.ts';
import { createSocket } from './socket.ts';

/** One agent, logged in. */
export interface Desk {
  readonly client: ApolloClient;
  readonly feed: SessionFeed<DeskEvent>;
  /** Calls back with every event, once; gives what ends that. */
  readonly onEvent: (listener: (event: DeskEvent) => void) => () => void;
  readonly isCut: () => boolean;
  readonly onCutChange: (listener: () => void) => () => void;
  /** Closes the socket and lets nothing through, until `restore`. */
  readonly cut: () => void;
  readonly restore: () => void;
  readonly close: () => void;
}

/**
 * Logs in: queries and mutations over HTTP, events over a WebSocket. The credentials are kept here, in memory, and nowhere else.
 * @throws what Apollo Client reports when the credentials are refused or there is no answer
 */
export async function openDesk(endpoint: URL, credentials: Credentials): Promise<Desk> {
  const authorization = basicAuthorization(credentials);
  const socket = createSocket(endpoint, authorization);
  const network = createNetworkSwitch();
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: network.link.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: endpoint.href, headers: { authorization } }),
    ),
  });
  try {
    await client.query({ query: MeDocument });
  } catch (error) {
    client.stop();
    throw error;
  }

  const listeners = new Set<(event: DeskEvent) => void>();
  const feed = createSessionFeed<DeskEvent>({
    subscribe(variables, sink) {
      const events = client.subscribe({ query: SessionEventsDocument, variables, fetchPolicy: 'no-cache' });
      const subscription = events.subscribe(sink);
      return () => {
        subscription.unsubscribe();
      };
    },
    onEvent(event) {
      for (const listener of [...listeners]) listener(event);
    },
  });
  const onOnline = (): void => {
    feed.retryNow();
  };
  window.addEventListener('online', onOnline);

  return {
    client,
    feed,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isCut: network.isCut,
    onCutChange: network.onChange,
    cut() {
      network.cut();
      socket.terminate();
    },
    restore() {
      network.restore();
      feed.retryNow();
    },
    close() {
      window.removeEventListener('online', onOnline);
      feed.close();
      client.stop();
      void socket.dispose();
    },
  };
}
