import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface Seen {
  /** Method and path, and the first channel of Bayeux messages: `POST /api/v2/me`, `POST /api/v2/notifications /meta/connect`. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  /** Names as sent, for what must go out under an exact name. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
  readonly body: unknown;
  /** The connection it came on. */
  readonly socket: Socket;
  /** Milliseconds, as `performance.now()`. */
  readonly at: number;
}

export type Answer = (response: ServerResponse, seen: Seen) => void;

/** An HTTP server on a port of its own that plays a script. */
export interface Upstream {
  readonly base: string;
  readonly port: number;
  /** All requests so far, planned or not. */
  readonly seen: readonly Seen[];
  /** Plans the answer to the next request; resolves with the request once it came. The order of the plan is the order of the requests. */
  plan(line: string, answer: Answer): Promise<Seen>;
  /** Answers requests of this kind whenever nothing is planned for them. */
  always(line: string, answer: Answer): void;
  /** Answers every request that nothing is planned for; without it such a request fails the test. */
  otherwise(answer: Answer): void;
  /** Resolves when as many requests came. */
  count(requests: number): Promise<void>;
  /** Stops listening and cuts all sockets. */
  kill(): Promise<void>;
  /** Listens again, on the same port. */
  restart(): Promise<void>;
}

interface Planned {
  readonly line: string;
  readonly answer: Answer;
  readonly arrived: (seen: Seen) => void;
}

/** Starts a server for the running test; the test fails when a request was not planned or a plan was not met. */
export async function startUpstream(): Promise<Upstream> {
  const seen: Seen[] = [];
  const plans: Planned[] = [];
  const unplanned: string[] = [];
  const waiting = new Set<() => void>();
  const standing = new Map<string, Answer>();
  let fallback: Answer | null = null;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    response.on('error', () => undefined);
    const text = await readBody(request);
    if (text === null) return;
    const one: Seen = {
      line: [request.method, request.url, ...channelOf(text)].join(' '),
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      text,
      body: parsed(text),
      socket,
      at: performance.now(),
    };
    seen.push(one);
    const [planned] = plans;
    const answer = standing.get(one.line) ?? fallback;
    if (planned?.line === one.line) {
      plans.shift();
      planned.answer(response, one);
      planned.arrived(one);
    } else if (answer !== null) {
      answer(response, one);
    } else {
      unplanned.push(planned === undefined ? one.line : `${one.line}, instead of ${planned.line}`);
      response.writeHead(599).end();
    }
    for (const check of waiting) check();
  }

  const server = createServer((request, response) => void take(request, response));
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });

  await listen(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    await kill();
    expect(unplanned.slice(0, 10), 'requests that were not planned').toEqual([]);
    expect(
      plans.map(({ line }) => line),
      'planned requests that did not come',
    ).toEqual([]);
  });

  return {
    base: `http://127.0.0.1:${port}/api/v2`,
    port,
    seen,
    plan: (line, answer) =>
      new Promise((arrived) => {
        plans.push({ line, answer, arrived });
      }),
    always(line, answer) {
      standing.set(line, answer);
    },
    otherwise(answer) {
      fallback = answer;
    },
    count: (requests) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (seen.length < requests) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    kill,
    restart: () => listen(port),
  };
}

/** Answers with JSON. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string | string[]>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Answers with text of another type. */
export function plain(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text);
  };
}

/** Takes the request and never answers. */
export const silence: Answer = () => undefined;

/** Resets the connection instead of answering. */
export const reset: Answer = (_, { socket }) => {
  socket.resetAndDestroy();
};

/** Resolves when the connection is gone. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else
      socket.once('close', () => {
        resolve();
      });
  });
}

/** Null when the client went away before the end. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function channelOf(text: string): readonly string[] {
  const body = parsed(text);
  const [first] = (Array.isArray(body) ? body : []) as readonly ({ readonly channel?: unknown } | null)[];
  return typeof first?.channel === 'string' ? [first.channel] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
