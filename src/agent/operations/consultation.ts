import type { RemoveParticipantInput, StartConsultationInput } from '../../generated/schema.ts';
import type { ParticipantRecord } from '../../normalise/participant.ts';
import type { Change } from '../confirmations.ts';
import { Refusal, type Caller, type Operation } from '../operation.ts';
import { checkedId } from '../reads.ts';
import { isAnswerTo, sameId, targetUri } from './checks.ts';

/**
 * Page "Consult". Proof: the agent is among the participants; for a queue, the notification carries our reference id and brings
 * someone.
 */
export const startConsultation: Operation<
  'StartConsultationPayload',
  StartConsultationInput,
  { targetUri: string; userId: string | null; wasThere: boolean },
  { consulted: ParticipantRecord | null }
> = {
  payload: 'StartConsultationPayload',
  upstreamName: () => 'Consult',
  subject({ sessionId, target }, caller) {
    const userId = target.userId ?? null;
    const present = caller.known(sessionId)?.participants.some((one) => userId !== null && sameId(one.userId, userId));
    return { targetUri: targetUri(target, caller), userId, wasThere: present === true };
  },
  parameters: ({ targetUri }) => ({ targetUri }),
  proof({ userId, wasThere }, change, referenceId) {
    if (change.fact !== null && change.fact.kind !== 'session') return null;
    const named = change.session?.participants.find((one) => userId !== null && sameId(one.userId, userId));
    // One who was there before has not come by this, unless the upstream says so.
    const came = wasThere && !isAnswerTo(change, referenceId) ? undefined : named;
    const consulted = came ?? joinedBy(change, referenceId);
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
  Removal,
  { removed: ParticipantRecord | null }
> = {
  payload: 'RemoveParticipantPayload',
  upstreamName: () => 'RemoveParticipantFromConference',
  subject({ sessionId, participant }, caller) {
    if (participant.id !== undefined) return participantById(sessionId, participant.id, caller);
    // By user id nothing needs to be looked up: the upstream is the judge of who takes part, and a call is saved.
    const userId = checkedId(participant.userId, ['input', 'participant', 'userId']);
    const removed = caller.known(sessionId)?.participants.find((one) => sameId(one.userId, userId)) ?? null;
    return { targetUri: caller.uri('users', userId), userId, removed };
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

async function participantById(sessionId: string, given: string, caller: Caller): Promise<Removal> {
  const path = ['input', 'participant', 'id'];
  const id = checkedId(given, path);
  const session = await caller.session(sessionId);
  const removed = session?.participants.find((one) => one.id === id);
  if (removed === undefined) throw new Refusal('NOT_FOUND', 'No such participant in this session.', path);
  if (removed.userId === null) {
    throw new Refusal('INVALID_PARAMETER', 'Only agents whose user is known can be removed.', path);
  }
  return { targetUri: caller.uri('users', checkedId(removed.userId, path)), userId: removed.userId, removed };
}

interface RemovalTarget {
  readonly userId: string;
  readonly removed: ParticipantRecord | null;
}

interface Removal extends RemovalTarget {
  readonly targetUri: string;
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

/** Who came with the notification that our request caused. */
function joinedBy(change: Change, referenceId: number | null): ParticipantRecord | undefined {
  if (!isAnswerTo(change, referenceId)) return undefined;
  return change.events.flatMap((event) => (event.__typename === 'ParticipantsChanged' ? event.joined : []))[0];
}
