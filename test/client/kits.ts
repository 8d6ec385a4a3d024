import type { SessionFeed } from 'gws-graphql/client';
import * as apollo from '../../examples/clients/apollo.ts';
import * as eventSource from '../../examples/clients/event-source.ts';
import type { SessionEventsSubscription } from '../../examples/clients/generated/graphql.ts';
import * as graphqlSse from '../../examples/clients/graphql-sse.ts';
import * as graphqlWs from '../../examples/clients/graphql-ws.ts';
import * as relay from '../../examples/clients/relay.ts';
import * as urql from '../../examples/clients/urql.ts';

export type SessionEvent = SessionEventsSubscription['sessionEvents'];
export type Watch = (onEvent?: (event: SessionEvent) => void) => SessionFeed<SessionEvent>;

/** A recipe of docs/recipes.md, with the package that it is for. */
export interface Kit {
  readonly name: string;
  /** A client; what it gives watches with that one, as often as it is called. */
  readonly connect: (url: string, authorization: () => string) => Watch;
  /** How it learns that its login is refused. */
  readonly refusal: string | number;
}

function kit<Client>(
  name: string,
  refusal: Kit['refusal'],
  connect: (url: string, authorization: () => string) => Client,
  watch: (client: Client, onEvent?: (event: SessionEvent) => void) => SessionFeed<SessionEvent>,
): Kit {
  return {
    name,
    refusal,
    connect(url, authorization) {
      const client = connect(url, authorization);
      return (onEvent) => watch(client, onEvent);
    },
  };
}

export const plainSocket = kit('graphql-ws', 4403, graphqlWs.connect, graphqlWs.watch);

export const kits: readonly Kit[] = [
  plainSocket,
  kit('graphql-sse', 401, graphqlSse.connect, graphqlSse.watch),
  kit('Apollo Client over WebSocket', 4403, apollo.connectByWebSocket, apollo.watch),
  kit('Apollo Client over HTTP', 'UNAUTHENTICATED', apollo.connectByHttp, apollo.watch),
  kit('urql over WebSocket', 4403, urql.connectByWebSocket, urql.watch),
  kit('urql with graphql-sse', 401, urql.connectBySse, urql.watch),
  kit('urql alone', 'UNAUTHENTICATED', urql.connectByFetch, urql.watch),
  kit('Relay', 4403, relay.connect, relay.watch),
  kit(
    'EventSource',
    401,
    (url, authorization) => ({ url, authorization }),
    ({ url, authorization }, onEvent) => eventSource.watch(url, authorization, onEvent),
  ),
];
