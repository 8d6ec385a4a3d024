import type { RequestListener } from 'node:http';
import { type BayeuxEvent, createBayeux } from './bayeux.ts';
import { createClock } from './clock.ts';
import { createControl, type SandboxControl } from './control.ts';
import { createDeliveries } from './faults/deliveries.ts';
import { createFaults } from './faults/faults.ts';
import type { FaultLine } from './faults/line.ts';
import { createRandom, drawSeed } from './faults/random.ts';
import type { FaultSchedule } from './faults/schedule.ts';
import { createRequestListener, type SeenRequest } from './http.ts';
import { createTcpListener, type Listener } from './listener.ts';
import { createLogin } from './login.ts';
import type { Delivery } from './operation.ts';
import { createPayloads } from './payloads.ts';
import { createPublisher } from './publisher.ts';
import { sandboxQueues } from './queues.ts';
import { createRestarts } from './restarts.ts';
import { createRouting } from './routing.ts';
import { startScript } from './script.ts';
import { sandboxUsers, seedWorld } from './seed-world.ts';
import { createWorld, type SandboxUser } from './world.ts';

export type { BayeuxEvent } from './bayeux.ts';
export type { FaultyAnswer, SandboxControl } from './control.ts';
export type { FaultRule } from './faults/kinds.ts';
export type { FaultLine } from './faults/line.ts';
export { createRandom } from './faults/random.ts';
export { type FaultOptions, readFaults } from './faults/read.ts';
export { type FaultSchedule, FaultScheduleError, parseFaultSchedule } from './faults/schedule.ts';
export type { SeenRequest } from './http.ts';
export type { Listener } from './listener.ts';
export type { SandboxUser } from './world.ts';

export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1 when absent. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Customers write and new sessions are offered from time to time; false when absent. */
  readonly lively?: boolean;
  /** How long a /meta/connect is held, milliseconds; 30,000 when absent. */
  readonly pollTimeout?: number;
  /** Milliseconds after which a Bayeux session without its next connect is swept; 10,000 when absent. */
  readonly maxInterval?: number;
  /** Grants the acknowledged messages extension to clients that ask; true when absent. */
  readonly ack?: boolean;
  /** How long it takes to offer a session in a queue to an agent, milliseconds; 2,000 when absent. */
  readonly queueDelay?: number;
  /** Numbers from 0 up to 1, for the choices of the lively script; made from the seed when absent. */
  readonly random?: () => number;
  /** What goes wrong, and how fast the world's clock is; nothing, and as fast as any, when absent. */
  readonly faults?: FaultSchedule;
  /** A whole number from 0 to 4,294,967,295 that all chances come from; drawn when absent. */
  readonly seed?: number;
  /** Where it is reached; TCP at `host` and `port` when absent. */
  readonly listener?: Listener;
  /** Cuts the sockets of those who are behind the sandbox's own client: the fault `disconnectClients`. */
  readonly onDisconnectClients?: () => void;
  /** Told of every fault as it happens. */
  readonly onFault?: (line: FaultLine) => void;
  /** Sees every notification at the moment that the world publishes it, before any fault, in order. */
  readonly onPublished?: (delivery: BayeuxEvent) => void;
  /** Sees every request once its body is read. Gets credentials: for tests. */
  readonly onRequest?: (request: SeenRequest) => void;
}

export interface Sandbox {
  /** Up to and including `/api/v2`. */
  readonly url: string;
  /** Makes the same choices again, for the same requests in the same order. */
  readonly seed: number;
  readonly users: readonly SandboxUser[];
  readonly control: SandboxControl;
  /** Ends held polls and open sockets. May be called again. */
  readonly close: () => Promise<void>;
}

/** Starts an upstream that speaks the documented API. Rejects when it cannot listen, for example on a taken port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, listener = createTcpListener(host, port), lively = false } = options;
  const { pollTimeout = 30_000, maxInterval = 10_000, ack = true, queueDelay = 2_000 } = options;
  const { faults: schedule = { rules: [] }, seed = drawSeed(), onRequest, onFault, onPublished } = options;

  const handler = Promise.withResolvers<RequestListener>();
  const url = await listener.open((request, response) => {
    void handler.promise.then((handle) => {
      handle(request, response);
    });
  });
  const clock = createClock({ speed: schedule.speed ?? 1 });
  const world = createWorld({ users: sandboxUsers, queues: sandboxQueues, now: clock.now });
  const payloads = createPayloads(url);
  const scene = { world, payloads };
  const login = createLogin(world.users, clock.now);
  const bayeux = createBayeux({ pollTimeout, maxInterval, ack });

  const deliveries = createDeliveries({
    faultOf: (event) => (bayeux.hears(event.to, event.channel) ? faults.ofDelivery(event) : undefined),
    passOn: bayeux.publish,
  });
  const publish = createPublisher({ onPublished, passOn: deliveries.publish });
  const restarts = createRestarts({
    listener,
    forget: () => {
      bayeux.close();
      login.dropSessions();
      deliveries.clear();
    },
  });
  const faults = createFaults({
    ...{ schedule, clock, onFault, random: createRandom(seed), userName: (id) => world.user(id)?.userName },
    upstream: {
      restart: restarts.restart,
      dropBayeuxSessions: bayeux.dropSessions,
      dropHttpSessions: login.dropSessions,
      changeCsrfTokens: login.changeTokens,
      disconnectClients: options.onDisconnectClients ?? (() => undefined),
    },
  });
  const routing = createRouting({ scene, clock, publish, delay: queueDelay });

  function settle(told: readonly Delivery[]): void {
    publish(told);
    routing.wake();
  }

  seedWorld(world, payloads);
  // A source of its own, or what customers do would depend on who asks when.
  if (lively) startScript({ scene, clock, publish: settle, random: options.random ?? createRandom(seed) });
  handler.resolve(createRequestListener({ scene, login, bayeux, faults, settle, onRequest }));

  return {
    url,
    seed,
    users: world.users,
    control: createControl({ scene, login, bayeux, faults, clock, settle }),
    async close() {
      clock.close();
      restarts.close();
      routing.close();
      deliveries.clear();
      bayeux.close();
      await listener.close();
    },
  };
}
