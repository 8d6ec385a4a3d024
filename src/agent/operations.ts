import { badUserInput } from '../errors.ts';
import type {
  AcceptSessionInput,
  RemoveParticipantInput,
  SendMessageInput,
  StartConsultationInput,
} from '../generated/schema.ts';
import type { MessageRecord } from '../normalise/message.ts';
import type { ParticipantRecord } from '../normalise/participant.ts';
import type { Change } from './confirmations.ts';
import { Refusal, type Operation } from './operation.ts';
import { checkedId } from './reads.ts';

/** Page "Accept". Proof: a StatusChange (or a re-read) says CHATTING. */
export const acceptSession: Operation<'AcceptSessionPayload', AcceptSessionInput, { nickname: string }, object> = {
  payload: 'AcceptSessionPayload',
  upstreamName: () => 'Accept',
  subject({ nickname }, { agent }) {
    const own = [agent.firstName, agent.userName].find((name) => name !== null && name !== '') ?? 'Agent';
    return { nickname: text(nickname ?? own.slice(0, 255), ['input', 'nickname'], 255) };
  },
  parameters: ({ nickname }) => ({ nickname }),
  proof: (_subject, change) => (isStateNews(change) && change.session?.state === 'CHATTING' ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};

/** Pages "SendMessage" and "SendToAgents". Proof: the text appears, from us and as visible as asked. */
export const sendMessage: Operation<
  'SendMessagePayload',
  SendMessageInput,
  { text: string; visibility: 'ALL' | 'AGENTS'; userId: string },
  { message: MessageRecord | null }
> = {
  payload: 'SendMessagePayload',
  upstreamName: ({ visibility }) => (visibility === 'AGENTS' ? 'SendToAgents' : 'SendMessage'),
  subject(input, { agent }) {
    const visibility = input.visibility ?? 'ALL';
    if (visibility === 'UNKNOWN') throw badUserInput('visibility must be ALL or AGENTS.', ['input', 'visibility']);
    return { text: text(input.text, ['input', 'text'], 65_536), visibility, userId: agent.id };
  },
  parameters: (subject) => ({ text: subject.text }),
  proof(subject, { events }) {
    for (const event of events) {
      if (event.__typename !== 'MessageAdded' || event.message.__typename !== 'TextMessage') continue;
      const { message } = event;
      const mine =
        message.sender.userId === null ? message.sender.role === 'AGENT' : message.sender.userId === subject.userId;
      if (mine && message.visibility === subject.visibility && sameWords(message.text, subject.text))
        return { message };
    }
    return null;
  },
  exclusive: true,
  unproven: () => ({ message: null }),
};

/**
 * Page "Consult". Proof: the agent is among the participants; for a queue, the notification carries our reference id and brings
 * someone.
 */
export const startConsultation: Operation<
  'StartConsultationPayload',
  StartConsultationInput,
  { targetUri: string; userId: string | null },
  { consulted: ParticipantRecord | null }
> = {
  payload: 'StartConsultationPayload',
  upstreamName: () => 'Consult',
  subject({ target }, caller) {
    if (target.userId !== undefined) {
      const userId = checkedId(target.userId, ['input', 'target', 'userId']);
      return { targetUri: caller.uri('users', userId), userId };
    }
    return { targetUri: caller.uri('queues', queueId(target.queueId)), userId: null };
  },
  parameters: ({ targetUri }) => ({ targetUri }),
  proof({ userId }, change, referenceId) {
    const consulted =
      userId === null
        ? joinedBy(change, referenceId)
        : change.session?.participants.find((one) => one.userId === userId);
    return consulted === undefined ? null : { consulted };
  },
  exclusive: false,
  unproven: () => ({ consulted: null }),
};

/**
 * Page "RemoveParticipantFromConference". Proof: the notice naming the user, or a participants list without them. The answer
 * carries no reference id, and newer servers may send no notice, so either counts.
 */
export const removeParticipant: Operation<
  'RemoveParticipantPayload',
  RemoveParticipantInput,
  RemovalTarget & { targetUri: string },
  { removed: ParticipantRecord | null }
> = {
  payload: 'RemoveParticipantPayload',
  upstreamName: () => 'RemoveParticipantFromConference',
  async subject({ sessionId, participant }, caller) {
    const path = ['input', 'participant', participant.id === undefined ? 'userId' : 'id'];
    const wanted = checkedId(participant.id ?? participant.userId, path);
    // By user id nothing needs to be looked up: the upstream is the judge of who takes part, and a call is saved.
    const session = participant.id === undefined ? caller.known(sessionId) : await caller.session(sessionId);
    const removed = session?.participants.find((one) =>
      participant.id === undefined ? sameId(one.userId, wanted) : one.id === wanted,
    );
    if (participant.id === undefined) {
      return { targetUri: caller.uri('users', wanted), userId: wanted, removed: removed ?? null };
    }
    if (removed === undefined) throw new Refusal('NOT_FOUND', 'No such participant in this session.', path);
    if (removed.userId === null) {
      throw new Refusal('INVALID_PARAMETER', 'Only agents whose user is known can be removed.', path);
    }
    return { targetUri: caller.uri('users', checkedId(removed.userId, path)), userId: removed.userId, removed };
  },
  parameters: ({ targetUri }) => ({ targetUri }),
  proof: (subject, change) => (showsGone(change, subject) ? { removed: subject.removed } : null),
  exclusive: false,
  effect: (session, subject) => ({
    ...session,
    participants: session.participants.filter((one) => !isTarget(one, subject)),
  }),
  unproven: (subject) => ({ removed: subject?.removed ?? null }),
};

interface RemovalTarget {
  readonly userId: string;
  readonly removed: ParticipantRecord | null;
}

function isTarget({ id, userId }: ParticipantRecord, target: RemovalTarget): boolean {
  return sameId(userId, target.userId) || id === target.removed?.id;
}

/** False where the list cannot tell: older servers do not say who its agents are. */
function lacks(participants: readonly ParticipantRecord[], target: RemovalTarget): boolean {
  if (participants.some((one) => isTarget(one, target))) return false;
  return target.removed !== null || participants.every(({ role, userId }) => role === 'CUSTOMER' || userId !== null);
}

function showsGone({ fact, events, session }: Change, target: RemovalTarget): boolean {
  const participants = session?.participants ?? [];
  switch (fact?.kind) {
    case undefined:
      return participants.length > 0 && lacks(participants, target);
    case 'session': {
      // Of empty lists only the one that the view believes counts.
      const { length } = fact.patch.participants ?? { length: -1 };
      return (length > 0 || (length === 0 && fact.change === 'PARTICIPANTS')) && lacks(participants, target);
    }
    case 'log':
      // New entries only: a replayed log holds the notices of earlier removals.
      return events.some(
        (event) =>
          event.__typename === 'MessageAdded' &&
          event.message.__typename === 'NoticeMessage' &&
          sameId(event.message.subjectUserId, target.userId),
      );
    default:
      return false;
  }
}

function sameId(left: string | null, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

/** Who came with the notification that our request caused; the number alone is not unique, the session and the newcomer are. */
function joinedBy({ fact, events }: Change, referenceId: number | null): ParticipantRecord | undefined {
  if (fact?.kind !== 'session' || referenceId === null || fact.referenceId !== referenceId) return undefined;
  return events.flatMap((event) => (event.__typename === 'ParticipantsChanged' ? event.joined : []))[0];
}

function isStateNews({ fact }: Change): boolean {
  return fact === null || (fact.kind === 'session' && fact.change === 'STATUS');
}

/** Captured payloads lost every blank of their texts, so blanks prove nothing. */
function sameWords(left: string, right: string): boolean {
  return left.replace(/\s/g, '') === right.replace(/\s/g, '');
}

function text(value: string, path: readonly string[], longest: number): string {
  if (value.length === 0 || value.length > longest) {
    throw badUserInput(`${path.join('.')} must have 1 to ${longest} characters.`, path);
  }
  return value;
}

/** Queue ids are UUIDs: hyphens besides what other ids have. */
function queueId(id: string): string {
  const path = ['input', 'target', 'queueId'];
  if (!/^[0-9A-Za-z-]{1,64}$/.test(id)) throw badUserInput(`${path.join('.')} must be 1 to 64 of [0-9A-Za-z-].`, path);
  return id;
}
