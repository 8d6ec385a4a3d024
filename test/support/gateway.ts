import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { parseConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import type { Log } from '../../src/log.ts';
import type { Json } from './fixture.ts';

export interface LogLine {
  readonly level: keyof Log;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that keeps its lines. */
export function recordingLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (level: keyof Log) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** The same process that users run, on a free port. */
export function startGateway(env: Record<string, string> = {}, log: Log = recordingLog()): Promise<Gateway> {
  return createGateway(parseConfig({ PORT: '0', ...env }), log);
}

export function basic(userName: string, password: string): string {
  return `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}

export interface Answer {
  readonly data?: Json | null;
  readonly errors?: readonly { readonly message: string; readonly path?: unknown; readonly extensions: Json }[];
}

/** One GraphQL request over HTTP. */
export async function ask(
  url: string,
  authorization: string | null,
  query: string,
  variables: Json = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** The npm client that front ends use. It keeps its socket until disposed of and does not retry, so that a test sees every end. */
export function socketClient(url: string, authorization: string): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { headers: { Authorization: authorization } },
    retryAttempts: 0,
    lazyCloseTimeout: 60_000,
  });
}

/** A running subscription whose results are taken one by one. */
export interface Stream {
  /** The next result's `sessionEvents`. @throws what ended the stream */
  next(): Promise<Json>;
  /** The next results up to and including the first for which `last` is true. */
  until(last: (event: Json) => boolean): Promise<Json[]>;
  /** The next result as it is. */
  result(): Promise<Answer>;
  stop(): void;
}

export function streamOf(client: Client, query: string, variables: Json = {}): Stream {
  const results = client.iterate<Json>({ query, variables });
  const result = async (): Promise<Answer> => {
    const { value, done } = (await results.next()) as IteratorResult<unknown, unknown>;
    if (done === true) throw new Error('The stream is complete.');
    return value as Answer;
  };
  return {
    ...eventsOf(result),
    stop() {
      void results.return?.();
    },
  };
}

/** The events in results that are taken one by one. */
export function eventsOf(result: () => Promise<Answer>): Pick<Stream, 'next' | 'until' | 'result'> {
  const next = async (): Promise<Json> => {
    const { data, errors } = await result();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data?.['sessionEvents'] as Json;
  };
  return {
    result,
    next,
    async until(last) {
      const events: Json[] = [];
      for (;;) {
        const event = await next();
        events.push(event);
        if (last(event)) return events;
      }
    },
  };
}
