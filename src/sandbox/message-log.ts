import type { FacebookSession, LogMessage, Participant, Visibility } from './world.ts';

/** Messages kept per session; the oldest go first. Indices are never reused. */
export const maxMessages = 500;

export interface NewMessage {
  readonly type: LogMessage['type'];
  readonly from: Participant;
  readonly visibility: Visibility;
  readonly text?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Writes to the session's log under the next index. */
export function appendMessage(session: FacebookSession, message: NewMessage): LogMessage {
  const appended: LogMessage = { index: session.nextIndex++, ...message };
  session.messages.push(appended);
  trimLog(session);
  return appended;
}

/** Writes to the log under an index that is taken already: the documented removal uses 5 twice. */
export function appendWithIndexOf(session: FacebookSession, twin: LogMessage, message: NewMessage): LogMessage {
  const appended: LogMessage = { index: twin.index, ...message };
  session.messages.push(appended);
  trimLog(session);
  return appended;
}

/**
 * A message that is told and not kept, such as typing. It takes an index all the same: Chat's sample has one, and clients
 * saw gaps in logs.
 */
export function passingMessage(session: FacebookSession, message: NewMessage): LogMessage {
  return { index: session.nextIndex++, ...message };
}

function trimLog(session: FacebookSession): void {
  if (session.messages.length > maxMessages) session.messages.splice(0, session.messages.length - maxMessages);
}
