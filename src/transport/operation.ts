import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { Context } from '../resolvers/context.ts';
import type { ErrorFormat } from './error-format.ts';

/** What a client asks for, however it came. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that may be run: its document is valid. */
export interface Operation {
  readonly type: OperationTypeNode;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variableValues: Readonly<Record<string, unknown>> | null | undefined;
}

/** One result as clients may see it. */
export interface StreamedResult {
  readonly result: FormattedExecutionResult;
  /** Of an event: its place in the caller's log, whether or not the client selected it. */
  readonly cursor: string | null;
  /** The stream broke off with this, its last result. */
  readonly isFailure: boolean;
}

export type ResultStream = AsyncGenerator<StreamedResult, void, void>;

/** Leave to put a result on the wire; what it gives is called when the result is there. */
export type TakeTurn = () => Promise<() => void>;

/** The one implementation behind all doors. */
export interface Operations {
  /** The operation, or why there is none. */
  prepare(request: OperationRequest): Operation | readonly GraphQLError[];
  /**
   * One result of a query or mutation, or those of a subscription. An event is not worked on before it has its turn: until then
   * it is nothing but a reference, so that a client who does not read costs no memory. `return()` ends it at once, also while it
   * waits for an event; a mutation runs to its end.
   */
  run(operation: Operation, context: Context, turn: TakeTurn): ResultStream;
}

export interface OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  /** Rules for documents besides those of the specification. */
  readonly documentRules?: readonly ValidationRule[];
  readonly formatError: ErrorFormat;
}

export function createOperations({
  schema,
  maxTokens,
  documentRules = [],
  formatError,
}: OperationsOptions): Operations {
  const rules = [...specifiedRules, ...documentRules];

  function shown({ data, errors }: ExecutionResult): FormattedExecutionResult {
    if (errors === undefined) return { data: data ?? null };
    const formatted = errors.map(formatError);
    return data === undefined ? { errors: formatted } : { data, errors: formatted };
  }

  function failure(error: unknown): StreamedResult {
    return { result: { errors: [formatError(error)] }, cursor: null, isFailure: true };
  }

  async function* single(args: ExecutionArgs, turn: TakeTurn): ResultStream {
    const result = shown(await execute(args));
    yield* inTurn(turn, () => ({ result, cursor: null, isFailure: false }));
  }

  function stream(args: ExecutionArgs, turn: TakeTurn): ResultStream {
    let source: AsyncIterator<unknown> | null = null;
    let stopped = false;

    async function* results(): ResultStream {
      try {
        const opened = await createSourceEventStream(args);
        if (!(Symbol.asyncIterator in opened)) {
          yield* inTurn(turn, () => ({ result: shown(opened), cursor: null, isFailure: false }));
          return;
        }
        source = opened[Symbol.asyncIterator]();
        if (stopped) await source.return?.();
        for (let next = await source.next(); next.done !== true; next = await source.next()) {
          const event: unknown = next.value;
          yield* inTurn(turn, async () => ({
            result: shown(await execute({ ...args, rootValue: event })),
            cursor: cursorOf(event),
            isFailure: false,
          }));
        }
      } catch (error) {
        // Left to the doors, a stream that fails would take its whole socket along.
        yield* inTurn(turn, () => failure(error));
      } finally {
        await source?.return?.();
      }
    }

    const running = results();
    // A generator that waits hears `return()` only when it wakes: its source must be told beside it.
    const stop = async (): Promise<void> => {
      stopped = true;
      await source?.return?.();
    };
    return {
      next: () => running.next(),
      async return() {
        await stop();
        return running.return();
      },
      async throw(error) {
        await stop();
        return running.throw(error);
      },
      async [Symbol.asyncDispose]() {
        await this.return();
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  return {
    prepare({ query, operationName, variables }) {
      // Everything is parsed here: a syntax error left to graphql-ws would close the socket and all its streams.
      const document = read(query, maxTokens);
      if (document instanceof GraphQLError) return [document];
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
      const type = getOperationAST(document, operationName)?.operation;
      if (type === undefined) {
        const message = 'The document has no such operation, or several and none is named.';
        return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
      }
      return { type, document, operationName, variableValues: variables };
    },
    run({ type, document, operationName, variableValues }, context, turn) {
      const args = { schema, document, operationName, variableValues, contextValue: context };
      return type === OperationTypeNode.SUBSCRIPTION ? stream(args, turn) : single(args, turn);
    },
  };
}

export function isPrepared(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return 'document' in prepared;
}

/** One result, made when its turn has come; the turn is over when the next one is asked for, or none. */
async function* inTurn(turn: TakeTurn, make: () => StreamedResult | Promise<StreamedResult>): ResultStream {
  const done = await turn();
  try {
    yield await make();
  } finally {
    done();
  }
}

function cursorOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('cursor' in event)) return null;
  return typeof event.cursor === 'string' ? event.cursor : null;
}

/** The document, or why it is none. */
function read(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: maxTokens });
  } catch (error) {
    return withCode(
      error instanceof GraphQLError ? error : new GraphQLError('Not a document.'),
      'GRAPHQL_PARSE_FAILED',
    );
  }
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
