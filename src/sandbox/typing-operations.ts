import { presenceOf } from './departures.ts';
import { passingMessage } from './message-log.ts';
import type { Call, Operation, Operations, Outcome } from './operation.ts';
import { tellMessages } from './operation.ts';
import type { LogMessage, Visibility } from './world.ts';

/** Who types. Listed in the capabilities of Facebook sessions; the pages are Chat's ("SendStartTypingNotification" ...). */
export const typingOperations: Operations = {
  SendStartTypingNotification: typing('TypingStarted', 'All'),
  SendStopTypingNotification: typing('TypingStopped', 'All'),
  SendStartTypingToAgentsNotification: typing('TypingStarted', 'Agents'),
  SendStopTypingToAgentsNotification: typing('TypingStopped', 'Agents'),
};

/** No parameters; one NewMessages to every agent in the session, the sender included, without a referenceId. */
function typing(type: LogMessage['type'], asked: Visibility): Operation {
  return {
    states: ['Chatting'],
    run(call: Call): Outcome {
      const { world, session, user } = call;
      const from = presenceOf(session, user.id);
      // As with texts: the notices of a consulting agent never reach the customer (page "Consult").
      const visibility = from.visibility === 'Agents' ? 'Agents' : asked;
      const message = passingMessage(session, { type, from, visibility, at: world.now() });
      return { deliveries: tellMessages(call, session, [message]) };
    },
  };
}
