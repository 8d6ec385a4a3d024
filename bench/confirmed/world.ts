import { readFileSync } from 'node:fs';
import { removal } from '../mutation/operation.ts';

/** The documented session object; its `userData` has 81 entries. */
const documented = JSON.parse(
  readFileSync(
    new URL('../../test/fixtures/contract/remove-participant.agent1.2-participants-updated.json', import.meta.url),
    'utf8',
  ),
) as { readonly facebooksession: { readonly participants: readonly object[] } };

const second = {
  nickname: 'SecondAgent',
  type: 'Agent',
  id: '007356278F330175',
  participantId: '007356278F330175',
  visibility: 'Agents',
  path: `/users/${removal.userId}`,
};

/** `notificationType` of what proves a removal. */
export const removed = 'ParticipantsUpdated';

/** The session as the upstream has it, with the agent who is to be removed or without. */
export function sessionWith(isThere: boolean): object {
  const { facebooksession: session } = documented;
  // The documented notification says Completed to the one who stays, who then has nothing more to remove.
  return { ...session, state: 'Chatting', participants: [...session.participants, ...(isThere ? [second] : [])] };
}

/**
 * Page "RemoveParticipantFromConference", second notification to the remaining agent. That an agent came is told as a change of
 * status, so that even one who only looks for a word can tell the two apart.
 */
export function notification(referenceId: number, isThere: boolean): string {
  const notificationType = isThere ? 'StatusChange' : removed;
  const data = { ...documented, referenceId, notificationType, facebooksession: sessionWith(isThere) };
  return JSON.stringify({ channel: '/v2/me/facebooksession', data });
}

/** The answer to a mutation that waited for its proof. @param isKnown whether the gateway had heard that the agent was back */
function answerOf(isKnown: boolean): object {
  const removeParticipant = {
    outcome: 'CONFIRMED',
    session: {
      id: removal.sessionId,
      state: 'CHATTING',
      participants: [
        { id: '007356278F230171', nickname: 'VitaliyOnv', role: 'CUSTOMER' },
        { id: '007356278F310173', nickname: 'TestName', role: 'AGENT' },
      ],
    },
    removed: isKnown ? { id: second.id, nickname: second.nickname } : null,
    userErrors: [],
  };
  return { data: { removeParticipant } };
}

export const confirmed = answerOf(true);

/** On a busy machine a mutation may overtake the news that there is somebody to remove; it is confirmed all the same. */
export const confirmedUnseen = answerOf(false);
