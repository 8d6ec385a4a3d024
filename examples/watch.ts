// Prints an agent's events, one line of JSON each. A lost connection is made again, and no event is lost with it.
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket, type CloseEvent, type ErrorEvent } from 'ws';

const usage = 'usage: npm run -s watch -- [user:password] [ws://host:port/graphql]';
const [login = 'agent1:sandbox-agent1', url = 'ws://127.0.0.1:4000/graphql'] = process.argv.slice(2);
if (login === '--help') end(0, usage);
if (!/^[^-:][^:]*:/.test(login) || !/^wss?:/.test(url) || !URL.canParse(url)) end(2, usage);

const query = `subscription ($after: Cursor) {
  sessionEvents(after: $after) {
    __typename
    cursor
    ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { id state } }
    ... on SessionStateChanged { session { id } state previousState }
    ... on ParticipantsChanged { session { id } joined { nickname } left { nickname } }
    ... on MessageAdded {
      sessionId
      message { __typename ... on TextMessage { text } ... on NoticeMessage { code subjectUserId } }
    }
    ... on TypingChanged { sessionId participant { nickname } isTyping }
    ... on SessionPropertiesChanged { session { id } changedKeys commentChanged }
    ... on OperationFailed { failedSessionId: sessionId code failure: message }
    ... on UnrecognizedNotification { payload }
    ... on UpstreamStatusChanged { status statusReason: reason }
    ... on StreamEnding { endReason }
  }
}`;

let connected = false;
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` } },
  // Once it has worked, go on trying, unless the credentials are refused. Other fatal codes are known to the library.
  shouldRetry: (reason) => connected && ![4401, 4403].includes(closeCode(reason)),
  retryAttempts: Infinity,
  async retryWait(retries) {
    if (retries === 0) console.error('connection lost; trying again');
    await setTimeout(Math.min(10_000, 500 * 2 ** retries) * (0.5 + Math.random() / 2));
  },
  on: {
    connected(_socket, _payload, wasRetry) {
      connected = true;
      if (wasRetry) console.error('reconnected; going on after the last event');
    },
  },
});

/** The client subscribes anew with this same object, so what is written to it here is where the stream goes on. */
const variables: { after?: string } = {};

client.subscribe<{ sessionEvents: { cursor: string } }>(
  { query, variables },
  {
    next({ data, errors }) {
      if (!data) end(1, describe(errors));
      const { cursor, ...event } = data.sessionEvents;
      variables.after = cursor;
      console.log(JSON.stringify(event));
    },
    error(reason) {
      end(1, describe(reason));
    },
    complete() {
      end(0, 'the stream is complete');
    },
  },
);

function closeCode(reason: unknown): number {
  return (reason as { code?: number }).code ?? 0;
}

/** One line about what the client reports: GraphQL errors, the close of a socket, or an error before it was open. */
function describe(reason: unknown): string {
  if (Array.isArray(reason)) return reason.map(({ message }: Error) => message).join('; ');
  if (closeCode(reason) !== 0) return `closed by the gateway: ${closeCode(reason)} ${(reason as CloseEvent).reason}`;
  return `no connection to ${url}: ${(reason as ErrorEvent).message || 'nothing listens there'}`;
}

function end(code: number, words: string): never {
  (code === 0 ? console.log : console.error)(words);
  process.exit(code);
}
