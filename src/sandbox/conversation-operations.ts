import { depart, endForCustomer, presenceOf } from './departures.ts';
import { appendMessage } from './message-log.ts';
import type { Call, Operations, Outcome } from './operation.ts';
import { tellMessages } from './operation.ts';
import { optionalString, requiredString } from './parameters.ts';
import { stateChange } from './payloads.ts';
import type { Visibility } from './world.ts';
import { setState } from './world.ts';

const nicknameLimit = 256;
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

/** Page "Accept": the short resource twice, first without anybody in it, then the whole log. */
function accept({ world, payloads, session, user, parameters }: Call): Outcome {
  const nickname = requiredString(parameters, 'nickname', nicknameLimit);
  const agent = world.createAgent(user, 'All', nickname);
  setState(world, session, user.id, 'Chatting');
  session.participants.push(agent);
  appendMessage(session, { type: 'ParticipantJoined', from: agent, visibility: 'All', at: world.now() });
  const updated = payloads.shortSession(session, user.id);
  const alone = { ...updated, participants: [] };
  return {
    deliveries: [
      { to: user.id, data: stateChange('StatusChange', alone, world.nextReferenceId()) },
      { to: user.id, data: stateChange('ParticipantsUpdated', updated) },
      { to: user.id, data: payloads.newMessages(session, session.messages) },
    ],
  };
}

/** Page "Reject": Completed, nobody in it, and no capabilities at all. */
function reject({ world, payloads, session, user }: Call): Outcome {
  setState(world, session, user.id, 'Completed');
  const data = stateChange(
    'StatusChange',
    { participants: [], state: 'Completed', id: session.id, uri: payloads.sessionUri(session) },
    world.nextReferenceId(),
  );
  endForCustomer(session, world.now());
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
  const others = depart(call, referenceId);
  const alone = others.length === 0;
  setState(world, session, user.id, alone ? 'LeftChat' : 'Completed');
  const resource = payloads.session(session, user.id);
  const mine = stateChange('StatusChange', resource, alone ? referenceId : undefined);
  return { deliveries: [{ to: user.id, data: mine }, ...others] };
}

/** Page "Complete"; `queueName` is accepted and has no effect here, because the sandbox has no queues. */
function complete(call: Call): Outcome {
  const { world, payloads, session, user, state, parameters } = call;
  optionalString(parameters, 'queueName', nicknameLimit);
  const referenceId = world.nextReferenceId();
  const others = state === 'Chatting' ? depart(call, referenceId) : [];
  setState(world, session, user.id, 'Completed');
  const resource = payloads.session(session, user.id);
  return { deliveries: [{ to: user.id, data: stateChange('StatusChange', resource, referenceId) }, ...others] };
}
