import { GraphQLError, parse, type DocumentNode, type ExecutionResult } from 'graphql';

/** The document, or why it is none. */
export function read(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: maxTokens });
  } catch (error) {
    return withCode(
      error instanceof GraphQLError ? error : new GraphQLError('Not a document.'),
      'GRAPHQL_PARSE_FAILED',
    );
  }
}

export function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}

export function isStream(result: unknown): result is AsyncGenerator<ExecutionResult, void, void> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

/** A stream that fails ends with its error as its last result; left to the library, the whole socket would end with it. */
export async function* ending(
  results: AsyncGenerator<ExecutionResult, void, void>,
): AsyncGenerator<ExecutionResult, void, void> {
  try {
    yield* results;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    yield {
      errors: [new GraphQLError(message, { originalError: error instanceof Error ? error : new Error(message) })],
    };
  }
}
