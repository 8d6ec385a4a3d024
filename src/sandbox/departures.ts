import { appendMessage } from './message-log.ts';
import type { Call, Delivery } from './operation.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import type { FacebookSession, LogMessage, Participant } from './world.ts';
import { agentIds, agentOf, awaitsAgent } from './world.ts';

/** How agents and customers go, and what that means for those who stay. */

export interface Departure {
  /** True when nobody is left or about to come, and the session is over for the customer. */
  readonly ended: boolean;
  /** What the remaining agents are told. */
  readonly deliveries: readonly Delivery[];
}

/** Takes the caller out. */
export function depart(call: Call, referenceId: number): Departure {
  const { world, payloads, session, user } = call;
  const from = presenceOf(session, user.id);
  const at = world.now();
  session.participants = session.participants.filter((participant) => participant !== from);
  const left = appendMessage(session, { type: 'ParticipantLeft', from, visibility: from.visibility, at });
  const remaining = agentIds(session);
  const ended = remaining.length === 0 && !awaitsAgent(session);
  if (ended) endForCustomer(session, at);
  else keepOneVisible(session);
  const deliveries = remaining.flatMap((to) => [
    { to, data: stateChange('ParticipantsUpdated', payloads.session(session, to), referenceId) },
    { to, data: payloads.newMessages(session, [left]) },
  ]);
  return { ended, deliveries };
}

/** The message that says so; undefined when the customer has gone before. */
export function endForCustomer(session: FacebookSession, at: number): LogMessage | undefined {
  const { customer } = session;
  if (!session.participants.includes(customer)) return undefined;
  session.participants = session.participants.filter((participant) => participant !== customer);
  return appendMessage(session, { type: 'ParticipantLeft', from: customer, visibility: 'All', at });
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
