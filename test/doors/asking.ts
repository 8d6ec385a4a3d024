import { createClient as createSseClient } from 'graphql-sse';
import type { Json } from '../support/fixture.ts';
import { basic, socketClient, type Answer } from '../support/gateway.ts';

/** What a request says of its document, and its variables. */
export type Members = Readonly<Record<string, unknown>>;

export interface DoorAnswer extends Answer {
  /** Of the HTTP response; null where there is none of its own for each operation. */
  readonly status: number | null;
}

/** Asks by one of the ways in; the first result, or why there is none. */
export type Asking = (url: string, members: Members) => Promise<DoorAnswer>;

const authorization = basic('agent1', 'sandbox-agent1');

const read = async (response: Response): Promise<DoorAnswer> => ({
  status: response.status,
  ...((await response.json()) as Answer),
});

/** All ways in by their names, the live ones with the clients that front ends use. */
export const ways: Readonly<Record<'post' | 'get' | 'websocket' | 'sse' | 'multipart', Asking>> = {
  post: async (url, members) =>
    read(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(members),
      }),
    ),

  get: async (url, members) => {
    const params = Object.entries(members).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const query = new URLSearchParams(params).toString();
    return read(
      await fetch(`${url}/graphql?${query}`, { headers: { authorization, 'apollo-require-preflight': 'yes' } }),
    );
  },

  async websocket(url, members) {
    const client = socketClient(url, authorization);
    try {
      // Its protocol wants a string.
      for await (const result of client.iterate<Json>({ query: '', ...members })) {
        return { status: null, ...(result as Answer) };
      }
      throw new Error('There was no result.');
    } catch (error) {
      if (!Array.isArray(error)) throw error;
      return { status: null, errors: error as NonNullable<Answer['errors']> };
    } finally {
      await client.dispose();
    }
  },

  async sse(url, members) {
    const client = createSseClient({ url: `${url}/graphql/stream`, headers: { authorization }, retryAttempts: 0 });
    try {
      for await (const result of client.iterate<Json>({ query: '', ...members })) {
        return { status: null, ...(result as Answer) };
      }
      throw new Error('There was no result.');
    } finally {
      client.dispose();
    }
  },

  async multipart(url, members) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        accept: 'multipart/mixed;subscriptionSpec=1.0, application/json',
      },
      body: JSON.stringify(members),
    });
    if (!(response.headers.get('content-type') ?? '').startsWith('multipart')) return read(response);
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const payload = /\{"payload":(.*)\}\r\n--graphql/.exec(text)?.[1];
      if (payload !== undefined) return { status: response.status, ...(JSON.parse(payload) as Answer) };
    }
    throw new Error(`There was no result: ${text}`);
  },
};
