import { ApolloClient, HttpLink, InMemoryCache, gql, type DocumentNode } from '@apollo/client';
import { createClient as createSseClient } from 'graphql-sse';
import type { CloseEvent } from 'ws';
import type { Json } from '../support/fixture.ts';
import { eventsOf, socketClient, type Answer } from '../support/gateway.ts';

export interface Request {
  readonly query: string;
  readonly variables?: Json;
}

/** How a stream ended, as its client tells it. */
export type End =
  | { readonly kind: 'complete' }
  /** The connection ended before the stream: `code` is the close code or the HTTP status, where there is one. */
  | { readonly kind: 'interrupted'; readonly code: number | null };

/** What a client library has received, taken one by one. */
export interface DoorStream {
  /** The next result as it is; fails when the stream has ended. */
  result(): Promise<Answer>;
  /** The next event. */
  next(): Promise<Json>;
  until(last: (event: Json) => boolean): Promise<Json[]>;
  /** Resolves when the stream has ended; what was received and not taken is dropped. */
  readonly ended: Promise<End>;
  stop(): void;
}

export interface DoorClient {
  subscribe(request: Request): DoorStream;
  dispose(): void;
}

/** One way in, with the client package that front ends use for it. */
export interface Door {
  readonly name: 'websocket' | 'sse' | 'multipart';
  readonly connect: (url: string, authorization: string) => DoorClient;
}

interface Sink {
  readonly next: (answer: Answer) => void;
  readonly end: (end: End) => void;
}

function streamOf(start: (sink: Sink) => () => void): DoorStream {
  const received: Answer[] = [];
  const ended = Promise.withResolvers<End>();
  let over: End | null = null;
  let wake = (): void => undefined;
  const stop = start({
    next(answer) {
      received.push(answer);
      wake();
    },
    end(end) {
      over ??= end;
      ended.resolve(over);
      wake();
    },
  });
  async function result(): Promise<Answer> {
    for (;;) {
      const answer = received.shift();
      if (answer !== undefined) return answer;
      if (over !== null) throw new Error(`The stream has ended: ${JSON.stringify(over)}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { ...eventsOf(result), ended: ended.promise, stop };
}

const websocket: Door = {
  name: 'websocket',
  connect(url, authorization) {
    const client = socketClient(url, authorization);
    return {
      subscribe: ({ query, variables = {} }) =>
        streamOf(({ next, end }) =>
          client.subscribe<Json>(
            { query, variables },
            {
              next: ({ data, errors }) => {
                next({ data: data ?? null, ...(errors === undefined ? {} : { errors }) } as Answer);
              },
              error(reason) {
                if (Array.isArray(reason)) {
                  next({ errors: reason });
                  end({ kind: 'complete' });
                } else end({ kind: 'interrupted', code: (reason as CloseEvent).code });
              },
              complete: () => {
                end({ kind: 'complete' });
              },
            },
          ),
        ),
      dispose: () => void client.dispose(),
    };
  },
};

const sse: Door = {
  name: 'sse',
  connect(url, authorization) {
    const client = createSseClient({
      url: `${url}/graphql/stream`,
      headers: { authorization },
      retryAttempts: 0,
    });
    return {
      subscribe: ({ query, variables = {} }) =>
        streamOf(({ next, end }) =>
          client.subscribe<Json>(
            { query, variables },
            {
              next: (answer) => {
                next(answer);
              },
              error(reason) {
                const { response } = reason as { response?: { status: number } };
                end({ kind: 'interrupted', code: response?.status ?? null });
              },
              complete: () => {
                end({ kind: 'complete' });
              },
            },
          ),
        ),
      dispose: () => {
        client.dispose();
      },
    };
  },
};

const multipart: Door = {
  name: 'multipart',
  connect(url, authorization) {
    let text = '';
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      // The text as the test has it, also where it is no document.
      link: new HttpLink({ uri: `${url}/graphql`, headers: { authorization }, print: () => text }),
    });
    return {
      subscribe({ query, variables = {} }) {
        return streamOf(({ next, end }) => {
          text = query;
          const results = client.subscribe<Json>({
            query: parsed(query),
            variables,
            fetchPolicy: 'no-cache',
            context: { queryDeduplication: false },
          });
          let interrupted = false;
          const subscription = results.subscribe({
            next({ data, error }) {
              if (error === undefined) {
                next({ data: data ?? null });
                return;
              }
              const { errors, statusCode } = error as { errors?: Answer['errors']; statusCode?: number };
              if (errors !== undefined) next({ errors });
              else {
                interrupted = true;
                end({ kind: 'interrupted', code: statusCode ?? null });
              }
            },
            complete: () => {
              if (!interrupted) end({ kind: 'complete' });
            },
          });
          return () => {
            subscription.unsubscribe();
          };
        });
      },
      dispose() {
        client.stop();
      },
    };
  },
};

function parsed(query: string): DocumentNode {
  try {
    return gql(query);
  } catch {
    return gql('subscription { sessionEvents { cursor } }');
  }
}

export const doors: readonly Door[] = [websocket, sse, multipart];
