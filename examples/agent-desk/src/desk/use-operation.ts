import { CombinedGraphQLErrors, type TypedDocumentNode } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import type { Answer } from '../words/report.ts';
import { newKey } from './idempotency-key.ts';
import { useDesk } from './use-desk.ts';

interface KeyedInput {
  readonly idempotencyKey?: string | null | undefined;
}

/** Every mutation in `operations/mutations.graphql` has this shape. */
type OperationDocument<Input> = TypedDocumentNode<{ answer: Answer }, { input: Input }>;

export interface Operation<Input> {
  readonly isBusy: boolean;
  /** Reports by itself what became of it; `onDone` is called when it took effect or was accepted. */
  readonly run: (input: Input, onDone?: () => void) => void;
}

/** A mutation by its document; `what` says for people what it does. */
export function useOperation<Input extends KeyedInput>(
  document: OperationDocument<Input>,
  what: string,
): Operation<Input> {
  // What changes comes by the feed, in order with all else: the answer says only what became of the operation.
  const [mutate, { loading }] = useMutation(document, { fetchPolicy: 'no-cache' });
  const { report } = useDesk();
  // What is rendered knows of a press only after the task in which more of them may come.
  const isSending = useRef(false);

  async function send(input: Input, onDone: () => void): Promise<void> {
    if (isSending.current) return;
    isSending.current = true;
    try {
      const { data } = await mutate({ variables: { input } });
      if (data === undefined) throw new Error('The answer has no data.');
      const { answer } = data;
      report({ kind: 'ANSWERED', what, answer });
      if (answer.outcome === 'CONFIRMED' || answer.outcome === 'ACCEPTED') onDone();
    } catch (error) {
      // The same key again: if the first request arrived, this one gets its answer and does nothing more.
      const again = CombinedGraphQLErrors.is(error) ? null : () => void send(input, onDone);
      report({ kind: 'FAILED', what, message: error instanceof Error ? error.message : String(error), again });
    } finally {
      isSending.current = false;
    }
  }

  return {
    isBusy: loading,
    run(input, onDone = () => undefined) {
      void send({ ...input, idempotencyKey: newKey() }, onDone);
    },
  };
}
