import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type GraphQLError } from 'graphql';
import type { Allowances } from '../agent/allowances.ts';
import type { Link } from '../agent/link.ts';
import type { LinkHold, Links } from '../agent/links.ts';
import { isGatewayError } from '../errors.ts';
import type { Trail } from '../observing/trail.ts';
import type { AddressOf } from './client-address.ts';
import { corsOf } from './cors.ts';
import { missingCredentials, requestCredentials, type CredentialRules } from './credentials.ts';
import { httpStatus, type ErrorFormat } from './error-format.ts';
import type { Framing, HttpStreams } from './http-streams.ts';
import { createResult, isPrepared, type Operation, type Operations } from './operation.ts';
import { RequestError, requestOf, type OperationRequest } from './request.ts';
import { RequestTrail } from './request-trail.ts';

export interface SseOptions {
  readonly operations: Operations;
  readonly streams: HttpStreams;
  readonly links: Links;
  readonly allowances: Allowances;
  readonly addressOf: AddressOf;
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
  const { operations, streams, links, allowances, addressOf, rules, formatError, origins } = options;

  /** The caller, proven before the stream begins: browsers' EventSource gives up only on a status that is no success. */
  async function login(request: FastifyRequest): Promise<LinkHold> {
    const credentials = requestCredentials(request.headers, origins, rules);
    if (credentials === null) throw missingCredentials();
    allowances.admit(links.known(credentials));
    const hold = links.hold(credentials, () => addressOf(request.raw));
    try {
      await hold.link.login();
    } catch (error) {
      // An upstream that is away is no fault of the credentials: the stream will say so.
      if (isGatewayError(error, 'UNAUTHENTICATED')) {
        hold.release();
        throw error;
      }
    }
    return hold;
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
    const hold = await login(request).catch((error: unknown) => {
      const credentials = requestCredentials(request.headers, origins, rules);
      operations.refused(asked, trailOf(request, credentials === null ? null : links.known(credentials)), error);
      throw error;
    });
    await operations.fetch(asked.asked);
    const prepared = operations.prepare(asked);
    if (isPrepared(prepared) && prepared.runnable.type === OperationTypeNode.MUTATION && request.method === 'GET') {
      hold.release();
      void reply.header('allow', 'POST');
      throw new RequestError(405, 'Mutations are not taken by GET.');
    }
    if (isPrepared(prepared)) begin(reply, prepared, hold, request);
    else refuse(reply, hold, prepared);
    return reply;
  }

  function trailOf({ raw }: FastifyRequest, link: Link | null): Trail {
    return operations.trailOf(new RequestTrail(raw, addressOf, () => link));
  }

  function begin(reply: FastifyReply, operation: Operation, hold: LinkHold, request: FastifyRequest): void {
    const id = request.headers['last-event-id'];
    const resumeAfter = typeof id === 'string' && id !== '' ? id.slice(0, longestId) : null;
    const caller = {
      link: () => hold.link,
      trail: trailOf(request, hold.link),
      release: () => {
        hold.release();
      },
    };
    streams.serve(reply, operation, caller, resumeAfter, framing);
  }

  /**
   * In the stream, as its only result: told by status, clients of graphql-sse would ask again and again.
   *
   * @throws GatewayError of what may go better if they do
   */
  function refuse(reply: FastifyReply, hold: LinkHold, errors: readonly GraphQLError[]): void {
    hold.release();
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
        const { retryAfter } = error.details;
        if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
        return reply.code(httpStatus(error)).send({ errors: [formatError(error)] });
      }
    },
  });
  if (origins.length > 0) {
    app.options('/graphql/stream', { onRequest: corsOf(origins) }, (_request, reply) => reply.code(204).send());
  }
}
