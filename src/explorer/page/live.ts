import { createClient } from 'graphql-ws';
import type { Client, ExecutionResult, SubscribePayload } from 'graphql-ws';
import { authorizationIn } from './credentials.ts';
import { failure, readErrors, readResult } from './result.ts';

/** Results kept in the response pane: enough to read what happened, little enough to keep the editor quick. */
const shownResults = 100;

/** The newest result as it came and, below it, those before. GraphiQL alone would show only the last. */
interface ResultWithHistory extends ExecutionResult {
  readonly earlier?: readonly ExecutionResult[];
}

interface History extends AsyncIterableIterator<ResultWithHistory> {
  /** Ends the subscription and says why on top of what it has shown. */
  end(words: string): void;
}

export type SentHeaders = Readonly<Record<string, string>>;

/** The running subscription; GraphiQL has one at a time. */
export interface Live {
  follow(payload: SubscribePayload, headers: SentHeaders): AsyncIterableIterator<ResultWithHistory>;
  /** Ends what was started with another `Authorization` than that of this headers pane: it shows another user's events. */
  readonly keepOnly: (headersText: string) => void;
}

/** Subscriptions over one socket per set of headers; a socket lives as long as something is subscribed on it. */
export function createLive(url: string): Live {
  let current: { readonly key: string; readonly client: Client } | null = null;
  let running: { readonly authorization: unknown; readonly history: History } | null = null;

  return {
    follow(payload, headers) {
      const key = JSON.stringify(headers);
      if (current?.key !== key) {
        void current?.client.dispose();
        // No retries: a lost connection is shown, and the reader decides to subscribe again.
        current = { key, client: createClient({ url, connectionParams: { headers }, retryAttempts: 0 }) };
      }
      const history = withHistory(current.client.iterate(payload));
      running = { authorization: authorizationIn(key), history };
      return history;
    },
    keepOnly(headersText) {
      if (running === null || running.authorization === authorizationIn(headersText)) return;
      running.history.end('Stopped: the credentials of this tab have changed. Run again to subscribe with them.');
      running = null;
    },
  };
}

/** An iterator by hand: an async generator cannot be returned from while it waits for the next event. */
function withHistory(results: AsyncIterableIterator<unknown>): History {
  const earlier: ExecutionResult[] = [];
  let endedBy: string | null = null;
  let done = false;

  function show(result: ExecutionResult): IteratorResult<ResultWithHistory> {
    const value = earlier.length === 0 ? result : { ...result, earlier: [...earlier] };
    earlier.unshift(result);
    earlier.length = Math.min(earlier.length, shownResults);
    return { done: false, value };
  }

  function showLast(result: ExecutionResult): IteratorResult<ResultWithHistory> {
    done = true;
    return show(result);
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (done) return { done: true, value: undefined };
      try {
        const step = await results.next();
        if (endedBy !== null) return showLast(failure(endedBy));
        return step.done === true ? { done: true, value: undefined } : show(readResult(step.value));
      } catch (reason) {
        return showLast(explainFailure(reason));
      }
    },
    async return() {
      done = true;
      await results.return?.();
      return { done: true, value: undefined };
    },
    end(words) {
      endedBy = words;
      void results.return?.();
    },
  };
}

/** What ended a subscription: GraphQL's errors as they are, a closed socket in words. */
function explainFailure(reason: unknown): ExecutionResult {
  if (Array.isArray(reason)) return { errors: readErrors(reason) };
  if (reason instanceof CloseEvent) return failure(explainClose(reason));
  return failure(reason instanceof Error ? reason.message : 'The WebSocket failed.');
}

function explainClose({ code, reason }: CloseEvent): string {
  const closed = `The WebSocket was closed (${`${code} ${reason}`.trim()})`;
  switch (code) {
    case 4401:
    case 4403:
      return `${closed}: the credentials were refused. Check Authorization in the Headers pane, then run again.`;
    case 1006:
      return `${closed}: the gateway cannot be reached, or the connection was lost. Run again to subscribe anew.`;
    case 1000:
    case 1001:
    case 1012:
      return `${closed}: the gateway ended the connection. Run again to subscribe anew.`;
    default:
      return `${closed}.`;
  }
}
