import type { Cancel, SandboxClock } from './clock.ts';
import { freeAgents, offerTo } from './offers.ts';
import type { Delivery, Scene } from './operation.ts';
import type { FacebookSession } from './world.ts';

export interface RoutingOptions {
  readonly scene: Scene;
  readonly clock: SandboxClock;
  readonly publish: (deliveries: readonly Delivery[]) => void;
  /** How long the routing takes to find an agent, milliseconds. */
  readonly delay: number;
}

export interface Routing {
  /** Looks for agents for whatever waits, after the delay. To be called when anything may have changed. */
  wake(): void;
  close(): void;
}

/**
 * Offers sessions that wait in a queue to free agents, one at a time, until one accepts. An offer rejected or withdrawn
 * goes to the next agent; while there is none, the session waits.
 */
export function createRouting({ scene, clock, publish, delay }: RoutingOptions): Routing {
  const { world } = scene;
  const coming = new Map<string, Cancel>();

  function waits({ queued, parts }: FacebookSession): boolean {
    const queue = world.queues.find(({ id }) => id === queued?.queueId);
    return queue?.routed === true && ![...parts.values()].some(({ state }) => state === 'Invited');
  }

  function route(session: FacebookSession): void {
    coming.delete(session.id);
    if (!world.sessions.has(session.id) || !waits(session)) return;
    const [user] = freeAgents(world, session);
    if (user !== undefined) publish([offerTo(scene, session, user)]);
  }

  return {
    wake() {
      for (const session of world.sessions.values()) {
        if (!waits(session) || coming.has(session.id)) continue;
        const cancel = clock.after(delay, () => {
          route(session);
        });
        coming.set(session.id, cancel);
      }
    },
    close() {
      for (const cancel of coming.values()) cancel();
      coming.clear();
    },
  };
}
