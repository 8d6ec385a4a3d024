import type { ExecutionResult } from 'graphql-ws';

/** Results kept in the response pane: enough to read what happened, little enough to keep the editor quick. */
const shownResults = 100;

/** The newest result as it came and, below it, those before. GraphiQL alone would show only the last. */
export interface ResultWithHistory extends ExecutionResult {
  readonly earlier?: readonly ExecutionResult[];
}

export function withHistory(results: AsyncIterableIterator<ExecutionResult>): AsyncIterableIterator<ResultWithHistory> {
  const earlier: ExecutionResult[] = [];

  function show(result: ExecutionResult): ResultWithHistory {
    const value = earlier.length === 0 ? result : { ...result, earlier: [...earlier] };
    earlier.unshift(result);
    earlier.length = Math.min(earlier.length, shownResults);
    return value;
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const step = await results.next();
      return step.done === true ? step : { done: false, value: show(step.value) };
    },
    async return() {
      await results.return?.();
      return { done: true, value: undefined };
    },
  };
}
