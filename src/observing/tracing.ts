import { AsyncLocalStorage } from 'node:async_hooks';
import { errorCode } from '../errors.ts';
import type { Attributes, Span, Tracer } from './tracer.ts';
import type { Trail } from './trail.ts';
import { templateOf } from './url-template.ts';

/** A client's operation, as a trace names it. */
export interface TracedOperation {
  readonly type: string;
  /** As the client calls it; null where it does not. */
  readonly name: string | null;
}

export interface TracedCall {
  readonly method: string;
  /** Path and query below the upstream's base. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
}

/** What showed the effect of a mutation. */
export type ShownBy = 'notification' | 'reading';

type Maybe<T> = T | Promise<T>;

/**
 * Follows operations from the door to the upstream and back. Whatever is called upstream within one belongs to it: the calls are made
 * many rooms below, by several queues, so that what they are for is kept beside the call (`AsyncLocalStorage`) and not handed down.
 */
export interface Tracing {
  operation<T>(
    operation: TracedOperation,
    trail: Trail,
    run: () => Maybe<T>,
    failure: (result: T) => string | null,
  ): Maybe<T>;
  /** What the gateway does for one field. @param ending what is to be known of its result */
  step<T>(name: string, attributes: Attributes, run: () => Maybe<T>, ending: (result: T) => Attributes): Maybe<T>;
  /** @param send gets headers to send along, names and values in turn */
  call<T extends { readonly status: number }>(
    call: TracedCall,
    send: (headers: readonly string[]) => Promise<T>,
  ): Promise<T>;
  /** Waiting for the proof of a mutation begins. Gives what is called at its end; again is fine. */
  confirmation(sessionId: string): (shownBy: ShownBy | null) => void;
  /** Runs what belongs to no operation, although one was the occasion for it. */
  apart<T>(run: () => T): T;
  close(): Promise<void>;
}

interface Scope {
  readonly trail: Trail;
  readonly span: Span | null;
  /** The last request that may have an effect. */
  lastPost: Span | null;
}

/** Operation names in the names of spans: clients choose them, and backends keep an index of names. */
const mostNames = 200;
const longestName = 64;

/**
 * @param tracer null: nothing is recorded
 * @param propagate calls upstream carry request id and `traceparent`
 */
export function createTracing(tracer: Tracer | null, propagate: boolean): Tracing {
  const scopes = new AsyncLocalStorage<Scope | null>();
  const names = new Set<string>();

  function within<T>(scope: Scope, run: () => Maybe<T>, end: (span: Span, result: T) => void): Maybe<T> {
    const { span } = scope;
    if (span === null) return scopes.run(scope, run);
    const ended = (result: T): T => {
      end(span, result);
      return result;
    };
    const failed = (error: unknown): never => {
      span.end(errorCode(error));
      throw error;
    };
    let result: Maybe<T>;
    try {
      result = scopes.run(scope, run);
    } catch (error) {
      return failed(error);
    }
    return result instanceof Promise ? result.then(ended, failed) : ended(result);
  }

  function nameOf({ type, name }: TracedOperation): string {
    if (name === null || (!names.has(name) && names.size >= mostNames)) return type;
    names.add(name);
    return `${type} ${name}`;
  }

  function headersOf(scope: Scope, span: Span | null): readonly string[] {
    if (!propagate) return [];
    const traceparent = span?.traceparent ?? scope.trail.traceparent();
    return ['x-request-id', scope.trail.requestId(), ...(traceparent === null ? [] : ['traceparent', traceparent])];
  }

  return {
    operation(given, trail, run, failure) {
      const operation = { type: given.type, name: given.name?.slice(0, longestName) ?? null };
      const span =
        tracer?.start({
          name: nameOf(operation),
          kind: 'server',
          attributes: {
            'graphql.operation.type': operation.type,
            ...(operation.name === null ? {} : { 'graphql.operation.name': operation.name }),
            'gws.request.id': trail.requestId(),
          },
          parent: trail.traceparent(),
        }) ?? null;
      return within({ trail, span, lastPost: null }, run, (ending, result) => {
        ending.end(failure(result));
      });
    },
    step(name, attributes, run, ending) {
      const outer = scopes.getStore() ?? null;
      const parent = outer?.span?.traceparent ?? null;
      if (tracer === null || outer === null || parent === null) return run();
      const span = tracer.start({ name, kind: 'internal', attributes, parent });
      return within({ trail: outer.trail, span, lastPost: null }, run, (ended, result) => {
        ended.end(null, ending(result));
      });
    },
    async call(called, send) {
      const scope = scopes.getStore() ?? null;
      if (scope === null) return send([]);
      const span = tracer === null || scope.span === null ? null : startCall(tracer, called, scope.span.traceparent);
      if (called.method === 'POST') scope.lastPost = span;
      try {
        const reply = await send(headersOf(scope, span));
        const error = reply.status >= 400 ? String(reply.status) : null;
        span?.end(error, { 'http.response.status_code': reply.status });
        return reply;
      } catch (error) {
        span?.end(errorCode(error));
        throw error;
      }
    },
    confirmation(sessionId) {
      const scope = scopes.getStore() ?? null;
      const parent = scope?.span?.traceparent ?? null;
      if (tracer === null || parent === null) return () => undefined;
      const begun = Date.now();
      let isOver = false;
      return (shownBy) => {
        if (isOver) return;
        isOver = true;
        tracer
          .start({
            name: 'receive notification',
            kind: 'consumer',
            attributes: {
              'messaging.system': 'cometd',
              'messaging.operation.type': 'receive',
              'messaging.operation.name': 'confirm',
              'gws.session.id': sessionId,
              'gws.confirmed_by': shownBy ?? 'nothing',
            },
            parent,
            link: scope?.lastPost?.traceparent ?? null,
            begun,
          })
          .end(null);
      };
    },
    apart: (run) => scopes.run(null, run),
    close: () => tracer?.close() ?? Promise.resolve(),
  };
}

function startCall(tracer: Tracer, { method, path, host, port }: TracedCall, parent: string | null): Span {
  const template = templateOf(path);
  return tracer.start({
    name: `${method} ${template}`,
    kind: 'client',
    attributes: {
      'http.request.method': method,
      'url.template': template,
      'server.address': host,
      'server.port': port,
    },
    parent,
  });
}
