import type { DeskEvent, Participant } from '../desk/model.ts';
import { customerName, participantName, stateWords } from './session.ts';

/** What a screen reader is told of an event; null for what the desk says in other places. */
export function eventWords(event: DeskEvent): string | null {
  switch (event.__typename) {
    case 'SessionStateChanged':
      return `${customerName(event.session)}: ${stateWords(event.state)}`;
    case 'ParticipantsChanged': {
      const where = `in the session with ${customerName(event.session)}`;
      return [...comings(event.joined, 'is'), ...comings(event.left, 'is no longer')]
        .map((words) => `${words} ${where}`)
        .join('. ');
    }
    case 'MessageAdded':
      return `New entry from ${participantName(event.message.sender)}`;
    case 'SessionsSnapshot':
    case 'SessionPropertiesChanged':
    case 'TypingChanged':
    case 'OperationFailed':
    case 'UpstreamStatusChanged':
    case 'UnrecognizedNotification':
    case 'StreamEnding':
      return null;
  }
}

function comings(participants: readonly Participant[], verb: string): readonly string[] {
  return participants.map((participant) => `${participantName(participant)} ${verb}`);
}
