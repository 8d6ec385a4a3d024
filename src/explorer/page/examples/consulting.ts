import { mutationExample, session, type Example } from './example.ts';
import { agent2, talk } from './sandbox-ids.ts';

export const consulting: readonly Example[] = [
  mutationExample({
    name: 'removeParticipant',
    about:
      "Ends the consultation: agent2 is removed. CONFIRMED: the upstream's notification shows it. REFUSED: agent2 is gone already; run startConsultation first, it brings agent2 back.",
    input: { sessionId: talk, participant: { userId: agent2 }, confirmWithin: 5000 },
    shows: `removed { id nickname userId } ${session}`,
  }),
  mutationExample({
    name: 'startConsultation',
    about: 'Brings agent2 (back), unseen by the customer.',
    input: { sessionId: talk, target: { userId: agent2 }, confirmWithin: 5000 },
    shows: `consulted { id nickname userId visibility } ${session}`,
  }),
];
