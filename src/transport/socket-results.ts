import type { Context } from '../resolvers/context.ts';
import type { Operation, Operations, Run } from './operation.ts';
import type { Connection, Work } from './socket-connection.ts';
import type { StreamedResult } from './streamed-result.ts';

/**
 * Runs an operation and sends its results as `next` messages. What graphql-ws gets of it has no results: it would make a message of
 * each for each subscriber, while here they come as text, which may be the same for many. It learns when the operation is over, and
 * ends it. A stream that the gateway ends does not complete: for clients that would mean that there is nothing more, and they
 * would not come back.
 *
 * @param id the client's, of the operation
 */
export function socketResults(
  operations: Operations,
  operation: Operation,
  context: Context,
  { connection, work, id }: { readonly connection: Connection; readonly work: Work; readonly id: string },
): AsyncGenerator<never, void, void> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  let run: Run | null = null;
  let isOver = false;
  let hasLeft = false;

  /** Waits for nothing that is there: of most events everything is. */
  async function deliver(make: () => StreamedResult | Promise<StreamedResult>): Promise<void> {
    const turn = connection.turns.take();
    const done = turn instanceof Promise ? await turn : turn;
    try {
      const made = make();
      const { bytes, isFailure } = made instanceof Promise ? await made : made;
      isOver ||= isFailure;
      const leaving = hasLeft ? null : connection.messages.send(head, bytes());
      if (leaving !== null) await leaving;
    } finally {
      done();
    }
  }

  const over: IteratorResult<never, void> = { value: undefined, done: true };
  return {
    async next() {
      // Not before: who takes it back before it began has asked for nothing.
      run ??= operations.run(operation, context, deliver);
      await run.done;
      if (work.isStream && !isOver && !hasLeft && connection.ending.reason() !== null) {
        work.told();
        await connection.gone;
      }
      work.end();
      return over;
    },
    async return() {
      hasLeft = true;
      run?.stop();
      await run?.done;
      work.end();
      return over;
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
