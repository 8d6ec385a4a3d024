import type { LogEntry } from '../normalise/message.ts';
import { normaliseNotification } from '../normalise/notification.ts';

/** A message that the upstream published to a user, whatever became of it. */
export interface Published {
  readonly to: string;
  readonly sessionId: string;
  readonly messageId: string;
  readonly text: string | null;
  /** It was written before the day began. */
  readonly isOld: boolean;
  /** It was written before the user came, and told with all that was. */
  readonly isHistory: boolean;
}

/** When the part that a user has in a session began or ended. */
export interface Turned {
  readonly to: string;
  readonly sessionId: string;
  readonly state: string;
}

/** A sign of typing. */
export interface Typed {
  readonly to: string;
  readonly isTyping: boolean;
}

/** What the upstream published, in order. */
export type Truth = readonly (Published | Turned | Typed)[];

/** What a published notification says, in the checks' words. */
export function truthOf(to: string, data: unknown, start: number): Truth {
  return normaliseNotification(data).flatMap((fact): Truth => {
    if (fact.kind === 'log') {
      const { sessionId } = fact;
      const joined = fact.entries.findLastIndex((entry) => isJoining(entry, to));
      return fact.entries.flatMap((entry, index): Truth => {
        if (entry.kind !== 'message') return [{ to, isTyping: entry.isTyping }];
        const { message } = entry;
        const text = message.__typename === 'TextMessage' ? message.text : null;
        const isOld = Date.parse(message.sentAt) < start;
        return [{ to, sessionId, messageId: message.id, text, isOld, isHistory: index < joined }];
      });
    }
    if (fact.kind !== 'session' || fact.change !== 'STATUS' || fact.patch.state === undefined) return [];
    return [{ to, sessionId: fact.patch.id, state: fact.patch.state }];
  });
}

function isJoining(entry: LogEntry, userId: string): boolean {
  return (
    entry.kind === 'message' &&
    entry.message.__typename === 'ParticipantJoinedMessage' &&
    entry.message.sender.userId === userId
  );
}
