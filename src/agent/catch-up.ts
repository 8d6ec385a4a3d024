import type { MessageRecord } from '../normalise/message.ts';
import type { SessionPatch } from '../normalise/session.ts';
import type { KeptView } from './kept-view.ts';
import { nothingTold } from './told-entries.ts';

/** What is known of the time for which the agent was due a session's messages. */
export interface Due {
  /**
   * `joining`: from where they joined last; where the transcript does not tell, from the first message told. Of one who came once
   * and was told nothing: all of it, as Accept tells it. `first-told`: they were there before anything could be told.
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
  const from = due.from === 'first-told' ? firstTold : dueSince(transcript, me, firstTold);
  if (from === -1) return [];
  const since = transcript.slice(from);
  const gone = due.present ? -1 : since.findIndex((message) => goes(message, since, me));
  return since.slice(0, gone === -1 ? undefined : gone).filter(({ id }) => !told.has(id));
}

function dueSince(transcript: readonly MessageRecord[], me: string, firstTold: number): number {
  const joins = transcript.flatMap((message, index) =>
    message.__typename === 'ParticipantJoinedMessage' && message.sender.userId === me ? [index] : [],
  );
  if (firstTold === -1 && joins.length <= 1) return 0;
  return joins.at(-1) ?? firstTold;
}

/** The ParticipantLeft that comes with a removal shares the Notice's index, and names one who stays (RemoveParticipantFromConference page). */
function goes(message: MessageRecord, all: readonly MessageRecord[], me: string): boolean {
  if (message.__typename === 'NoticeMessage') return message.subjectUserId === me;
  if (message.__typename !== 'ParticipantLeftMessage' || message.sender.userId !== me) return false;
  return !all.some((other) => other.__typename === 'NoticeMessage' && other.index === message.index);
}

/** What transcripts show of one caller's messages that were not told. */
export interface CatchUp {
  /** The sessions whose messages this caller is, or was, told. */
  due(listed: readonly SessionPatch[]): readonly string[];
  lostIn(sessionId: string, transcript: readonly MessageRecord[]): readonly MessageRecord[];
  /** It was there before anything could be told, and its transcript could not be read then. */
  missBeginning(sessionId: string): void;
  /** The transcript counts as told, where it was read first or its beginning was missed. */
  begin(sessionId: string, transcript: readonly MessageRecord[], isFirst: boolean): void;
}

/** @param me the agent's user id */
export function createCatchUp(view: KeptView, me: string): CatchUp {
  return new ViewCatchUp(view, me);
}

/** A class, for every caller has one. */
class ViewCatchUp implements CatchUp {
  readonly #view: KeptView;
  readonly #me: string;
  #withoutBeginning: Set<string> | null = null;

  constructor(view: KeptView, me: string) {
    this.#view = view;
    this.#me = me;
  }

  due(listed: readonly SessionPatch[]): readonly string[] {
    const chatting = [...listed, ...this.#view.sessions.values()].filter(({ state }) => state === 'CHATTING');
    return [...new Set(chatting.map(({ id }) => id))];
  }

  lostIn(sessionId: string, transcript: readonly MessageRecord[]): readonly MessageRecord[] {
    const { messages } = this.#view.told.get(sessionId) ?? nothingTold;
    return lostMessages(transcript, messages, this.#me, {
      from: this.#withoutBeginning?.has(sessionId) === true ? 'first-told' : 'joining',
      present: this.#view.sessions.get(sessionId)?.state === 'CHATTING',
    });
  }

  missBeginning(sessionId: string): void {
    (this.#withoutBeginning ??= new Set()).add(sessionId);
  }

  begin(sessionId: string, transcript: readonly MessageRecord[], isFirst: boolean): void {
    if (this.#withoutBeginning?.delete(sessionId) === true || isFirst) {
      this.#view.markTold(
        sessionId,
        transcript.map(({ id }) => id),
      );
    }
  }
}
