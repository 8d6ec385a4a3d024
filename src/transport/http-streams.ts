import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { createEnding } from '../agent/ending.ts';
import type { Link } from '../agent/link.ts';
import type { Log } from '../log.ts';
import type { DoorMeter } from '../meters/door-meter.ts';
import type { Trail } from '../observing/trail.ts';
import { createContext, type Context } from '../resolvers/context.ts';
import { pause } from '../upstream/deadline.ts';
import { spread, type Farewell } from './farewell.ts';
import type { Operation, Operations } from './operation.ts';
import { RequestError } from './request.ts';
import { createResponseWriter } from './response-writer.ts';
import type { StreamedResult } from './streamed-result.ts';

/** How a protocol writes results into a response. */
export interface Framing {
  readonly door: 'sse' | 'multipart';
  readonly headers: Readonly<Record<string, string>>;
  /** Written at once, so that the client knows that it is served. */
  readonly opening: string;
  /** Written while nothing happens: for proxies, and to find clients that are gone. */
  readonly heartbeat: string;
  readonly frame: (result: StreamedResult) => string;
  /** Says that nothing more will come. */
  readonly closing: string;
}

export interface HttpStreamsOptions {
  readonly operations: Operations;
  /** Milliseconds between heartbeats; a client that takes nothing for two of them is cut. */
  readonly ping: number;
  /** Milliseconds after which a stream is ended, each a little earlier or later. */
  readonly lifetime: () => number;
  readonly meter: DoorMeter;
  readonly log: Log;
}

/** Whose operation it is. */
export interface Caller {
  /** @throws GatewayError UNAUTHENTICATED when the request carries no usable credential */
  readonly link: () => Link;
  /** Called once, when the operation is over. */
  readonly release: () => void;
  readonly trail: Trail;
}

/** Results as they come, in the response to an HTTP request; the same for every protocol that frames them. */
export interface HttpStreams {
  /**
   * Takes the response over. Returns at once.
   *
   * @throws RequestError when the connection carries a stream already
   */
  serve(reply: FastifyReply, operation: Operation, caller: Caller, resumeAfter: string | null, framing: Framing): void;
  count(door: Framing['door']): number;
  /** Bytes that its clients have not read. */
  unread(door: Framing['door']): number;
  /** Ends every stream, with the place to go on from; cuts those that do not take it in time. */
  close(farewell: Farewell): Promise<void>;
}

interface Open {
  readonly door: Framing['door'];
  readonly response: ServerResponse;
  readonly end: () => void;
  readonly done: Promise<void>;
}

/**
 * Milliseconds between the last event and the end of a response that breaks off: clients that find both in one piece take the
 * stream for complete, or wait for ever (graphql-sse).
 */
const breath = 50;

export function createHttpStreams({ operations, ping, lifetime, meter, log }: HttpStreamsOptions): HttpStreams {
  const open = new Set<Open>();
  /** Connections of streams. Each ends with its stream, so no request behind it would ever be answered. */
  const carrying = new WeakSet<Socket>();
  let closing = false;

  /** Writes results as fast as the client takes them. Resolves when the response is over and nothing of the operation runs. */
  async function write(
    response: ServerResponse,
    operation: Operation,
    context: Context,
    framing: Framing,
    isEnding: () => boolean,
  ): Promise<void> {
    const { socket } = response.req;
    const writer = createResponseWriter(response, 2 * ping, () => {
      meter.cut.add(framing.door);
      log.warn(
        { door: framing.door, bytes: response.writableLength, requestId: context.trail.requestId() },
        'a stream was cut: its client does not read',
      );
      response.destroy();
    });
    const heartbeat = setInterval(() => {
      writer.writeIfIdle(framing.heartbeat);
    }, ping);
    const last = { isFailure: false };
    let leave = (): void => undefined;
    try {
      await writer.write(framing.opening);
      // One result at a time is on its way to the socket, so nobody has to wait for a turn.
      const run = operations.run(operation, context, async (make) => {
        const result = await make();
        last.isFailure = result.isFailure;
        await writer.write(framing.frame(result));
      });
      leave = () => {
        run.stop();
      };
      socket.once('close', leave);
      if (socket.destroyed) leave();
      await run.done;
      if (!isEnding() || last.isFailure) {
        writer.end(framing.closing);
      } else {
        await pause(breath, new AbortController().signal);
        writer.end('');
      }
    } finally {
      clearInterval(heartbeat);
      socket.off('close', leave);
    }
  }

  return {
    serve(reply, operation, { link, release, trail }, resumeAfter, framing) {
      const response = reply.raw;
      const { socket } = response.req;
      if (carrying.has(socket)) {
        release();
        throw new RequestError(409, 'This connection carries a stream already: open another one.');
      }
      carrying.add(socket);
      // From here on heartbeats find out whether somebody reads.
      socket.setTimeout(0);
      const ending = createEnding();
      const isStream = operation.runnable.type === OperationTypeNode.SUBSCRIPTION;
      const context = createContext(link, { resumeAfter, ending }, trail);
      const oldAge = setTimeout(() => {
        ending.end('LIFETIME');
      }, lifetime());
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) response.setHeader(name, value);
      response.writeHead(200, { ...framing.headers, connection: 'close' });

      const done = write(response, operation, context, framing, () => isStream && ending.reason() !== null)
        .catch((error: unknown) => {
          log.warn({ err: error, door: framing.door, requestId: trail.requestId() }, 'a stream did not end cleanly');
          response.destroy();
        })
        .finally(() => {
          clearTimeout(oldAge);
          open.delete(entry);
          release();
        });
      const end = (): void => {
        ending.end('SHUTTING_DOWN');
      };
      const entry = { door: framing.door, response, end, done };
      open.add(entry);
      // It may have waited for a login while the others were told.
      if (closing) end();
    },

    count: (door) => [...open].filter((entry) => entry.door === door).length,

    unread: (door) =>
      [...open].reduce((sum, entry) => sum + (entry.door === door ? entry.response.writableLength : 0), 0),

    async close(farewell) {
      closing = true;
      await spread([...open], farewell, async ({ response, end, done }, patience) => {
        end();
        const cut = setTimeout(() => {
          response.destroy();
        }, patience);
        await done;
        clearTimeout(cut);
      });
    },
  };
}
