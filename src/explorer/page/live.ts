import { createClient } from 'graphql-ws';
import type { Client, ExecutionResult, SubscribePayload } from 'graphql-ws';
import { failure, readErrors, readResult } from './result.ts';

/** Results kept in the response pane: enough to read what happened, little enough to keep the editor quick. */
const shownResults = 100;

/** The newest result as it came and, below it, those before. GraphiQL alone would show only the last. */
interface ResultWithHistory extends ExecutionResult {
  readonly earlier?: readonly ExecutionResult[];
}

export type SentHeaders = Readonly<Record<string, string>>;

export type Follow = (payload: SubscribePayload, headers: SentHeaders) => AsyncIterableIterator<ResultWithHistory>;

/** Subscriptions over one socket per set of headers; a socket lives as long as something is subscribed on it. */
export function createFollow(url: string): Follow {
  let current: { readonly key: string; readonly client: Client } | null = null;

  return (payload, headers) => {
    const key = JSON.stringify(headers);
    if (current?.key !== key) {
      void current?.client.dispose();
      // No retries: a lost connection is shown, and the reader decides to subscribe again.
      current = { key, client: createClient({ url, connectionParams: { headers }, retryAttempts: 0 }) };
    }
    return withHistory(current.client.iterate(payload));
  };
}

/** An iterator by hand: an async generator cannot be returned from while it waits for the next event. */
function withHistory(results: AsyncIterableIterator<unknown>): AsyncIterableIterator<ResultWithHistory> {
  const earlier: ExecutionResult[] = [];
  let failed = false;

  function show(result: ExecutionResult): IteratorResult<ResultWithHistory> {
    const value = earlier.length === 0 ? result : { ...result, earlier: [...earlier] };
    earlier.unshift(result);
    earlier.length = Math.min(earlier.length, shownResults);
    return { done: false, value };
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failed) return { done: true, value: undefined };
      try {
        const step = await results.next();
        return step.done === true ? { done: true, value: undefined } : show(readResult(step.value));
      } catch (reason) {
        failed = true;
        return show(explainFailure(reason));
      }
    },
    async return() {
      await results.return?.();
      return { done: true, value: undefined };
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
