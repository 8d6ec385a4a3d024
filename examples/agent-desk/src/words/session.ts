import type { Participant, Session } from '../desk/model.ts';
import type { KnownUser } from '../page-config.ts';
import type { SessionState } from '../generated/graphql.ts';

const states: Readonly<Record<SessionState, string>> = {
  INVITED: 'Offered',
  CHATTING: 'Chatting',
  LEFT_CHAT: 'Left, not completed',
  COMPLETED: 'Completed',
  REVOKED: 'Withdrawn',
  UNKNOWN: 'State unknown',
};

export function stateWords(state: SessionState): string {
  return states[state];
}

/** The customer by name; an offer shows nobody yet, so the attached data is asked too. */
export function customerName({ participants, userData, id }: Session): string {
  const nickname = participants.find(({ role }) => role === 'CUSTOMER')?.nickname ?? '';
  if (nickname !== '') return nickname;
  const attached = ['FirstName', 'LastName'].map((name) => userData.find(({ key }) => key === name)?.value);
  const words = attached.filter((value) => typeof value === 'string' && value !== '');
  return words.length > 0 ? words.join(' ') : id;
}

export function participantName({ nickname, role }: Participant): string {
  return nickname ?? (role === 'CUSTOMER' ? 'Customer' : 'Someone');
}

/** An agent by user id: as they call themselves in the session, as the page knows them, or the id. */
export function agentName(userId: string, participants: readonly Participant[], users: readonly KnownUser[]): string {
  const present = participants.find((participant) => participant.userId === userId);
  return present?.nickname ?? users.find(({ id }) => id === userId)?.nickname ?? userId;
}
