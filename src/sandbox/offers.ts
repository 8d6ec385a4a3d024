import { endForCustomer } from './departures.ts';
import type { Delivery, Scene } from './operation.ts';
import { stateChange } from './payloads.ts';
import type { FacebookSession, SandboxUser, World } from './world.ts';
import { agentIds, awaitsAgent, setState, stateOf } from './world.ts';

/** Offers: how a session is proposed to an agent, and what becomes of it when the agent does not take it. */

/**
 * No Facebook page shows an offer; recorded Chat payloads have state Invited, capabilities Accept and Reject, no
 * participants and no referenceId. An offer by transfer looks the same here.
 */
export function offerTo({ world, payloads }: Scene, session: FacebookSession, user: SandboxUser): Delivery {
  setState(world, session, user.id, 'Invited');
  return { to: user.id, data: stateChange('StatusChange', payloads.session(session, user.id)) };
}

/** An offer not taken is withdrawn: state Revoked, seen in client code only. */
export function revokeOffer(scene: Scene, session: FacebookSession, userId: string): Delivery[] {
  const { world, payloads } = scene;
  declineOffer(world, session, userId, 'Revoked');
  return [{ to: userId, data: stateChange('StatusChange', payloads.session(session, userId)) }];
}

/** Back to the queue it came from, if any; without anybody to come, it ends for the customer. */
export function declineOffer(
  world: World,
  session: FacebookSession,
  userId: string,
  state: 'Completed' | 'Revoked',
): void {
  setState(world, session, userId, state);
  session.queued?.passed.add(userId);
  if (agentIds(session).length === 0 && !awaitsAgent(session)) endForCustomer(session, world.now());
}

/**
 * Agents who can be brought into the session, those with the least to do first: they are ready, are not in it, and have not
 * passed it on.
 */
export function freeAgents(world: World, session: FacebookSession): SandboxUser[] {
  const busyHere = ['Invited', 'Chatting', 'LeftChat'];
  const workOf = ({ id }: SandboxUser): number =>
    [...world.sessions.values()].filter((each) => busyHere.includes(stateOf(each, id) ?? '')).length;
  return world.users
    .filter(({ role, id }) => role === 'ROLE_AGENT' && world.duty.takesOffers(id))
    .filter(({ id }) => !busyHere.includes(stateOf(session, id) ?? '') && session.queued?.passed.has(id) !== true)
    .map((user) => ({ user, work: workOf(user) }))
    .toSorted((one, other) => one.work - other.work)
    .map(({ user }) => user);
}
