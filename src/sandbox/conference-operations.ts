import { consult } from './consult-operation.ts';
import { appendMessage, appendWithIndexOf } from './message-log.ts';
import type { Call, Operations, Outcome } from './operation.ts';
import { tellMessages } from './operation.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import { targetUser } from './targets.ts';
import { transfer } from './transfer-operation.ts';
import { agentIds, agentOf, setState } from './world.ts';

/** Several agents in one session, and handing it on. */
export const conferenceOperations: Operations = {
  Consult: { states: ['Chatting'], run: consult },
  Transfer: { states: ['Chatting', 'LeftChat'], run: transfer },
  RemoveParticipantFromConference: { states: ['Chatting'], run: removeParticipant },
};

/**
 * Page "RemoveParticipantFromConference": three notifications to each remaining agent, four to the removed one, printed
 * there with these peculiarities: the Notice and the ParticipantLeft share an index; the one who left is not the `from`
 * of that message; ParticipantsUpdated says Completed to agents who go on chatting; capabilities are empty; the removed
 * agent is missing from `participants` from the start. The order between the agents is not documented.
 */
function removeParticipant(call: Call): Outcome {
  const { world, payloads, session, user, parameters } = call;
  const actor = agentOf(session, user.id);
  if (actor?.visibility !== 'All') {
    throw refuse(codes.forbidden, 'Only an agent whom the customer sees can remove a participant.');
  }
  const target = targetUser(parameters, world);
  if (target.id === user.id) throw refuse(codes.forbidden, 'An agent cannot remove themself; use Leave.');
  const removed = agentOf(session, target.id);
  if (removed === undefined) {
    throw refuse(codes.notFound, `User '${target.userName}' does not take part in this session.`);
  }

  const referenceId = world.nextReferenceId();
  const from = actor;
  const at = world.now();
  session.participants = session.participants.filter((participant) => participant !== removed);
  setState(world, session, target.id, 'Completed');
  const text = `REMOVE_PARTICIPANT_FROM_CONFERENCE${target.id}`;
  const notice = appendMessage(session, { type: 'Notice', from, text, visibility: 'Agents', at });
  const left = appendWithIndexOf(session, notice, { type: 'ParticipantLeft', from, visibility: 'Agents', at });

  const shown = (state: 'Chatting' | 'LeftChat' | 'Completed') =>
    payloads.session(session, user.id, { state, capabilities: [] });
  const news = payloads.newMessages(session, [left]);
  const remaining = agentIds(session);
  return {
    deliveries: [
      ...tellMessages(call, session, [notice]),
      ...remaining.map((to) => ({ to, data: stateChange('ParticipantsUpdated', shown('Completed'), referenceId) })),
      ...remaining.map((to) => ({ to, data: news })),
      { to: target.id, data: stateChange('StatusChange', shown('Chatting'), referenceId) },
      { to: target.id, data: news },
      { to: target.id, data: stateChange('StatusChange', shown('LeftChat'), referenceId) },
      { to: target.id, data: stateChange('StatusChange', shown('Completed'), referenceId) },
    ],
  };
}
