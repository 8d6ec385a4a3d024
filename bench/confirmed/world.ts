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

/** The session as the upstream has it, with the agent who is to be removed or without. */
export function sessionWith(isThere: boolean): object {
  const { facebooksession: session } = documented;
  // The documented notification says Completed to the one who stays, who then has nothing more to remove.
  return { ...session, state: 'Chatting', participants: [...session.participants, ...(isThere ? [second] : [])] };
}

/** Page "RemoveParticipantFromConference", second notification to the remaining agent; the same says that an agent came. */
export function participantsUpdated(referenceId: number, isThere: boolean): string {
  return JSON.stringify({
    channel: '/v2/me/facebooksession',
    data: { ...documented, referenceId, facebooksession: sessionWith(isThere) },
  });
}

/** The answer to a mutation that waited for its proof. */
export const confirmed = {
  data: {
    removeParticipant: {
      outcome: 'CONFIRMED',
      session: {
        id: removal.sessionId,
        state: 'CHATTING',
        participants: [
          { id: '007356278F230171', nickname: 'VitaliyOnv', role: 'CUSTOMER' },
          { id: '007356278F310173', nickname: 'TestName', role: 'AGENT' },
        ],
      },
      removed: { id: second.id, nickname: second.nickname },
      userErrors: [],
    },
  },
};
