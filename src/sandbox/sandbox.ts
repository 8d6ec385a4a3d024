import { createServer, type Server } from 'node:http';
import { createBayeux } from './bayeux.ts';
import { createControl, type SandboxControl } from './control.ts';
import { createFaults } from './faults.ts';
import { createRequestListener, type SeenRequest } from './http.ts';
import { createLogin } from './login.ts';
import type { Delivery } from './operation.ts';
import { createPayloads } from './payloads.ts';
import { createPublisher } from './publisher.ts';
import { sandboxQueues } from './queues.ts';
import { createRouting } from './routing.ts';
import { createScript } from './script.ts';
import { sandboxUsers, seedWorld } from './seed-world.ts';
import { createWorld, type SandboxUser } from './world.ts';

export type { SandboxControl } from './control.ts';
export type { FaultyAnswer } from './faults.ts';
export type { SeenRequest } from './http.ts';
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
  /** Numbers from 0 up to 1, for the choices of the lively script; Math.random when absent. */
  readonly random?: () => number;
  /** Sees every request once its body is read. Gets credentials: for tests. */
  readonly onRequest?: (request: SeenRequest) => void;
}

export interface Sandbox {
  /** Up to and including `/api/v2`. */
  readonly url: string;
  readonly users: readonly SandboxUser[];
  readonly control: SandboxControl;
  /** Ends held polls and open sockets. May be called again. */
  readonly close: () => Promise<void>;
}

/** Starts an upstream that speaks the documented API. Rejects when it cannot listen, for example on a taken port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, lively = false, random = Math.random, onRequest } = options;
  const { pollTimeout = 30_000, maxInterval = 10_000, ack = true, queueDelay = 2_000 } = options;

  const server = createServer({ keepAliveTimeout: 30_000 });
  const url = await listen(server, host, port);
  const world = createWorld({ users: sandboxUsers, queues: sandboxQueues });
  const payloads = createPayloads(url);
  const scene = { world, payloads };
  const login = createLogin(world.users, () => world.now());
  const bayeux = createBayeux({ pollTimeout, maxInterval, ack });

  const publisher = createPublisher(bayeux);
  const { publish } = publisher;
  const routing = createRouting({ scene, publish, delay: queueDelay });
  const faults = createFaults();

  function settle(deliveries: readonly Delivery[]): void {
    publish(deliveries);
    routing.wake();
  }

  seedWorld(world, payloads);
  server.on('request', createRequestListener({ scene, login, bayeux, faults, settle, onRequest }));
  const script = lively ? createScript({ scene, publish: settle, random }) : undefined;

  return {
    url,
    users: world.users,
    control: createControl({ scene, login, bayeux, publisher, faults, settle }),
    async close() {
      script?.close();
      routing.close();
      bayeux.close();
      await stop(server);
    },
  };
}

/** The base address once the server listens. */
async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}/api/v2`;
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
