import { depart, presenceOf } from './departures.ts';
import { appendMessage } from './message-log.ts';
import { declineOffer } from './offers.ts';
import type { Call, Operations, Outcome } from './operation.ts';
import { tellMessages } from './operation.ts';
import { optionalString, requiredString } from './parameters.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import type { Visibility } from './world.ts';
import { agentIds, setState } from './world.ts';

const nameLimit = 256;
const textLimit = 16_384; // the documentation names no limit

/** Taking part in a conversation, from the offer to its end. */
export const conversationOperations: Operations = {
  Accept: { states: ['Invited'], run: accept },
  Reject: { states: ['Invited'], run: reject },
  SendMessage: { states: ['Chatting'], run: (call) => send(call, 'All') },
  SendToAgents: { states: ['Chatting'], run: (call) => send(call, 'Agents') },
  Leave: { states: ['Chatting'], run: leave },
  Complete: { states: ['Chatting', 'LeftChat'], run: complete },
};

/**
 * Page "Accept": the short resource twice, first without anybody in it, then the whole log. What agents in the session are
 * told when another one takes it over is not documented.
 */
function accept(call: Call): Outcome {
  const { world, payloads, session, user, parameters } = call;
  const nickname = requiredString(parameters, 'nickname', nameLimit);
  const agent = world.createAgent(user, 'All', nickname);
  const before = agentIds(session);
  session.queued = undefined;
  setState(world, session, user.id, 'Chatting');
  session.participants.push(agent);
  const at = world.now();
  const joined = appendMessage(session, { type: 'ParticipantJoined', from: agent, visibility: 'All', at });
  const updated = payloads.shortSession(session, user.id);
  const alone = { ...updated, participants: [] };
  return {
    deliveries: [
      { to: user.id, data: stateChange('StatusChange', alone, world.nextReferenceId()) },
      { to: user.id, data: stateChange('ParticipantsUpdated', updated) },
      { to: user.id, data: payloads.newMessages(session, session.messages) },
      ...before.flatMap((to) => [
        { to, data: stateChange('ParticipantsUpdated', payloads.session(session, to)) },
        { to, data: payloads.newMessages(session, [joined]) },
      ]),
    ],
  };
}

/** Page "Reject": Completed, nobody in it, and no capabilities at all. A session from a queue goes back there. */
function reject({ world, payloads, session, user }: Call): Outcome {
  declineOffer(world, session, user.id, 'Completed');
  const data = stateChange(
    'StatusChange',
    { participants: [], state: 'Completed', id: session.id, uri: payloads.sessionUri(session) },
    world.nextReferenceId(),
  );
  return { deliveries: [{ to: user.id, data }] };
}

/** Pages "SendMessage", "SendToAgents": one Text to every agent in the session, the sender included. */
function send(call: Call, asked: Visibility): Outcome {
  const { world, session, user, parameters } = call;
  const text = requiredString(parameters, 'text', textLimit);
  const from = presenceOf(session, user.id);
  // What a consulting agent writes never reaches the customer (page "Consult").
  const visibility = from.visibility === 'Agents' ? 'Agents' : asked;
  const message = appendMessage(session, { type: 'Text', from, text, visibility, at: world.now() });
  return { deliveries: tellMessages(call, session, [message]) };
}

/** Page "Leave", with the states of its Chat sibling: alone LeftChat with a referenceId, among agents Completed without. */
function leave(call: Call): Outcome {
  const { world, payloads, session, user } = call;
  const referenceId = world.nextReferenceId();
  const { ended, deliveries } = depart(call, referenceId);
  setState(world, session, user.id, ended ? 'LeftChat' : 'Completed');
  const resource = payloads.session(session, user.id);
  const mine = stateChange('StatusChange', resource, ended ? referenceId : undefined);
  return { deliveries: [{ to: user.id, data: mine }, ...deliveries] };
}

/**
 * Page "Complete". `queueName` has to be the name of a queue, and has no other effect: what is done with an interaction
 * afterwards is not for agents. Refuses with code 6 unknown names.
 */
function complete(call: Call): Outcome {
  const { world, payloads, session, user, state, parameters } = call;
  const queueName = optionalString(parameters, 'queueName', nameLimit);
  if (queueName !== undefined && !world.queues.some(({ name }) => name === queueName)) {
    throw refuse(codes.notFound, `There is no queue '${queueName.slice(0, 64)}'.`);
  }
  const referenceId = world.nextReferenceId();
  const others = state === 'Chatting' ? depart(call, referenceId).deliveries : [];
  setState(world, session, user.id, 'Completed');
  const resource = payloads.session(session, user.id);
  return { deliveries: [{ to: user.id, data: stateChange('StatusChange', resource, referenceId) }, ...others] };
}
