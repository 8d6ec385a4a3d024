import type { SandboxClock } from './clock.ts';
import { customerTypes, customerWrites, offerSession } from './happenings.ts';
import { revokeOffer } from './offers.ts';
import type { Delivery, Scene } from './operation.ts';
import type { AgentState, FacebookSession, SandboxUser } from './world.ts';
import { agentIds, isOpen } from './world.ts';

export interface ScriptOptions {
  readonly scene: Scene;
  /** The world's own. */
  readonly clock: SandboxClock;
  readonly publish: (deliveries: readonly Delivery[]) => void;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** All in milliseconds. */
const second = 1_000;
const writeEvery = 20 * second;
/** How long a customer types. */
const typeFor = 3 * second;
const offerEvery = 45 * second;
const revokeAfter = 300 * second;
const forgetAfter = 600 * second;

const openOffersPerAgent = 3;
/** Sessions in the world above which nothing new is offered: agents may accept for ever and complete nothing. */
const enoughSessions = 200;

const texts = [
  'Hello, is anybody there?',
  'I have not heard back about my order.',
  'Could you please check the address once more?',
  'Thank you, that helps a lot.',
  'Is there a number I can call?',
  'One moment, I will look for the receipt.',
];
const customers = ['PersonP', 'FirstL', 'AnnaK', 'MarcoB', 'YukiT'];

/** The lively world: customers write, sessions are offered and withdrawn, ended ones are forgotten. It goes on as long as the clock. */
export function startScript({ scene, clock, publish, random }: ScriptOptions): void {
  const { world } = scene;
  let wroteAt = world.now();
  let offeredAt = world.now();
  /** Id of the session whose customer types. */
  let typingIn: string | undefined;

  function pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(random() * items.length)];
  }

  function typeSomething(): void {
    const session = pick([...world.sessions.values()].filter((each) => isOpen(each) && agentIds(each).length > 0));
    typingIn = session?.id;
    if (session !== undefined) publish(customerTypes(scene, session, true));
  }

  function writeSomething(): void {
    const session = typingIn === undefined ? undefined : world.sessions.get(typingIn);
    const text = pick(texts);
    typingIn = undefined;
    if (session === undefined || text === undefined) return;
    publish([...customerTypes(scene, session, false), ...customerWrites(scene, session, text)]);
  }

  function offerSomething(): void {
    if (world.sessions.size >= enoughSessions) return;
    const offersOf = (user: SandboxUser) =>
      [...world.sessions.values()].filter((session) => session.parts.get(user.id)?.state === 'Invited').length;
    const agents = world.users.filter(({ role, id }) => role === 'ROLE_AGENT' && world.duty.takesOffers(id));
    const user = pick(agents.filter((agent) => offersOf(agent) < openOffersPerAgent));
    if (user !== undefined) publish(offerSession(scene, user, pick(customers), pick(texts)).deliveries);
  }

  function revokeOldOffers(session: FacebookSession): void {
    for (const [userId, { state, since }] of session.parts) {
      if (state === 'Invited' && world.now() - since >= revokeAfter) publish(revokeOffer(scene, session, userId));
    }
  }

  function forgetIfLongOver(session: FacebookSession): void {
    const over = (state: AgentState): boolean => state === 'Completed' || state === 'Revoked' || state === 'LeftChat';
    const longOver = [...session.parts.values()].every(
      ({ state, since }) => over(state) && world.now() - since >= forgetAfter,
    );
    if (longOver) world.sessions.delete(session.id);
  }

  function step(): void {
    const now = world.now();
    if (typingIn === undefined && now - wroteAt >= writeEvery - typeFor) typeSomething();
    if (now - wroteAt >= writeEvery) {
      wroteAt = now;
      writeSomething();
    }
    if (now - offeredAt >= offerEvery) {
      offeredAt = now;
      offerSomething();
    }
    for (const session of [...world.sessions.values()]) {
      revokeOldOffers(session);
      forgetIfLongOver(session);
    }
  }

  function goOn(): void {
    clock.after(second, () => {
      step();
      goOn();
    });
  }

  goOn();
}
