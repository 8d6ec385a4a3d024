import { endForCustomer } from './departures.ts';
import { appendMessage, passingMessage } from './message-log.ts';
import { offerTo, revokeOffer } from './offers.ts';
import type { Delivery, Scene } from './operation.ts';
import { tellMessages } from './operation.ts';
import { stateChange } from './payloads.ts';
import { seedUserData } from './seed-user-data.ts';
import type { FacebookSession, SandboxUser } from './world.ts';
import { agentIds, isOpen } from './world.ts';

/** What happens without any request of an agent: the customer's side and the routing. */

export interface Offer {
  readonly session: FacebookSession;
  readonly deliveries: readonly Delivery[];
}

/** A customer's session is offered to an agent. */
export function offerSession(scene: Scene, user: SandboxUser, customer = 'PersonP', subject = 'Hello'): Offer {
  const { world } = scene;
  const session = world.createSession({
    nickname: customer,
    userData: {
      ...seedUserData,
      ...{ FirstName: customer, LastName: '', FromAddress: customer, _facebookActorName: customer },
      ...{ Subject: subject, _facebookMessageText: subject, _facebookCreatedTime: String(world.now()) },
    },
  });
  const at = session.receivedAt;
  appendMessage(session, { type: 'ParticipantJoined', from: session.customer, visibility: 'All', at });
  return { session, deliveries: [offerTo(scene, session, user)] };
}

/** The customer writes; nothing happens in a session that is over for them. Before Accept only the log grows. */
export function customerWrites(scene: Scene, session: FacebookSession, text: string): Delivery[] {
  if (!isOpen(session)) return [];
  const from = session.customer;
  const message = appendMessage(session, { type: 'Text', from, text, visibility: 'All', at: scene.world.now() });
  return tellMessages(scene, session, [message]);
}

/** The customer begins or ceases to type: every agent is told, and the log does not keep it. */
export function customerTypes(scene: Scene, session: FacebookSession, isTyping: boolean): Delivery[] {
  if (!isOpen(session)) return [];
  const type = isTyping ? 'TypingStarted' : 'TypingStopped';
  const from = session.customer;
  const message = passingMessage(session, { type, from, visibility: 'All', at: scene.world.now() });
  return tellMessages(scene, session, [message]);
}

/**
 * The customer goes: the agents see who left, and go on with their part as they are; an offer that nobody took has no
 * purpose any more. All of it is the sandbox's choice.
 */
export function customerLeaves(scene: Scene, session: FacebookSession): Delivery[] {
  const { world, payloads } = scene;
  const left = endForCustomer(session, world.now());
  if (left === undefined) return [];
  session.queued = undefined;
  const invited = [...session.parts].filter(([, { state }]) => state === 'Invited').map(([userId]) => userId);
  const agents = agentIds(session);
  return [
    ...agents.flatMap((to) => [
      { to, data: stateChange('ParticipantsUpdated', payloads.session(session, to)) },
      { to, data: payloads.newMessages(session, [left]) },
    ]),
    ...(agents.length > 0 ? [] : invited.flatMap((userId) => revokeOffer(scene, session, userId))),
  ];
}
