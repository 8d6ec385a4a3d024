import { appendMessage } from './message-log.ts';
import { freeAgents } from './offers.ts';
import type { Call, Outcome } from './operation.ts';
import { tellFailure } from './operation.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import { targetOf } from './targets.ts';
import type { SandboxUser } from './world.ts';
import { agentIds, setState, stateOf } from './world.ts';

/**
 * Page "Consult": the second agent joins at once and unseen by the customer. Its second notification is not readable;
 * NewMessages is what Chat's Invite shows. What the consulted agent gets is not documented. Through a queue whoever is free
 * comes; when nobody is, that is found out behind the answer, and told in an Error.
 */
export function consult(call: Call): Outcome {
  const { world, session, parameters } = call;
  const target = targetOf(parameters, world);
  if (target.kind === 'user') {
    refuseUnlessAway(call, target.user);
    return bringIn(call, target.user);
  }
  const { queue } = target;
  const [user] = queue.routed ? freeAgents(world, session) : [];
  return user === undefined
    ? tellFailure(call, `No agent is available in queue '${queue.name}'.`)
    : bringIn(call, user);
}

/** Refuses with code 3 when the user takes part, or is about to. */
export function refuseUnlessAway({ session }: Call, { id, userName }: SandboxUser): void {
  const state = stateOf(session, id);
  if (state === 'Invited') throw refuse(codes.forbidden, `User '${userName}' is offered this session already.`);
  if (state === 'Chatting') throw refuse(codes.forbidden, `User '${userName}' takes part in this session already.`);
}

function bringIn(call: Call, user: SandboxUser): Outcome {
  const { world, payloads, session } = call;
  const before = agentIds(session);
  const agent = world.createAgent(user, 'Agents');
  session.participants.push(agent);
  setState(world, session, user.id, 'Chatting');
  const at = world.now();
  const joined = appendMessage(session, { type: 'ParticipantJoined', from: agent, visibility: 'Agents', at });
  const referenceId = world.nextReferenceId();
  const news = payloads.newMessages(session, [joined]);
  return {
    referenceId,
    deliveries: [
      ...before.flatMap((to) => [
        { to, data: stateChange('ParticipantsUpdated', payloads.session(session, to), referenceId) },
        { to, data: news },
      ]),
      { to: user.id, data: stateChange('StatusChange', payloads.session(session, user.id), referenceId) },
      { to: user.id, data: news },
    ],
  };
}
