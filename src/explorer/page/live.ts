import { createClient } from 'graphql-ws';
import type { Client, ExecutionResult, SubscribePayload } from 'graphql-ws';
import { createCell, type Cell } from './cell.ts';
import { authorizationOf, payloadOf, type Connection, type ConnectionPayload } from './connection.ts';
import { userOf } from './credentials.ts';
import { sessionEvents } from './examples/session-events.ts';
import { withHistory, type ResultWithHistory } from './history.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import { failure } from './result.ts';
import type { Timeline } from './timeline.ts';

/** The running subscription. There is one at a time, a tab's or the timeline's own, and the timeline shows it. */
export interface Live {
  /** A tab's: it ends when the tab is left. */
  follow(request: SubscribePayload): AsyncIterableIterator<ResultWithHistory> | ExecutionResult;
  /** The timeline's own, from after that cursor or from now on: it goes on whatever tab is in front. */
  watch(after: string | null): void;
  stop(): void;
  readonly isRunning: Cell<boolean>;
}

interface Running {
  readonly authorization: unknown;
  readonly stream: LiveStream;
}

/** Subscriptions over one socket per payload; a socket lives as long as something is subscribed on it. */
export function createLive(url: string, connection: Connection, timeline: Timeline): Live {
  let current: { readonly key: string; readonly client: Client } | null = null;
  let running: Running | null = null;
  const isRunning = createCell(false);

  function clientFor(payload: ConnectionPayload): Client {
    const key = JSON.stringify(payload);
    if (current?.key !== key) {
      void current?.client.dispose();
      // No retries: a lost connection is shown, and the reader decides to subscribe again.
      current = { key, client: createClient({ url, connectionParams: payload, retryAttempts: 0 }) };
    }
    return current.client;
  }

  function set(next: Running | null): void {
    running = next;
    isRunning.set(next !== null);
  }

  function begin(request: SubscribePayload, words: string): LiveStream | ExecutionResult {
    const payload = payloadOf(connection);
    if (typeof payload === 'string') {
      timeline.note(payload);
      return failure(payload);
    }
    running?.stream.end('Stopped: another subscription was started.');
    const authorization = authorizationOf(payload);
    timeline.note(`${words} as ${userOf(authorization)}.`);
    const stream = createLiveStream(clientFor(payload).iterate(request), {
      onResult: timeline.add,
      onEnd(why) {
        timeline.note(why);
        if (running?.stream === stream) set(null);
      },
    });
    set({ authorization, stream });
    return stream;
  }

  /** Ends what was started with another `Authorization` than now: it shows another user's events. */
  function keepOnlyOwn(): void {
    const payload = payloadOf(connection);
    if (running === null || typeof payload === 'string' || running.authorization === authorizationOf(payload)) return;
    running.stream.end('Stopped: the credentials of this tab have changed. Subscribe again to go on with them.');
  }
  connection.headers.subscribe(keepOnlyOwn);
  connection.ownText.subscribe(keepOnlyOwn);

  return {
    isRunning,
    follow(request) {
      const stream = begin(request, 'A tab has subscribed');
      return isStream(stream) ? withHistory(stream) : stream;
    },
    watch(after) {
      const words = after === null ? 'Watching' : 'Going on after an earlier event';
      const stream = begin({ query: sessionEvents.query, variables: { after } }, words);
      if (isStream(stream)) void drain(stream);
    },
    stop() {
      void running?.stream.return?.();
    },
  };
}

function isStream(begun: LiveStream | ExecutionResult): begun is LiveStream {
  return Symbol.asyncIterator in begun;
}

/** Its results are taken so that they come; who wants them is told of each. */
async function drain(stream: LiveStream): Promise<void> {
  for (let step = await stream.next(); step.done !== true; step = await stream.next());
}
