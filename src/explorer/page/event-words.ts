import { fieldsOf, listOf, textOf, type Fields } from './fields.ts';

/** What happened, in a short line; empty where the type is not known or nothing of it was selected. */
export function words(typeName: string, event: Fields): string {
  return Object.hasOwn(ofEvents, typeName) ? (ofEvents[typeName]?.(event) ?? '') : '';
}

type Teller = (fields: Fields) => string;

const ofEvents: Readonly<Record<string, Teller>> = {
  SessionsSnapshot({ reason, sessions, mayHaveMissedEvents }) {
    const count = listOf(sessions).length;
    const told = joined(', ', reason, `${count} ${count === 1 ? 'session' : 'sessions'}`);
    return mayHaveMissedEvents === true ? `Events may be missing: ${told}` : told;
  },
  SessionStateChanged: ({ previousState, state }) => joined(' → ', previousState ?? 'new', state),
  ParticipantsChanged: ({ joined: came, left }) =>
    joined(
      ', ',
      ...listOf(came).map((who) => `${nickname(who)} came`),
      ...listOf(left).map((who) => `${nickname(who)} left`),
    ),
  MessageAdded: ({ message }) => ofMessage(fieldsOf(message)),
  TypingChanged: ({ participant, isTyping }) =>
    `${nickname(participant)} ${isTyping === true ? 'types' : 'stopped typing'}`,
  SessionPropertiesChanged: ({ changedKeys, commentChanged }) =>
    joined(', ', ...listOf(changedKeys), commentChanged === true ? 'the comment' : null),
  OperationFailed: ({ code, failure, message }) => joined(': ', code, failure ?? message),
  UnrecognizedNotification: ({ messageType, notificationType }) => joined(', ', messageType, notificationType),
  UpstreamStatusChanged: ({ status, statusReason, reason }) => joined(': ', status, statusReason ?? reason),
  StreamEnding: ({ endReason }) => joined(': ', endReason, 'go on from here'),
};

function ofMessage({ __typename, sender, text, code, url, type }: Fields): string {
  switch (__typename) {
    case 'ParticipantJoinedMessage':
      return `${nickname(sender)} joined`;
    case 'ParticipantLeftMessage':
      return 'somebody left';
    case 'NoticeMessage':
      return joined(': ', 'notice', code === 'PARTICIPANT_REMOVED' ? code : (text ?? code));
    default:
      return joined(': ', nickname(sender), text ?? url ?? type);
  }
}

function nickname(participant: unknown): string {
  return textOf(fieldsOf(participant)['nickname']) ?? 'somebody';
}

/** Those that are text. */
function joined(separator: string, ...parts: readonly unknown[]): string {
  return parts.filter((part) => textOf(part) !== null).join(separator);
}
