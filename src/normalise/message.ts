import type {
  LinkMessage,
  NoticeMessage,
  ParticipantJoinedMessage,
  ParticipantLeftMessage,
  TextMessage,
  UnrecognizedMessage,
} from '../generated/schema.ts';
import { asInt, asObject, asString, fold, withoutBlanks, type JsonObject } from './decode.ts';
import { sentAtOf } from './instant.ts';
import { normaliseParticipant, readVisibility, type ParticipantRecord } from './participant.ts';
import { shortHash } from './short-hash.ts';

type WithSender<M> = Omit<M, 'sender'> & { readonly sender: ParticipantRecord };

/** An entry of a transcript. */
export type MessageRecord =
  | WithSender<TextMessage>
  | WithSender<NoticeMessage>
  | WithSender<ParticipantJoinedMessage>
  | WithSender<ParticipantLeftMessage>
  | WithSender<LinkMessage>
  | WithSender<UnrecognizedMessage>;

/** An entry of a message log: a message of the transcript, or a sign of typing, which is not kept. */
export type LogEntry =
  | { readonly kind: 'message'; readonly message: MessageRecord }
  | {
      readonly kind: 'typing';
      /** Equal for repeats of the same notification; differs for the next sign of typing. */
      readonly id: string;
      readonly participant: ParticipantRecord;
      readonly isTyping: boolean;
    };

/** What every message has. */
type Frame = Pick<WithSender<TextMessage>, 'id' | 'index' | 'sender' | 'visibility' | 'sentAt'>;

/** 48 bits: told apart are only messages of one session that share an index, which are two or three. */
const HASH_LENGTH = 12;

/**
 * One entry of `messages`; null when index, author or time is missing, for none of them can be made up. A type this gateway
 * does not know, or a known one without its content, becomes an `UnrecognizedMessage` that holds the whole entry.
 * Types: Text (SendMessage page), Notice and ParticipantLeft (RemoveParticipantFromConference page), ParticipantJoined
 * (Accept page), ParticipantRejoined, TypingStarted, TypingStopped and PushUrl (SMS Session Resource page), CustomNotice
 * (SendCustomNotice page for Chat).
 */
export function normaliseLogEntry(value: unknown, sessionId: string): LogEntry | null {
  const entry = asObject(value);
  if (entry === null) return null;
  const index = asInt(entry['index']);
  const sender = normaliseParticipant(entry['from']);
  const sentAt = sentAtOf(entry);
  if (index === null || sender === null || sentAt === null) return null;

  const type = fold(entry['type']);
  // The index alone is no identity: a Notice and the ParticipantLeft it announces share one.
  const identity = [type, sender.id, ...['text', 'url', 'noticeText'].map((key) => asString(entry[key]) ?? '')];
  const idFrom = (parts: readonly string[]) => `${sessionId}.${index}.${shortHash(parts, HASH_LENGTH)}`;
  if (type === 'typingstarted' || type === 'typingstopped') {
    return {
      kind: 'typing',
      id: idFrom([...identity, sentAt]),
      participant: sender,
      isTyping: type === 'typingstarted',
    };
  }
  const visibility = readVisibility(entry['visibility']);
  return {
    kind: 'message',
    message: messageOf(type, { id: idFrom(identity), index, sender, visibility, sentAt }, entry),
  };
}

function messageOf(type: string, frame: Frame, entry: JsonObject): MessageRecord {
  const text = asString(entry['text']);
  switch (type) {
    case 'text':
      if (text !== null) return { __typename: 'TextMessage', ...frame, text };
      break;
    case 'notice':
      if (text !== null) return noticeOf(text, frame);
      break;
    case 'customnotice': {
      const notice = asString(entry['noticeText']) ?? text;
      if (notice !== null) {
        return { __typename: 'NoticeMessage', ...frame, text: notice, code: 'CUSTOM', subjectUserId: null };
      }
      break;
    }
    case 'participantjoined':
      return { __typename: 'ParticipantJoinedMessage', ...frame, rejoined: false };
    case 'participantrejoined':
      return { __typename: 'ParticipantJoinedMessage', ...frame, rejoined: true };
    case 'participantleft':
      return { __typename: 'ParticipantLeftMessage', ...frame };
    case 'pushurl': {
      const url = asString(entry['url']);
      if (url !== null) return { __typename: 'LinkMessage', ...frame, url };
      break;
    }
  }
  return { __typename: 'UnrecognizedMessage', ...frame, type: asString(entry['type']), payload: entry };
}

/** `REMOVE_PARTICIPANT_FROM_CONFERENCE` and, without separator, the user id of the agent removed. */
function noticeOf(text: string, frame: Frame): MessageRecord {
  const subject = /^REMOVE_PARTICIPANT_FROM_CONFERENCE([\da-f]{32})$/i.exec(withoutBlanks(text))?.[1];
  return {
    __typename: 'NoticeMessage',
    ...frame,
    text,
    code: subject === undefined ? 'UNKNOWN' : 'PARTICIPANT_REMOVED',
    subjectUserId: subject ?? null,
  };
}
