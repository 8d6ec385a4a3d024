import { request, type IncomingHttpHeaders } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Json } from '../support/fixture.ts';
import { socketClient, type Answer } from '../support/gateway.ts';

export interface Asked {
  readonly query: string;
  readonly variables?: Json;
  readonly operationName?: string;
}

/** What came back; `status` where there is one. */
export interface Told {
  readonly status: number | null;
  /** The header of this name, where there is one. */
  readonly retryAfter: string | null;
  readonly answer: Answer;
}

/** One of the ways on which the same request gets in. */
export interface Way {
  readonly name: string;
  readonly ask: (url: string, authorization: string, asked: Asked) => Promise<Told>;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sending {
  readonly body?: string | Buffer;
  readonly method?: string;
  /** Enough of the answer has come: streams have no end. */
  readonly enough?: (text: string) => boolean;
}

/** A request as it is written here: `fetch` would set, refuse and follow what it likes. */
export function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  { body, method = body === undefined ? 'GET' : 'POST', enough = () => false }: Sending = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      const finish = (): void => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (!enough(text)) return;
        finish();
        response.destroy();
      });
      response.once('end', finish);
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The only or the first result of an answer, whatever it is wrapped in. */
function resultIn(text: string): string | null {
  const event = /^data: (.*)\n/m.exec(text)?.[1];
  const part = /\r\n\r\n\{"payload":(.*)\}\r\n--graphql/.exec(text)?.[1];
  // What breaks a stream off stands beside the payload.
  return event ?? part?.replace(/^null,(.*)$/, '{$1}') ?? null;
}

export function post(path: string, accept: string): Way['ask'] {
  return async (url, authorization, asked) => {
    const body = Buffer.from(JSON.stringify(asked));
    const headers = {
      authorization,
      accept,
      'content-type': 'application/json',
      'content-length': String(body.length),
    };
    const reply = await send(url + path, headers, { body, enough: (so) => resultIn(so) !== null });
    return {
      status: reply.status,
      retryAfter: reply.headers['retry-after'] ?? null,
      answer: JSON.parse(resultIn(reply.text) ?? reply.text) as Answer,
    };
  };
}

/** Operations of a WebSocket have no response of their own. */
const noResponse = { status: null, retryAfter: null };

async function overSocket(url: string, authorization: string, asked: Asked): Promise<Told> {
  const client = socketClient(url, authorization);
  try {
    return await new Promise<Told>((resolve, reject) => {
      client.subscribe<Json>(asked, {
        next: (result) => {
          resolve({ ...noResponse, answer: result as Answer });
        },
        error(reason) {
          if (!Array.isArray(reason)) {
            const { code = 0, message = '' } = reason as { code?: number; message?: string };
            reject(new Error(`${code} ${message}`));
            return;
          }
          const errors = (reason as readonly GraphQLError[]).map(({ message, extensions }) => ({
            message,
            extensions: extensions,
          }));
          resolve({ ...noResponse, answer: { errors } });
        },
        complete: () => undefined,
      });
    });
  } finally {
    await client.dispose();
  }
}

/** A slash at the end is taken by Fastify's router alone. */
export const ways: readonly [Way, ...Way[]] = [
  { name: 'POST before Fastify', ask: post('/graphql', '*/*') },
  { name: 'POST through Fastify', ask: post('/graphql/', '*/*') },
  { name: 'POST that accepts multipart', ask: post('/graphql', 'multipart/mixed;subscriptionSpec=1.0, */*') },
  { name: 'WebSocket', ask: overSocket },
  { name: 'server-sent events', ask: post('/graphql/stream', 'text/event-stream') },
];

/** The same over every way, one after the other; what came back, by the way's name. */
export async function overEveryDoor<T>(
  url: string,
  authorization: string,
  asked: Asked,
  look: (told: Told) => T,
): Promise<Readonly<Record<string, T>>> {
  const seen: Record<string, T> = {};
  for (const { name, ask } of ways) seen[name] = look(await ask(url, authorization, asked));
  return seen;
}

/** What `overEveryDoor` gives where all ways answer alike. */
export function alike<T>(value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(ways.map(({ name }) => [name, value]));
}

/** Codes of the errors, each once; none where all is well. */
export function codesOf({ answer: { errors = [] } }: Told): readonly unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions['code']))];
}
