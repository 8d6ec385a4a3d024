import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ApolloAnswer } from './apollo.ts';
import type { Bodies } from './bodies.ts';

/** Takes an operation out of a request: what gives its answer, or null where it is not known before. */
export type FindAnswer = (request: IncomingMessage, body: unknown) => (() => Promise<ApolloAnswer>) | null;

/** What stands before Fastify. */
export interface Direct {
  /** @param pass leaves the request to Fastify */
  take(request: IncomingMessage, response: ServerResponse, pass: () => void): void;
  /** The body of a request that is left to Fastify: read already, or when Fastify reads it. */
  bodyOf(request: IncomingMessage): Readable;
}

export interface DirectOptions {
  readonly find: FindAnswer;
  readonly maxRequestBytes: number;
  readonly bodies: Bodies;
  /** Headers of the answer besides its own. */
  readonly headersFor: (request: IncomingMessage) => readonly (readonly [name: string, value: string])[];
  readonly onFault: (error: unknown) => ApolloAnswer;
}

/**
 * Answers plain POSTs of known operations as soon as their body is there. Routing, parsing and replying by Fastify cost as much as the
 * whole call of the upstream does; all other requests, and whatever is odd about one, go through it as ever, bodies included.
 */
export function createDirect({ find, maxRequestBytes, bodies, headersFor, onFault }: DirectOptions): Direct {
  /** Bodies of those left to Fastify. */
  const read = new WeakMap<IncomingMessage, Buffer>();

  function isPlain({ method, url, headers }: IncomingMessage): boolean {
    return (
      method === 'POST' &&
      url === '/graphql' &&
      plainJson.test(headers['content-type'] ?? '') &&
      Number(headers['content-length'] ?? NaN) <= maxRequestBytes &&
      headers['transfer-encoding'] === undefined &&
      headers['content-encoding'] === undefined
    );
  }

  function answerTo(request: IncomingMessage, bytes: Buffer): (() => Promise<ApolloAnswer>) | null {
    const body = parsed(bytes);
    return body === undefined ? null : find(request, body);
  }

  async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    answer: () => Promise<ApolloAnswer>,
  ): Promise<void> {
    let given: ApolloAnswer;
    try {
      given = await answer();
    } catch (error) {
      given = onFault(error);
    }
    const headers: string[] = [];
    for (const [name, value] of given.headers) headers.push(name, value);
    for (const [name, value] of headersFor(request)) headers.push(name, value);
    headers.push('content-length', String(Buffer.byteLength(given.body)));
    response.writeHead(given.status, headers).end(given.body);
  }

  return {
    take(request, response, pass) {
      if (!isPlain(request)) {
        pass();
        return;
      }
      bodies.read(request, (bytes) => {
        const answer = answerTo(request, bytes);
        if (answer !== null) {
          respond(request, response, answer).catch(() => {
            response.destroy();
          });
          return;
        }
        read.set(request, bytes);
        pass();
      });
    },
    bodyOf(request) {
      const bytes = read.get(request);
      return bytes === undefined ? bodies.streamOf(request) : Readable.from([bytes]);
    },
  };
}

const plainJson = /^application\/json *(?:; *charset=utf-8 *)?$/i;

/** What Fastify's parser refuses, or looks at more closely than this. */
const suspicious = /__proto__|constructor|\\u/;

/** Undefined for what is not JSON, or has to be looked at closely: Fastify finds the words for it. */
function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (suspicious.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
