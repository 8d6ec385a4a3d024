import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql-ws';

/** A GraphQL answer as it came over the wire. Nothing of it is left out of what the response pane shows. */
export function readResult(value: unknown): ExecutionResult {
  if (typeof value !== 'object' || value === null) return failure(`Not a GraphQL answer: ${JSON.stringify(value)}`);
  if (!('errors' in value) || !Array.isArray(value.errors)) return { ...value, errors: undefined };
  return { ...value, errors: readErrors(value.errors) };
}

/** The errors of an answer; GraphiQL's types want instances. */
export function readErrors(errors: readonly unknown[]): readonly GraphQLError[] {
  return errors.map((error) =>
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
      ? Object.assign(new GraphQLError(error.message), error)
      : new GraphQLError(JSON.stringify(error)),
  );
}

/** A failure before or beside GraphQL, put as an answer so that the response pane shows words and no stack trace. */
export function failure(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
