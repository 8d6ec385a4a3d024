import type { FormattedExecutionResult } from 'graphql';
import type { ResultStream } from './operation.ts';
import type { Connection, Work } from './socket-connection.ts';

/**
 * An operation's results as graphql-ws takes them: it asks for the next when the one before has left for the client. A stream that
 * the gateway ends does not complete: for clients that would mean that there is nothing more, and they would not come back.
 */
export function socketResults(
  connection: Connection,
  work: Work,
  results: ResultStream,
): AsyncGenerator<FormattedExecutionResult, void, void> {
  let isOver = false;
  return {
    async next() {
      const { value, done } = await results.next();
      if (done !== true) {
        isOver ||= value.isFailure;
        return { value: value.result, done: false };
      }
      if (work.isStream && !isOver && connection.ending.reason() !== null) {
        work.told();
        await connection.gone;
      }
      work.end();
      return { value: undefined, done: true };
    },
    async return() {
      isOver = true;
      await results.return();
      work.end();
      return { value: undefined, done: true };
    },
    async throw(error) {
      await this.return();
      throw error;
    },
    async [Symbol.asyncDispose]() {
      await this.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
