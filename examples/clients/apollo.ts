import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import { SessionEventsDocument, type SessionEventsSubscription } from './generated/graphql.ts';

type SessionEvent = SessionEventsSubscription['sessionEvents'];

const createCache = (): InMemoryCache =>
  new InMemoryCache({
    // Without these, what `... on` selects is lost.
    possibleTypes: {
      SessionEvent: [
        'SessionsSnapshot',
        'SessionStateChanged',
        'ParticipantsChanged',
        'MessageAdded',
        'TypingChanged',
        'SessionPropertiesChanged',
        'OperationFailed',
        'UnrecognizedNotification',
        'UpstreamStatusChanged',
        'StreamEnding',
      ],
      Message: [
        'TextMessage',
        'NoticeMessage',
        'ParticipantJoinedMessage',
        'ParticipantLeftMessage',
        'LinkMessage',
        'UnrecognizedMessage',
      ],
    },
    // The newer list of participants is the whole list; the newer event is another event.
    typePolicies: {
      Session: { fields: { participants: { merge: false } } },
      Subscription: { fields: { sessionEvents: { merge: false } } },
    },
  });

/** Everything over one WebSocket. */
export function connectByWebSocket(url: string, authorization: () => string): ApolloClient {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    connectionParams: () => ({ headers: { Authorization: authorization() } }),
    // The feed subscribes again.
    retryAttempts: 0,
  });
  return new ApolloClient({ cache: createCache(), link: new GraphQLWsLink(client) });
}

/** Everything over HTTP; the stream is a multipart response. */
export function connectByHttp(url: string, authorization: () => string): ApolloClient {
  const credentials = new SetContextLink(() => ({ headers: { authorization: authorization() } }));
  return new ApolloClient({ cache: createCache(), link: credentials.concat(new HttpLink({ uri: `${url}/graphql` })) });
}

export function watch(client: ApolloClient, onEvent?: (event: SessionEvent) => void): SessionFeed<SessionEvent> {
  return createSessionFeed({
    onEvent,
    subscribe(variables, sink) {
      const events = client.subscribe({
        query: SessionEventsDocument,
        variables,
        // Else a second feed would share the first one's subscription, and miss its snapshot.
        context: { queryDeduplication: false },
      });
      const subscription = events.subscribe(sink);
      return () => {
        subscription.unsubscribe();
      };
    },
  });
}
