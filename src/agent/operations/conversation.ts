import type {
  AcceptSessionInput,
  CompleteSessionInput,
  LeaveSessionInput,
  RejectSessionInput,
  TransferSessionInput,
} from '../../generated/schema.ts';
import type { Operation } from '../operation.ts';
import { checkedOptional, checkedText, isAnswerTo, isOver, isStateNews, targetUri } from './checks.ts';

/** Page "Accept". Proof: a StatusChange (or a re-read) says CHATTING. */
export const acceptSession: Operation<'AcceptSessionPayload', AcceptSessionInput, { nickname: string }, object> = {
  payload: 'AcceptSessionPayload',
  upstreamName: () => 'Accept',
  subject({ nickname }, { agent }) {
    const own = [agent.firstName, agent.userName].find((name) => name !== null && name !== '') ?? 'Agent';
    return { nickname: checkedText(nickname ?? own.slice(0, 255), ['input', 'nickname'], 255) };
  },
  parameters: ({ nickname }) => ({ nickname }),
  proof: (_subject, change) => (isStateNews(change) && change.session?.state === 'CHATTING' ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};

/** Page "Reject". Proof: COMPLETED (or REVOKED: the offer is gone either way). */
export const rejectSession: Operation<'RejectSessionPayload', RejectSessionInput, object, object> = {
  payload: 'RejectSessionPayload',
  upstreamName: () => 'Reject',
  subject: () => ({}),
  parameters: () => ({}),
  proof: (_subject, change) => (isOver(change, ['COMPLETED', 'REVOKED']) ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};

/** Page "Leave". Proof: LEFT_CHAT for one who was alone with the customer, COMPLETED for one of several agents. */
export const leaveSession: Operation<'LeaveSessionPayload', LeaveSessionInput, object, object> = {
  payload: 'LeaveSessionPayload',
  upstreamName: () => 'Leave',
  subject: () => ({}),
  parameters: () => ({}),
  proof: (_subject, change) => (isOver(change, ['LEFT_CHAT', 'COMPLETED']) ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};

/** Page "Complete". Proof: COMPLETED. */
export const completeSession: Operation<
  'CompleteSessionPayload',
  CompleteSessionInput,
  { queueName: string | null },
  object
> = {
  payload: 'CompleteSessionPayload',
  upstreamName: () => 'Complete',
  subject: ({ queueName }) => ({ queueName: checkedOptional(queueName, ['input', 'queueName'], 255) }),
  parameters: ({ queueName }) => (queueName === null ? {} : { queueName }),
  proof: (_subject, change) => (isOver(change, ['COMPLETED']) ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};

/**
 * Page "Transfer". Its notifications are not documented, so anything that carries the request's reference id counts, and so does
 * the session being over for us.
 */
export const transferSession: Operation<
  'TransferSessionPayload',
  TransferSessionInput,
  { targetUri: string; over: readonly string[] },
  object
> = {
  payload: 'TransferSessionPayload',
  upstreamName: () => 'Transfer',
  subject({ sessionId, target }, caller) {
    // One who had left already has not left by this.
    const left = caller.known(sessionId)?.state === 'CHATTING' ? ['LEFT_CHAT'] : [];
    return { targetUri: targetUri(target, caller), over: [...left, 'COMPLETED', 'REVOKED'] };
  },
  parameters: (subject) => ({ targetUri: subject.targetUri }),
  proof: ({ over }, change, referenceId) => (isAnswerTo(change, referenceId) || isOver(change, over) ? {} : null),
  exclusive: false,
  unproven: () => ({}),
};
