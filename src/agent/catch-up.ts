import type { MessageRecord } from '../normalise/message.ts';

/** What is known of the time for which the agent was due a session's messages. */
export interface Due {
  /**
   * `joining`: from where they joined last; where the transcript does not tell, from the first message told. `first-told`: they
   * were there before anything could be told.
   */
  readonly from: 'joining' | 'first-told';
  /** They are there still. */
  readonly present: boolean;
}

/**
 * The messages of a transcript that the agent was due and that were not told, in its order. Ids tell messages apart, so a transcript that shows none of those told speaks of something else, and
 * nothing is made of it (the Messages section of the FacebookSession Resource page was not readable).
 *
 * @param me the agent's user id
 */
export function lostMessages(
  transcript: readonly MessageRecord[],
  told: ReadonlySet<string>,
  me: string,
  due: Due,
): readonly MessageRecord[] {
  const firstTold = transcript.findIndex(({ id }) => told.has(id));
  if (firstTold === -1 && told.size > 0) return [];
  const joined = due.from === 'joining' ? transcript.findLastIndex((message) => joins(message, me)) : -1;
  const from = joined === -1 ? firstTold : joined;
  if (from === -1) return [];
  const since = transcript.slice(from);
  const gone = due.present ? -1 : since.findIndex((message) => goes(message, since, me));
  return since.slice(0, gone === -1 ? undefined : gone).filter(({ id }) => !told.has(id));
}

function joins(message: MessageRecord, me: string): boolean {
  return message.__typename === 'ParticipantJoinedMessage' && message.sender.userId === me;
}

/** The ParticipantLeft that comes with a removal shares the Notice's index, and names one who stays (RemoveParticipantFromConference page). */
function goes(message: MessageRecord, all: readonly MessageRecord[], me: string): boolean {
  if (message.__typename === 'NoticeMessage') return message.subjectUserId === me;
  if (message.__typename !== 'ParticipantLeftMessage' || message.sender.userId !== me) return false;
  return !all.some((other) => other.__typename === 'NoticeMessage' && other.index === message.index);
}
