import type { ExecutionResult } from 'graphql';
import type { TracedOperation } from '../observing/tracing.ts';
import type { Runnable } from './documents.ts';
import { shownCode } from './error-format.ts';

export function tracedOf({ type, definition }: Runnable): TracedOperation {
  return { type, name: definition.name?.value ?? null };
}

/** Why it failed, in one word; null where it did not. */
export function failureIn(result: ExecutionResult | AsyncIterable<unknown>): string | null {
  const [error] = 'errors' in result ? (result.errors ?? []) : [];
  return error === undefined ? null : shownCode(error);
}
