import { mutationExample, type Example } from './example.ts';
import { offer, supervisor, talk } from './sandbox-ids.ts';

const whichOffer =
  'The sandbox withdraws an offer after 5 minutes and makes new ones: put into the variables the id of a session that the me query shows with state INVITED.';

export const takingPart: readonly Example[] = [
  mutationExample({
    name: 'acceptSession',
    about: `Takes an offered session. ${whichOffer}`,
    input: { sessionId: offer, confirmWithin: 5000 },
  }),
  mutationExample({
    name: 'rejectSession',
    about: `Turns an offered session down. ${whichOffer}`,
    input: { sessionId: offer, confirmWithin: 5000 },
  }),
  mutationExample({
    name: 'transferSession',
    about: 'Hands a session that you are in to another agent; a target of { "queueId": … } hands it to a queue.',
    input: { sessionId: talk, target: { userId: supervisor }, confirmWithin: 5000 },
  }),
  mutationExample({
    name: 'leaveSession',
    about: 'Leaves a session: LEFT_CHAT when you were alone with the customer, COMPLETED when others go on.',
    input: { sessionId: talk, confirmWithin: 5000 },
  }),
  mutationExample({
    name: 'completeSession',
    about: 'Marks a session done that you are in or have left. With "queueName" it goes to that queue.',
    input: { sessionId: talk, confirmWithin: 5000 },
  }),
];
