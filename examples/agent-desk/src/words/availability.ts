import type { Session } from '../desk/model.ts';
import type { Capability, SessionState } from '../generated/graphql.ts';
import { stateWords } from './session.ts';

/** Whether an action makes sense now, and what to tell of it. */
export type Availability =
  | { readonly kind: 'OFFERED' }
  /** The server does not list it; that is no proof of refusal. */
  | { readonly kind: 'UNLISTED'; readonly hint: string }
  | { readonly kind: 'FORBIDDEN'; readonly reason: string };

interface Rule {
  readonly states: readonly SessionState[];
  readonly capability: Capability;
  /** The server lists it whenever it is possible, so its absence from a list that is not empty counts. */
  readonly isAlwaysListed: boolean;
}

export type Action =
  | 'accept'
  | 'reject'
  | 'writeToAll'
  | 'writeToAgents'
  | 'consult'
  | 'transfer'
  | 'leave'
  | 'complete'
  | 'remove'
  | 'dispose'
  | 'comment'
  | 'editUserData';

const open: readonly SessionState[] = ['CHATTING', 'LEFT_CHAT'];

// The documented lists of an agent alone with a customer lack what that agent may do all the same; removal is in no list ever seen.
const rules: Readonly<Record<Action, Rule>> = {
  accept: { states: ['INVITED'], capability: 'ACCEPT', isAlwaysListed: true },
  reject: { states: ['INVITED'], capability: 'REJECT', isAlwaysListed: true },
  writeToAll: { states: ['CHATTING'], capability: 'SEND_MESSAGE', isAlwaysListed: true },
  writeToAgents: { states: ['CHATTING'], capability: 'SEND_TO_AGENTS', isAlwaysListed: true },
  consult: { states: ['CHATTING'], capability: 'CONSULT', isAlwaysListed: false },
  transfer: { states: open, capability: 'TRANSFER', isAlwaysListed: true },
  leave: { states: ['CHATTING'], capability: 'LEAVE', isAlwaysListed: true },
  complete: { states: open, capability: 'COMPLETE', isAlwaysListed: true },
  remove: { states: ['CHATTING'], capability: 'REMOVE_PARTICIPANT_FROM_CONFERENCE', isAlwaysListed: false },
  dispose: { states: open, capability: 'SET_DISPOSITION', isAlwaysListed: false },
  comment: { states: open, capability: 'ADD_COMMENT', isAlwaysListed: false },
  editUserData: { states: open, capability: 'UPDATE_USER_DATA', isAlwaysListed: false },
};

/** What an agent whom the customer does not see, one who is consulted, cannot do. */
const reasonsOfUnseen: Partial<Readonly<Record<Action, string>>> = {
  remove: 'Only an agent whom the customer sees may remove others.',
  writeToAll: 'The customer does not see you: what you write goes to agents only.',
};

export function availabilityOf(action: Action, session: Session): Availability {
  const { states, capability, isAlwaysListed } = rules[action];
  const { state, capabilities, participants } = session;
  if (state !== 'UNKNOWN' && !states.includes(state)) {
    return { kind: 'FORBIDDEN', reason: `Not possible in this state: ${stateWords(state)}.` };
  }
  const reason = reasonsOfUnseen[action];
  if (reason !== undefined && participants.some(({ isMe, visibility }) => isMe && visibility === 'AGENTS')) {
    return { kind: 'FORBIDDEN', reason };
  }
  if (capabilities.includes(capability)) return { kind: 'OFFERED' };
  if (isAlwaysListed && capabilities.length > 0) {
    return { kind: 'FORBIDDEN', reason: 'The server does not offer this now.' };
  }
  return { kind: 'UNLISTED', hint: 'The server does not list this now; it may refuse.' };
}
