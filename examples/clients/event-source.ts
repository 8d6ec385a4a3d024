import { EventSource } from 'eventsource';
import { print } from 'graphql';
import { createSessionFeed, type FeedResult, type SessionFeed } from 'gws-graphql/client';
import { SessionEventsDocument, type SessionEventsSubscription } from './generated/graphql.ts';

type SessionEvent = SessionEventsSubscription['sessionEvents'];

/** A browser's own EventSource sends cookies only; this package's takes a `fetch` that adds a header. */
export function watch(
  url: string,
  authorization: () => string,
  onEvent?: (event: SessionEvent) => void,
): SessionFeed<SessionEvent> {
  return createSessionFeed({
    onEvent,
    subscribe(variables, sink) {
      const parameters = new URLSearchParams({
        query: print(SessionEventsDocument),
        variables: JSON.stringify(variables),
      });
      const source = new EventSource(`${url}/graphql/stream?${parameters.toString()}`, {
        fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization: authorization() } }),
      });
      source.addEventListener('next', ({ data }) => {
        sink.next(JSON.parse(data as string) as FeedResult<SessionEvent>);
      });
      source.addEventListener('complete', () => {
        sink.complete();
      });
      // It would come back by itself after some seconds; the feed does so with shorter pauses and says so.
      source.addEventListener('error', (error) => {
        sink.error(error);
      });
      return () => {
        source.close();
      };
    },
  });
}
