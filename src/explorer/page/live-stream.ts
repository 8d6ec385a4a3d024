import type { ExecutionResult } from 'graphql-ws';
import { failure, readErrors, readResult } from './result.ts';

/** The results of one subscription; what ended it, unless all was well, comes as a last result with errors. */
export interface LiveStream extends AsyncIterableIterator<ExecutionResult> {
  /** Ends it with these words as its last result. */
  end(words: string): void;
}

export interface LiveStreamHooks {
  readonly onResult: (result: ExecutionResult) => void;
  /** Once, with the reason. */
  readonly onEnd: (words: string) => void;
}

/** An iterator by hand: an async generator cannot be returned from while it waits for the next event. */
export function createLiveStream(
  results: AsyncIterableIterator<unknown>,
  { onResult, onEnd }: LiveStreamHooks,
): LiveStream {
  let done = false;
  /** What is still to be shown of a stream that has ended. */
  let last: ExecutionResult | null = null;

  function finish(words: string): void {
    if (done) return;
    done = true;
    onEnd(words);
  }

  /** The next result; null when there is none, or when the stream was ended meanwhile. */
  async function take(): Promise<ExecutionResult | null> {
    try {
      const step = await results.next();
      if (step.done !== true) return done ? null : readResult(step.value);
      finish('The stream is complete.');
      return null;
    } catch (reason) {
      if (done) return null;
      const failed = explainFailure(reason);
      finish(failed.errors?.[0]?.message ?? 'The WebSocket failed.');
      return failed;
    }
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const result = done ? null : await take();
      if (result !== null) {
        if (!done) onResult(result);
        return { done: false, value: result };
      }
      const value = last;
      last = null;
      return value === null ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      finish('Stopped.');
      await results.return?.();
      return { done: true, value: undefined };
    },
    end(words) {
      last = failure(words);
      finish(words);
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
      return `${closed}: the credentials were refused. Check Authorization in the Headers pane or the connection payload, then subscribe again.`;
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
