import {
  createSourceEventStream,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { Allowances } from '../agent/allowances.ts';
import type { Audit } from '../observing/audit.ts';
import type { Meters } from '../meters/meters.ts';
import type { Tracing } from '../observing/tracing.ts';
import { createTrails, type Trail, type TrailSource } from '../observing/trail.ts';
import type { Context } from '../resolvers/context.ts';
import type { Documents, Runnable } from './documents.ts';
import { shownCode, type ErrorFormat } from './error-format.ts';
import type { Persisted } from './persisted.ts';
import type { OperationRequest } from './request.ts';
import { createSharing } from './shared-results.ts';
import { createResult, cursorOf, type StreamedResult } from './streamed-result.ts';
import { failureIn, tracedOf } from './traced-operation.ts';

/** An operation that may be run: its document is valid. Its variables are read when it runs. */
export interface Operation {
  readonly runnable: Runnable;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Puts results on the wire, one after the other: calls `make` when the result's turn has come, and resolves when the next may be
 * made. An event is not worked on before: until then it is nothing but a reference, so that a client who does not read costs no
 * memory.
 */
export type Deliver = (make: () => StreamedResult | Promise<StreamedResult>) => Promise<void>;

export interface Run {
  /** Settles when all results are delivered and nothing of the operation runs; rejects with what `deliver` rejects with. */
  readonly done: Promise<void>;
  /** Ends a subscription at once, also while it waits for an event; a mutation runs to its end. */
  stop(): void;
}

export type RefusedRequest = Pick<OperationRequest, 'asked' | 'operationName'>;

/** The one implementation behind all doors. */
export interface Operations {
  readonly fetch: Persisted['fetch'];
  /** The operation, or why there is none. `fetch` comes before. */
  prepare(request: OperationRequest): Operation | readonly GraphQLError[];
  /** One result of a query or mutation, or those of a subscription. */
  run(operation: Operation, context: Context, deliver: Deliver): Run;
  /** The result of a query or mutation. Its errors are not formatted yet. */
  execute(operation: Operation, context: Context): ExecutionResult | Promise<ExecutionResult>;
  /** A result as clients may see it. */
  show(result: ExecutionResult, trail: Trail): string;
  readonly trailOf: (source: TrailSource) => Trail;
  /**
   * An operation is not run, for a reason that has nothing to do with its document: the audit hears of it if it is a known mutation.
   *
   * @param request called where there is an audit
   */
  refused(request: () => RefusedRequest | null, trail: Trail, error: unknown): void;
}

export interface OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persisted: Persisted;
  readonly allowances: Allowances;
  readonly formatError: ErrorFormat;
  readonly meters: Pick<Meters, 'operations' | 'events'>;
  /** Null or absent: nobody listens. */
  readonly audit?: Audit | null;
  readonly tracing?: Tracing | null;
}

export function createOperations(options: OperationsOptions): Operations {
  const { schema, documents, persisted, allowances, formatError, meters, audit = null, tracing = null } = options;
  const sharing = createSharing<StreamedResult>();

  function show({ data, errors }: ExecutionResult, trail: Trail): string {
    return JSON.stringify(
      errors === undefined ? { data } : { errors: errors.map((error) => formatError(error, trail)), data },
    );
  }

  /** Its mutations were not begun. */
  function tellNotRun(runnable: Runnable, trail: Trail, error: unknown): void {
    if (audit === null || runnable.type !== OperationTypeNode.MUTATION) return;
    const outcome = shownCode(error);
    for (const mutation of runnable.rootFields) {
      audit({ mutation, input: null, outcome, codes: [], milliseconds: 0, trail });
    }
  }

  const execute: Operations['execute'] =
    tracing === null
      ? executed
      : (operation, context) =>
          tracing.operation(tracedOf(operation.runnable), context.trail, () => executed(operation, context), failureIn);

  function executed({ runnable, variables }: Operation, context: Context): ExecutionResult | Promise<ExecutionResult> {
    const begun = performance.now();
    const told = (result: ExecutionResult): ExecutionResult => {
      const outcome = result.errors === undefined ? 'answered' : 'failed';
      meters.operations.answered(runnable, performance.now() - begun, outcome);
      if (result.data === undefined) tellNotRun(runnable, context.trail, result.errors?.[0]);
      return result;
    };
    const result = runnable.execute(undefined, context, variables);
    return result instanceof Promise ? result.then(told) : told(result);
  }

  async function runOnce(operation: Operation, context: Context, deliver: Deliver): Promise<void> {
    const text = show(await execute(operation, context), context.trail);
    await deliver(() => createResult(text));
  }

  function stream({ runnable, variables }: Operation, context: Context, deliver: Deliver): Run {
    const { document, operationName } = runnable;
    let source: AsyncIterator<unknown> | null = null;
    let stopped = false;
    let release = (): void => undefined;

    async function follow(events: AsyncIterator<unknown>): Promise<void> {
      const { results, leave } = sharing.join(context.link(), `${runnable.id} ${JSON.stringify(variables)}`);
      const shown = (event: unknown, result: ExecutionResult): StreamedResult =>
        createResult(show(result, context.trail), cursorOf(event));
      const resultOf = (event: unknown): StreamedResult | Promise<StreamedResult> => {
        const result = runnable.execute(event, context, variables);
        return result instanceof Promise ? result.then((settled) => shown(event, settled)) : shown(event, result);
      };
      try {
        for (let next = await events.next(); next.done !== true; next = await events.next()) {
          const event: unknown = next.value;
          meters.events.offered();
          try {
            await deliver(() =>
              typeof event === 'object' && event !== null ? results.of(event, () => resultOf(event)) : resultOf(event),
            );
            meters.events.delivered(event);
          } finally {
            meters.events.settled();
          }
        }
      } finally {
        leave();
      }
    }

    async function run(): Promise<void> {
      try {
        const args = { schema, document, operationName, variableValues: variables, contextValue: context };
        const open = (): Promise<AsyncIterable<unknown> | ExecutionResult> => createSourceEventStream(args);
        // What follows, for hours, is no part of how it began.
        const opened = await (tracing === null
          ? open()
          : tracing.operation(tracedOf(runnable), context.trail, open, failureIn));
        if (!(Symbol.asyncIterator in opened)) {
          meters.operations.subscriptions.add('refused');
          const text = show(opened, context.trail);
          await deliver(() => createResult(text));
          return;
        }
        source = opened[Symbol.asyncIterator]();
        if (stopped) return;
        release = allowances.begin('streams', context.link());
        meters.operations.subscriptions.add('started');
        await follow(source);
      } catch (error) {
        if (!stopped) meters.operations.subscriptions.add('failed');
        // Left to the doors, a stream that fails would take its whole socket along.
        const text = JSON.stringify({ errors: [formatError(error, context.trail)] });
        if (!stopped) await deliver(() => createResult(text, null, true));
      } finally {
        release();
        await source?.return?.();
      }
    }

    return {
      done: run(),
      stop() {
        stopped = true;
        void source?.return?.();
      },
    };
  }

  return {
    fetch: persisted.fetch,
    prepare({ asked, operationName, variables }) {
      const query = persisted.find(asked);
      if (typeof query !== 'string') return [query];
      const runnable = documents.read(query, operationName ?? null);
      if (!isRunnable(runnable)) return runnable;
      persisted.keep(asked);
      const isStream = runnable.type === OperationTypeNode.SUBSCRIPTION;
      return { runnable, variables: isStream ? declared(runnable, variables ?? {}) : (variables ?? {}) };
    },
    run(operation, context, deliver) {
      return operation.runnable.type === OperationTypeNode.SUBSCRIPTION
        ? stream(operation, context, deliver)
        : { done: runOnce(operation, context, deliver), stop: () => undefined };
    },
    execute,
    show,
    trailOf: createTrails(),
    refused(request, trail, error) {
      const refused = audit === null ? null : request();
      if (refused === null) return;
      const { text, id } = refused.asked;
      const known = text ?? (id === null ? null : persisted.textOf(id));
      const runnable = known === null ? null : documents.remembered(known, refused.operationName ?? null);
      if (runnable !== null) tellNotRun(runnable, trail, error);
    },
  };
}

/** The variables that the operation has: a stream keeps them as long as it lives, and tells itself from others by them. */
function declared({ definition }: Runnable, variables: Operation['variables']): Operation['variables'] {
  const { variableDefinitions = [] } = definition;
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]] as const] : [])),
  );
}

export function isPrepared(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return 'runnable' in prepared;
}

function isRunnable(read: Runnable | readonly GraphQLError[]): read is Runnable {
  return 'execute' in read;
}
