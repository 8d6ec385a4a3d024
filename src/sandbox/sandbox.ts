import { createServer, type Server } from 'node:http';
import { createBayeux } from './bayeux.ts';
import { customerWrites, offerSession } from './happenings.ts';
import { createRequestListener, type SeenRequest } from './http.ts';
import { createLogin } from './login.ts';
import type { Delivery } from './operation.ts';
import { createPayloads, facebookChannel } from './payloads.ts';
import { sandboxQueues } from './queues.ts';
import { createScript } from './script.ts';
import { sandboxUsers, seedWorld } from './seed-world.ts';
import { createWorld, type SandboxUser } from './world.ts';

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

/** What a test may do to the upstream. Unknown names and ids are errors of the test, and throw. */
export interface SandboxControl {
  /** A new session is offered to the user; its id. */
  readonly offerSession: (userName: string) => string;
  readonly customerWrites: (sessionId: string, text: string) => void;
  /** Forgets every JSESSIONID: requests without Basic credentials are answered 403, statusCode 20. */
  readonly dropHttpSessions: () => void;
  /** Forgets every Bayeux session: held connects at once and all later requests of it are answered 402. */
  readonly dropBayeuxSessions: () => void;
  /** HTTP sessions go on with new tokens: the next POST with an old one is answered 403 as text. */
  readonly changeCsrfTokens: () => void;
  /** From now on every request of the user, a held poll included, is answered 403, statusCode 20. */
  readonly revokeLogin: (userName: string) => void;
}

/** Starts an upstream that speaks the documented API. Rejects when it cannot listen, for example on a taken port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, lively = false, random = Math.random, onRequest } = options;
  const { pollTimeout = 30_000, maxInterval = 10_000, ack = true } = options;

  const server = createServer({ keepAliveTimeout: 30_000 });
  const url = await listen(server, host, port);
  const world = createWorld({ users: sandboxUsers, queues: sandboxQueues });
  const payloads = createPayloads(url);
  const scene = { world, payloads };
  const login = createLogin(world.users, () => world.now());
  const bayeux = createBayeux({ pollTimeout, maxInterval, ack });

  /** Just after the answer that caused them: real servers usually answer first. */
  function publish(deliveries: readonly Delivery[]): void {
    if (deliveries.length === 0) return;
    const events = deliveries.map(({ to, channel = facebookChannel, data }) => ({ to, channel, data }));
    setImmediate(() => {
      bayeux.publish(events);
    });
  }

  seedWorld(world, payloads);
  server.on('request', createRequestListener({ scene, login, bayeux, publish, onRequest }));
  const script = lively ? createScript({ scene, publish, random }) : undefined;

  function userNamed(userName: string): SandboxUser {
    const user = world.users.find((candidate) => candidate.userName === userName);
    if (user === undefined) throw new Error(`The sandbox has no user '${userName}'.`);
    return user;
  }

  return {
    url,
    users: world.users,
    control: {
      offerSession(userName) {
        const { session, deliveries } = offerSession(scene, userNamed(userName));
        publish(deliveries);
        return session.id;
      },
      customerWrites(sessionId, text) {
        const session = world.sessions.get(sessionId);
        if (session === undefined) throw new Error(`The sandbox has no session '${sessionId}'.`);
        publish(customerWrites(scene, session, text));
      },
      dropHttpSessions() {
        login.dropSessions();
      },
      dropBayeuxSessions() {
        bayeux.dropSessions();
      },
      changeCsrfTokens() {
        login.changeTokens();
      },
      revokeLogin(userName) {
        const user = userNamed(userName);
        login.revoke(user);
        bayeux.refuseUser(user.id);
      },
    },
    async close() {
      script?.close();
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
