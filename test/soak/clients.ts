import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ask, basic } from '../support/gateway.ts';

const events = `subscription ($after: Cursor) {
  sessionEvents(after: $after) {
    __typename
    cursor
    ... on SessionsSnapshot { reason sessions { id state userData { key value } participants { nickname isMe } } }
    ... on MessageAdded { message { id sentAt } session { id userData { key value } } }
  }
}`;
const list = '{ me { id } sessions { nodes { id state messages(last: 5) { nodes { id } } } } }';
const accept = 'mutation ($id: ID!) { acceptSession(input: { sessionId: $id, confirmWithin: 1000 }) { outcome } }';
const send = `mutation ($id: ID!) {
  sendMessage(input: { sessionId: $id, text: "hello", visibility: ALL, confirmWithin: 1000 }) { outcome }
}`;
const complete = 'mutation ($id: ID!) { completeSession(input: { sessionId: $id, confirmWithin: 0 }) { outcome } }';

export interface Counts {
  events: number;
  snapshots: number;
  connections: number;
  requests: number;
}

export interface ClientOptions {
  readonly url: string;
  readonly userName: string;
  readonly counts: Counts;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** A tab that follows the events, and every few seconds is closed, cut off or left, and opened again where it was. */
export async function followForEver({ url, userName, counts, random, signal }: ClientOptions): Promise<void> {
  const variables: { after?: string } = {};
  while (!signal.aborted) {
    let socket: WebSocket | null = null;
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { headers: { Authorization: basic(userName, `sandbox-${userName}`) } },
      retryAttempts: 0,
      on: {
        opened: (opened) => {
          socket = opened as WebSocket;
        },
      },
    });
    counts.connections += 1;
    const ended = new Promise<void>((resolve) => {
      client.subscribe<{ sessionEvents: { cursor: string; __typename: string } }>(
        { query: events, variables },
        {
          next({ data }) {
            counts.events += 1;
            if (data?.sessionEvents.__typename === 'SessionsSnapshot') counts.snapshots += 1;
            if (data) variables.after = data.sessionEvents.cursor;
          },
          error: () => {
            resolve();
          },
          complete: resolve,
        },
      );
    });
    await Promise.race([ended, wait(500 + 4500 * random(), signal)]);
    if (random() < 0.3) (socket as WebSocket | null)?.terminate();
    await client.dispose();
    await wait(3000 * random() ** 3, signal);
  }
}

/** An agent who accepts, writes and completes, a few times a second. */
export async function workForEver({ url, userName, counts, random, signal }: ClientOptions): Promise<void> {
  const login = basic(userName, `sandbox-${userName}`);
  while (!signal.aborted) {
    const { data } = await request(() => ask(url, login, list));
    const sessions = (data?.['sessions'] as { nodes: { id: string; state: string }[] } | undefined)?.nodes ?? [];
    const session = sessions[Math.floor(random() * sessions.length)];
    if (session !== undefined) {
      const mutation = session.state === 'INVITED' ? accept : random() < 0.1 ? complete : send;
      await request(() => ask(url, login, mutation, { id: session.id }));
    }
    await wait(200 * random(), signal);
  }

  async function request<T>(task: () => Promise<T>): Promise<Partial<T>> {
    counts.requests += 1;
    try {
      return await task();
    } catch {
      // The gateway's clients are cut off now and then, by a fault.
      return {};
    }
  }
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
