import { createClient } from 'graphql-ws';
import { createSessionFeed, type SessionFeed } from 'gws-graphql/client';
import {
  Environment,
  graphql,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
  type GraphQLResponse,
  type GraphQLSingularResponse,
  type RequestParameters,
  type Variables,
} from 'relay-runtime';
import type { SessionEventsSubscription } from './generated/graphql.ts';
import type { relaySessionEventsSubscription } from './__generated__/relaySessionEventsSubscription.graphql.ts';

/** Everything over one WebSocket. */
export function connect(url: string, authorization: () => string): Environment {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    connectionParams: () => ({ headers: { Authorization: authorization() } }),
    // The feed subscribes again.
    retryAttempts: 0,
  });
  const execute = ({ text }: RequestParameters, variables: Variables): Observable<GraphQLResponse> =>
    Observable.create<GraphQLResponse>((sink) =>
      client.subscribe(
        { query: text ?? '', variables },
        {
          next(result) {
            sink.next(result as GraphQLSingularResponse);
          },
          // Relay wants errors; what graphql-ws gives may be a list of them, or a close event.
          error(cause) {
            sink.error(new Error('The stream has ended.', { cause }));
          },
          complete() {
            sink.complete();
          },
        },
      ),
    );
  return new Environment({ network: Network.create(execute, execute), store: new Store(new RecordSource()) });
}

/** As a union, which Relay's compiler writes as one type with everything optional. */
type SessionEvent = SessionEventsSubscription['sessionEvents'];

export function watch(environment: Environment, onEvent?: (event: SessionEvent) => void): SessionFeed<SessionEvent> {
  return createSessionFeed({
    onEvent,
    subscribe: (variables, sink) =>
      requestSubscription<relaySessionEventsSubscription>(environment, {
        subscription: graphql`
          subscription relaySessionEventsSubscription($after: Cursor) {
            sessionEvents(after: $after) {
              __typename
              cursor
              ... on SessionsSnapshot {
                mayHaveMissedEvents
                sessions {
                  ...relayListedSession @relay(mask: false)
                }
              }
              ... on SessionStateChanged {
                session {
                  ...relayListedSession @relay(mask: false)
                }
              }
              ... on ParticipantsChanged {
                session {
                  ...relayListedSession @relay(mask: false)
                }
                left {
                  id
                }
              }
              ... on SessionPropertiesChanged {
                session {
                  ...relayListedSession @relay(mask: false)
                }
              }
              ... on MessageAdded {
                sessionId
                message {
                  id
                  index
                  sender {
                    id
                    nickname
                  }
                  ... on TextMessage {
                    text
                  }
                }
              }
              ... on TypingChanged {
                sessionId
                participant {
                  id
                  nickname
                }
                isTyping
              }
              ... on UpstreamStatusChanged {
                status
              }
            }
          }
        `,
        variables,
        onNext(data) {
          sink.next({ data: data as { sessionEvents: SessionEvent } | null | undefined });
        },
        onError(error) {
          sink.error(error);
        },
        onCompleted() {
          sink.complete();
        },
      }).dispose,
  });
}

export const listedSession = graphql`
  fragment relayListedSession on Session {
    id
    state
    comment
    participants {
      id
      nickname
      role
    }
  }
`;

export const addComment = graphql`
  mutation relayAddCommentMutation($input: AddCommentInput!) {
    addComment(input: $input) {
      outcome
      session {
        ...relayListedSession
      }
      userErrors {
        code
        message
      }
    }
  }
`;
