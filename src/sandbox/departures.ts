import { appendMessage } from './message-log.ts';
import type { Call, Delivery } from './operation.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import type { FacebookSession, Participant } from './world.ts';
import { agentIds, agentOf } from './world.ts';

/** How agents and customers go, and what that means for those who stay. */

/** Takes the caller out; what the remaining agents are told. Without any, the session ends for the customer. */
export function depart(call: Call, referenceId: number): Delivery[] {
  const { world, payloads, session, user } = call;
  const from = presenceOf(session, user.id);
  const at = world.now();
  session.participants = session.participants.filter((participant) => participant !== from);
  const left = appendMessage(session, { type: 'ParticipantLeft', from, visibility: from.visibility, at });
  if (agentIds(session).length === 0) endForCustomer(session, at);
  else keepOneVisible(session);
  return agentIds(session).flatMap((to) => [
    { to, data: stateChange('ParticipantsUpdated', payloads.session(session, to), referenceId) },
    { to, data: payloads.newMessages(session, [left]) },
  ]);
}

export function endForCustomer(session: FacebookSession, at: number): void {
  const { customer } = session;
  if (!session.participants.includes(customer)) return;
  session.participants = session.participants.filter((participant) => participant !== customer);
  appendMessage(session, { type: 'ParticipantLeft', from: customer, visibility: 'All', at });
}

/** Undocumented: when only consulting agents remain, the first of them becomes visible to the customer. */
function keepOneVisible(session: FacebookSession): void {
  const agents = session.participants.filter(({ type }) => type === 'Agent');
  if (agents.some(({ visibility }) => visibility === 'All')) return;
  session.participants = session.participants.map((participant) =>
    participant === agents[0] ? { ...participant, visibility: 'All' } : participant,
  );
}

/** Refuses with code 3 when the user does not take part. */
export function presenceOf(session: FacebookSession, userId: string): Participant {
  const presence = agentOf(session, userId);
  if (presence === undefined) throw refuse(codes.forbidden, 'You do not take part in this session.');
  return presence;
}
