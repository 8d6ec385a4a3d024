// Prints an agent's events, one line each: npm run watch -- agent2:sandbox-agent2 [url]
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const [login = 'agent1:sandbox-agent1', url = 'ws://127.0.0.1:4000/graphql'] = process.argv.slice(2);

const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` } },
});

const query = /* GraphQL */ `
  subscription {
    sessionEvents {
      __typename
      ... on SessionsSnapshot {
        reason
        sessions {
          id
          state
        }
      }
      ... on SessionStateChanged {
        state
        previousState
      }
      ... on ParticipantsChanged {
        joined {
          nickname
        }
        left {
          nickname
        }
      }
      ... on MessageAdded {
        message {
          __typename
          ... on TextMessage {
            text
          }
          ... on NoticeMessage {
            code
            subjectUserId
          }
        }
      }
    }
  }
`;

for await (const { data, errors } of client.iterate({ query })) {
  console.log(JSON.stringify(errors ?? data?.['sessionEvents']));
}
