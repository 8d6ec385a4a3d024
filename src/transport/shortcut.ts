import type { IncomingMessage } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../resolvers/context.ts';
import type { ApolloAnswer } from './apollo.ts';
import type { Documents, Runnable } from './documents.ts';
import type { Operations } from './operation.ts';
import type { Persisted } from './persisted.ts';
import { refusedStatus } from './refused-status.ts';
import { askedIn, isRecord } from './request.ts';

/**
 * Runs again what Apollo Server has run before: POSTs of a document that it has accepted, by its text or as a persisted query,
 * from clients that take what it gave to others. Its pipeline costs many times what such an operation does. Whatever else a
 * request may be stays Apollo's.
 */
export interface Shortcut {
  /** What gives the answer that Apollo Server would give; null where it has to be asked. */
  readonly find: (request: RequestHead, body: unknown) => ((context: Context) => Promise<ApolloAnswer>) | null;
  /** Apollo has answered. */
  learn(request: RequestHead, answer: ApolloAnswer): void;
}

export type RequestHead = Pick<IncomingMessage, 'method' | 'headers'>;

/** `Accept` headers for which Apollo's choice is known; browsers and libraries send a few. */
const acceptsKept = { max: 100, longest: 500 };

export function createShortcut(documents: Documents, operations: Operations, persisted: Persisted): Shortcut {
  const contentTypes = new LRUCache<string, ApolloAnswer['headers']>({ max: acceptsKept.max });

  function runnableIn(body: Readonly<Record<string, unknown>>): Runnable | null {
    const { operationName, extensions } = body;
    const name = operationName ?? null;
    if (name !== null && typeof name !== 'string') return null;
    if ((extensions ?? null) !== null && !isRecord(extensions)) return null;
    const { text, id, automatic } = askedIn(body);
    // What is to be known by its hash from now on has to be looked at.
    if (automatic === 'unsupported' || (text !== null && id !== null)) return null;
    const known = text ?? (id === null ? null : persisted.textOf(id));
    return known === null ? null : documents.accepted(known, name);
  }

  async function run(
    runnable: Runnable,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
    accept: string,
    headers: ApolloAnswer['headers'],
  ): Promise<ApolloAnswer> {
    const result = await operations.execute({ runnable, variables }, context);
    // Where there is no data nothing was executed: the variables are wrong.
    const status = result.data === undefined ? refusedStatus(accept, headers.get('content-type') ?? '') : 200;
    return { status, headers, body: `${operations.show(result, context.trail)}\n` };
  }

  return {
    find({ method, headers: { accept = '' } }, body) {
      if (method !== 'POST' || !isRecord(body)) return null;
      const headers = contentTypes.get(accept);
      const variables = body['variables'] ?? {};
      if (headers === undefined || !isRecord(variables)) return null;
      const runnable = runnableIn(body);
      // A subscription: beside a query in a document that was accepted for the query.
      if (runnable === null || runnable.type === OperationTypeNode.SUBSCRIPTION) return null;
      return (context) => run(runnable, variables, context, accept, headers);
    },
    learn({ headers: { accept = '' } }, { status, headers }) {
      const contentType = headers.get('content-type');
      if (status !== 200 || contentType === undefined || accept.length > acceptsKept.longest) return;
      if (!contentTypes.has(accept)) contentTypes.set(accept, new Map([['content-type', contentType]]));
    },
  };
}
