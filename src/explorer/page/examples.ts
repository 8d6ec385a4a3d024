import { example, mutationExample } from './example.ts';
import type { Example } from './example.ts';
import { sessionEvents } from './session-events.ts';

/** The sandbox's first session, in which agent1 talks with a customer, and who is consulted there. */
const sessionId = '0002EaAY01MT0082';
const agent2 = 'e2c90c960d3d40c79684818983ceb314';

/** To add an example: a row in its group. `test/transport/explorer-examples.test.ts` holds each to the schema. */
const groups: Readonly<Record<'watching' | 'reading' | 'consulting' | 'talking', readonly Example[]>> = {
  watching: [{ query: sessionEvents }],

  reading: [
    example(
      ['Who you are, and your sessions with transcripts.'],
      `query me {
        me { id userName firstName lastName roles }
        sessions(first: 10) {
          totalCount
          nodes {
            id
            state
            subject
            receivedAt
            capabilities
            participants { id role nickname visibility userId isMe }
            messages(last: 10) {
              nodes {
                __typename
                index
                sentAt
                sender { nickname }
                ... on TextMessage { text }
                ... on NoticeMessage { code subjectUserId }
              }
            }
          }
        }
      }`,
    ),
  ],

  consulting: [
    mutationExample({
      name: 'removeParticipant',
      about: [
        'Ends the consultation: agent2 is removed.',
        "CONFIRMED: the upstream's notification shows it.",
        'REFUSED: agent2 is gone already; run',
        'startConsultation first, it brings agent2 back.',
      ],
      input: { sessionId, participant: { userId: agent2 }, confirmWithin: 5000 },
      shows: 'removed { id nickname userId }',
    }),
    mutationExample({
      name: 'startConsultation',
      about: ['Brings agent2 (back), unseen by the customer.'],
      input: { sessionId, target: { userId: agent2 }, confirmWithin: 5000 },
      shows: 'consulted { id nickname userId visibility }',
    }),
  ],

  talking: [
    mutationExample({
      name: 'sendMessage',
      about: ['Writes to everyone; visibility AGENTS: not to', 'the customer.'],
      input: { sessionId, text: 'Hello, how can I help?', visibility: 'ALL' },
      shows: 'message { id index sentAt visibility ... on TextMessage { text } }',
    }),
    mutationExample({
      name: 'acceptSession',
      about: [
        'Takes an offered session. The sandbox withdraws',
        'an offer after 5 minutes and makes new ones: put',
        'into the variables the id of a session that the',
        'me tab shows with state INVITED.',
      ],
      input: { sessionId: '0002EaAY01MT0083', confirmWithin: 5000 },
    }),
  ],
};

/** The tabs of a first visit, named by their operation. */
export const examples: readonly Example[] = Object.values(groups).flat();
