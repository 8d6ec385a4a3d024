import { depart } from './departures.ts';
import { offerTo } from './offers.ts';
import type { Call, Delivery, Outcome } from './operation.ts';
import { tellFailure } from './operation.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import { targetOf } from './targets.ts';
import type { SandboxUser } from './world.ts';
import { agentOf, setState, stateOf } from './world.ts';

/**
 * Page "Transfer", whose notifications are marked "Missing": what follows is the sandbox's choice. The caller's part is
 * Completed, with the referenceId of the answer. An agent who consults in the session becomes visible to the customer; any
 * other one is offered it; a queue keeps it until an agent takes it (see `createRouting`).
 */
export function transfer(call: Call): Outcome {
  const { world, session, user, parameters } = call;
  const target = targetOf(parameters, world);
  if (target.kind === 'queue') {
    session.queued = { queueId: target.queue.id, passed: new Set([user.id]) };
    return handOver(call, []);
  }
  const to = target.user;
  if (to.id === user.id) throw refuse(codes.forbidden, 'An agent cannot transfer a session to themself.');
  if (stateOf(session, to.id) === 'Invited') {
    throw refuse(codes.forbidden, `User '${to.userName}' is offered this session already.`);
  }
  if (agentOf(session, to.id) !== undefined) {
    session.queued = undefined;
    show(call, to);
    return handOver(call, []);
  }
  // Readiness is looked after by the server behind: accepted, and then told in an Error.
  if (!world.duty.takesOffers(to.id)) return tellFailure(call, `User '${to.userName}' is not ready.`);
  session.queued = undefined;
  return handOver(call, [offerTo(call, session, to)]);
}

function show({ session }: Call, { id }: SandboxUser): void {
  session.participants = session.participants.map((participant) =>
    participant.userId === id ? { ...participant, visibility: 'All' } : participant,
  );
}

/** From LeftChat the caller has gone before, and nobody is left to be told. */
function handOver(call: Call, offers: readonly Delivery[]): Outcome {
  const { world, payloads, session, user, state } = call;
  const referenceId = world.nextReferenceId();
  const others = state === 'Chatting' ? depart(call, referenceId).deliveries : [];
  setState(world, session, user.id, 'Completed');
  const mine = stateChange('StatusChange', payloads.session(session, user.id), referenceId);
  return { referenceId, deliveries: [{ to: user.id, data: mine }, ...others, ...offers] };
}
