import { appendMessage, passingMessage } from './message-log.ts';
import type { Delivery, Scene } from './operation.ts';
import { tellMessages } from './operation.ts';
import { stateChange } from './payloads.ts';
import { seedUserData } from './seed-user-data.ts';
import type { FacebookSession, SandboxUser } from './world.ts';
import { isOpen, setState } from './world.ts';

/** What happens without any request of an agent: the customer's side and the routing. */

export interface Offer {
  readonly session: FacebookSession;
  readonly deliveries: readonly Delivery[];
}

/**
 * A customer's session is offered to an agent. No Facebook page shows an offer; recorded Chat payloads have state
 * Invited, capabilities Accept and Reject, no participants and no referenceId.
 */
export function offerSession(scene: Scene, user: SandboxUser, customer = 'PersonP', subject = 'Hello'): Offer {
  const { world, payloads } = scene;
  const session = world.createSession({
    nickname: customer,
    userData: {
      ...seedUserData,
      ...{ FirstName: customer, LastName: '', FromAddress: customer, _facebookActorName: customer },
      ...{ Subject: subject, _facebookMessageText: subject, _facebookCreatedTime: String(world.now()) },
    },
  });
  setState(world, session, user.id, 'Invited');
  const at = session.receivedAt;
  appendMessage(session, { type: 'ParticipantJoined', from: session.customer, visibility: 'All', at });
  const data = stateChange('StatusChange', payloads.session(session, user.id));
  return { session, deliveries: [{ to: user.id, data }] };
}

/** An offer not taken is withdrawn: state Revoked, seen in client code only. */
export function revokeOffer({ world, payloads }: Scene, session: FacebookSession, userId: string): Delivery[] {
  setState(world, session, userId, 'Revoked');
  session.participants = [];
  return [{ to: userId, data: stateChange('StatusChange', payloads.session(session, userId)) }];
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
