import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import { MeDocument, SessionEventsDocument } from '../generated/graphql.ts';
import type { Refusal } from '../words/refusal.ts';
import { basicAuthorization, type Credentials } from './credentials.ts';
import { createLastWord } from './last-word.ts';
import type { DeskEvent } from './model.ts';
import { createNetworkSwitch } from './network-switch.ts';
import { createSocket } from './socket.ts';

/** One agent, logged in. */
export interface Desk {
  readonly client: ApolloClient;
  readonly feed: SessionFeed<DeskEvent>;
  /** Calls back with every event, once; gives what ends that. */
  readonly onEvent: (listener: (event: DeskEvent) => void) => () => void;
  /** When the gateway refuses this desk for good. The desk is closed then, and sends nothing any more. */
  readonly refused: Promise<Refusal>;
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
  const lastWord = createLastWord();
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([lastWord.link, network.link]).split(
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
  feed.onChange(() => {
    const { connection } = feed.state();
    if (connection.status === 'STOPPED' && connection.reason !== null) lastWord.refuse(connection.reason);
  });
  const onOnline = (): void => {
    feed.retryNow();
  };
  window.addEventListener('online', onOnline);

  function close(): void {
    window.removeEventListener('online', onOnline);
    feed.close();
    client.stop();
    void socket.dispose();
  }
  void lastWord.refused.then(close);

  return {
    client,
    feed,
    refused: lastWord.refused,
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
    close,
  };
}
