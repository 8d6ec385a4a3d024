import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type GraphQLError } from 'graphql';
import { isGatewayError } from '../errors.ts';
import type { Credentials } from '../upstream/connection.ts';
import { corsOf } from './cors.ts';
import { requestCredentials, type CredentialRules } from './credentials.ts';
import { httpStatus, retryHeaders, type ErrorFormat } from './error-format.ts';
import type { HttpCaller, HttpCallers } from './http-callers.ts';
import type { Framing, HttpStreams } from './http-streams.ts';
import { isPrepared, type Operations } from './operation.ts';
import { RequestError, requestOf, type OperationRequest } from './request.ts';
import { createResult } from './streamed-result.ts';

export interface SseOptions {
  readonly operations: Operations;
  readonly streams: HttpStreams;
  readonly callers: HttpCallers;
  readonly rules: CredentialRules;
  readonly formatError: ErrorFormat;
  readonly origins: readonly string[];
}

/** No cursor is as long; one that is cut is no cursor, so that the stream begins with a snapshot. */
const longestId = 256;

const framing: Framing = {
  door: 'sse',
  headers: {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nginx would keep events back until a buffer is full.
    'x-accel-buffering': 'no',
  },
  opening: ':\n\n',
  heartbeat: ':\n\n',
  frame: ({ text, cursor }) => `event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: ${text}\n\n`,
  closing: 'event: complete\ndata:\n\n',
};

/** Server-sent events on `/graphql/stream`, one response per operation: graphql-sse's "distinct connections mode". */
export function registerSse(app: FastifyInstance, options: SseOptions): void {
  const { operations, streams, callers, rules, formatError, origins } = options;

  /** Before the stream begins: browsers' EventSource gives up only on a status that is no success. */
  async function login(caller: HttpCaller, credentials: Credentials | null): Promise<void> {
    callers.admit(credentials);
    const link = caller.link();
    try {
      await link.login();
    } catch (error) {
      // An upstream that is away is no fault of the credentials: the stream will say so.
      if (isGatewayError(error, 'UNAUTHENTICATED')) throw error;
    }
  }

  /** @throws RequestError */
  function wanted(request: FastifyRequest): OperationRequest {
    if (!/text\/event-stream|text\/\*|\*\/\*/i.test(request.headers.accept ?? '*/*')) {
      throw new RequestError(406, 'This address answers with event streams: accept text/event-stream.');
    }
    return requestOf(request);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = wanted(request);
    const credentials = requestCredentials(request.headers, origins, rules);
    const caller = callers.callerOf(request.raw, credentials);
    try {
      await login(caller, credentials);
    } catch (error) {
      caller.release();
      operations.refused(() => asked, caller.trail, error);
      throw error;
    }
    await operations.fetch(asked.asked);
    const prepared = operations.prepare(asked);
    if (isPrepared(prepared) && prepared.runnable.type === OperationTypeNode.MUTATION && request.method === 'GET') {
      caller.release();
      void reply.header('allow', 'POST');
      throw new RequestError(405, 'Mutations are not taken by GET.');
    }
    if (isPrepared(prepared)) streams.serve(reply, prepared, caller, resumeAfter(request), framing);
    else {
      caller.release();
      refuse(reply, prepared);
    }
    return reply;
  }

  /**
   * In the stream, as its only result: told by status, clients of graphql-sse would ask again and again.
   *
   * @throws GatewayError of what may go better if they do
   */
  function refuse(reply: FastifyReply, errors: readonly GraphQLError[]): void {
    for (const { originalError } of errors) if (isGatewayError(originalError)) throw originalError;
    const text = JSON.stringify({ errors: errors.map((error) => formatError(error)) });
    const body = framing.frame(createResult(text, null, true)) + framing.closing;
    void reply.headers(framing.headers).send(body);
  }

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    onRequest: corsOf(origins),
    async handler(request, reply) {
      try {
        return await answer(request, reply);
      } catch (error) {
        if (!isGatewayError(error)) throw error;
        for (const [name, value] of retryHeaders(error)) void reply.header(name, value);
        return reply.code(httpStatus(error)).send({ errors: [formatError(error)] });
      }
    },
  });
  if (origins.length > 0) {
    app.options('/graphql/stream', { onRequest: corsOf(origins) }, (_request, reply) => reply.code(204).send());
  }
}

/** The cursor after which the client goes on. */
function resumeAfter({ headers: { 'last-event-id': id } }: FastifyRequest): string | null {
  return typeof id === 'string' && id !== '' ? id.slice(0, longestId) : null;
}
