import { mutationExample, session, type Example } from './example.ts';
import { talk } from './sandbox-ids.ts';

export const talking: readonly Example[] = [
  mutationExample({
    name: 'sendMessage',
    about: 'Writes to everyone; visibility AGENTS: not to the customer.',
    input: { sessionId: talk, text: 'Hello, how can I help?', visibility: 'ALL' },
    shows: `message { id index sentAt visibility ... on TextMessage { text } } ${session}`,
  }),
  mutationExample({
    name: 'setTyping',
    about: 'Shows that you type, until it is run with isTyping false.',
    input: { sessionId: talk, isTyping: true, visibility: 'ALL', confirmWithin: 5000 },
  }),
];
