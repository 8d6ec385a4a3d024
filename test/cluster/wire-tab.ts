import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SessionEvent } from '../../src/agent/session-event.ts';
import type { SessionRecord } from '../../src/normalise/session.ts';
import type { Seen, Tab } from '../../src/simulation/tab.ts';
import { authorizationOf } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';

const session = 'id state comment participants { id userId } userData { key value }';
const query = `subscription ($after: Cursor) { sessionEvents(after: $after) {
  __typename cursor
  ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { ${session} } }
  ... on SessionStateChanged { state session { ${session} } }
  ... on ParticipantsChanged { session { ${session} } }
  ... on SessionPropertiesChanged { session { ${session} } }
  ... on MessageAdded { sessionId sessionThen: session { ${session} } message { __typename id index } }
  ... on TypingChanged { sessionId isTyping }
  ... on UpstreamStatusChanged { status }
} }`;

export interface WireTabOptions {
  readonly userName: string;
  /** Where replicas are just now; one of them is tried after the other. */
  readonly urls: () => readonly string[];
  /** Which of them comes first. */
  readonly first: number;
  readonly published: () => number;
}

/** A browser tab over `graphql-ws`: where its connection ends it goes on at another replica, with its last cursor. */
export function createWireTab({
  userName,
  urls,
  first,
  published,
}: WireTabOptions): Tab & { readonly errors: readonly string[] } {
  const history: Seen[] = [];
  const errors: string[] = [];
  let cursor: string | null = null;
  let tries = first;
  let connections = 0;
  let isWanted = false;
  let client: Client | null = null;
  let running: Promise<void> | null = null;

  async function follow(url: string): Promise<void> {
    const own = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { headers: { Authorization: authorizationOf(userName) } },
      retryAttempts: 0,
      lazy: true,
      connectionAckWaitTimeout: 3000,
      keepAlive: 1000,
      on: {
        // One that is paused keeps its sockets, and says nothing.
        ping: (isReceived) => {
          if (!isReceived)
            silence = setTimeout(() => {
              own.terminate();
            }, 3000);
        },
        pong: () => {
          clearTimeout(silence);
        },
      },
    });
    let silence: NodeJS.Timeout | undefined;
    client = own;
    try {
      for await (const result of own.iterate<Json>({ query, variables: { after: cursor } })) {
        if (result.errors !== undefined) throw new Error(JSON.stringify(result.errors));
        const event = result.data?.['sessionEvents'] as Json;
        cursor = event['cursor'] as string;
        if (event['__typename'] !== 'StreamEnding') history.push({ event: eventOf(event), published: published() });
      }
    } finally {
      clearTimeout(silence);
      await own.dispose();
    }
  }

  async function run(): Promise<void> {
    while (isWanted) {
      const all = urls();
      const url = all[tries++ % Math.max(1, all.length)];
      try {
        if (url !== undefined) await follow(url);
      } catch (error) {
        errors.push(error instanceof Error ? error.message : JSON.stringify(error));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    userName,
    history,
    errors,
    connection: () => (isWanted ? connections : null),
    connect() {
      if (isWanted) return;
      isWanted = true;
      connections += 1;
      running = run();
    },
    disconnect() {
      isWanted = false;
      client?.terminate();
    },
    slow: () => undefined,
    async close() {
      isWanted = false;
      void client?.dispose();
      await running;
    },
  };
}

interface Shown extends Json {
  readonly sessions?: readonly Json[];
  readonly session?: Json | null;
  readonly sessionThen?: Json | null;
}

/** As the checks know it. */
function eventOf(event: Json): SessionEvent {
  const { sessions, sessionThen, session: one = sessionThen } = event as Shown;
  return {
    ...event,
    ...(sessions === undefined ? {} : { sessions: sessions.map(recordOf) }),
    ...(one === undefined ? {} : { session: one === null ? null : recordOf(one) }),
  } as unknown as SessionEvent;
}

function recordOf(session: Json): SessionRecord {
  const entries = session['userData'] as readonly { key: string; value: unknown }[];
  return { ...session, userData: new Map(entries.map(({ key, value }) => [key, value])) } as unknown as SessionRecord;
}
