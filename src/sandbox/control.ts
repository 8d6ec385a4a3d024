import type { BayeuxServer } from './bayeux.ts';
import type { ControlledClock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import { operationNames } from './faults/fields.ts';
import type { FaultRule } from './faults/kinds.ts';
import { customerLeaves, customerTypes, customerWrites, offerSession } from './happenings.ts';
import type { Login } from './login.ts';
import { revokeOffer } from './offers.ts';
import type { Delivery, Scene } from './operation.ts';
import { sessionsOf } from './routes.ts';
import type { FacebookSession, SandboxUser } from './world.ts';
import { stateOf } from './world.ts';

/** An answer made up by a test: a string as text, anything else as JSON. */
export interface FaultyAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly body: unknown;
}

/** What a test may do to the upstream. Unknown names and ids are errors of the test, and throw. */
export interface SandboxControl {
  /** A new session is offered to the user, ready or not; its id. */
  readonly offerSession: (userName: string) => string;
  /** Throws when the session is not offered to the user now. */
  readonly withdrawOffer: (sessionId: string, userName: string) => void;
  /** Without effect, as the two below, in a session that is over for the customer. */
  readonly customerWrites: (sessionId: string, text: string) => void;
  readonly customerTypes: (sessionId: string, isTyping: boolean) => void;
  readonly customerLeaves: (sessionId: string) => void;
  /**
   * The next operation of this name, whoever asks for it and of whichever session, is answered so and does nothing. Calls add
   * up: the first is used first.
   */
  readonly failNext: (operationName: string, answer: FaultyAnswer) => void;
  /**
   * The next `count` notifications that a user listens for are not delivered, and nobody learns of it. A notification to two
   * users counts twice. 0 loses none any more.
   */
  readonly loseNotifications: (count: number) => void;
  /** Forgets every JSESSIONID: requests without Basic credentials are answered 403, statusCode 20. */
  readonly dropHttpSessions: () => void;
  /** Forgets every Bayeux session: held connects at once and all later requests of it are answered 402. */
  readonly dropBayeuxSessions: () => void;
  /** HTTP sessions go on with new tokens: the next POST with an old one is answered 403 as text. */
  readonly changeCsrfTokens: () => void;
  /** From now on every request of the user, a held poll included, is answered 403, statusCode 20. */
  readonly revokeLogin: (userName: string) => void;
  /**
   * To the whole upstream: now. To requests or notifications: the next that the rule fits, before any rule of the schedule, and
   * once unless `times` says otherwise. The result takes back what did not happen yet.
   */
  readonly applyFault: (rule: FaultRule) => () => void;
  /** The clock of the world jumps forward; what becomes due on the way happens in order. */
  readonly advance: (milliseconds: number) => void;
  /** What `GET /me/facebooksessions?fields=*` would list for the user now. */
  readonly sessionsOf: (userName: string) => readonly Readonly<Record<string, unknown>>[];
}

export interface ControlOptions {
  readonly scene: Scene;
  readonly login: Login;
  readonly bayeux: BayeuxServer;
  readonly faults: Faults;
  readonly clock: ControlledClock;
  /** Makes known what happened. */
  readonly settle: (deliveries: readonly Delivery[]) => void;
}

export function createControl({ scene, login, bayeux, faults, clock, settle }: ControlOptions): SandboxControl {
  const { world } = scene;
  let callOff = (): void => undefined;

  function userNamed(userName: string): SandboxUser {
    const user = world.users.find((candidate) => candidate.userName === userName);
    if (user === undefined) throw new Error(`The sandbox has no user '${userName}'.`);
    return user;
  }

  function sessionWith(sessionId: string): FacebookSession {
    const session = world.sessions.get(sessionId);
    if (session === undefined) throw new Error(`The sandbox has no session '${sessionId}'.`);
    return session;
  }

  return {
    offerSession(userName) {
      const { session, deliveries } = offerSession(scene, userNamed(userName));
      settle(deliveries);
      return session.id;
    },
    withdrawOffer(sessionId, userName) {
      const [session, user] = [sessionWith(sessionId), userNamed(userName)];
      const state = stateOf(session, user.id) ?? 'none';
      if (state !== 'Invited') throw new Error(`Session '${sessionId}' is in state '${state}' for '${userName}'.`);
      settle(revokeOffer(scene, session, user.id));
    },
    customerWrites(sessionId, text) {
      settle(customerWrites(scene, sessionWith(sessionId), text));
    },
    customerTypes(sessionId, isTyping) {
      settle(customerTypes(scene, sessionWith(sessionId), isTyping));
    },
    customerLeaves(sessionId) {
      settle(customerLeaves(scene, sessionWith(sessionId)));
    },
    failNext(operationName, answer) {
      if (!operationNames.includes(operationName)) {
        throw new Error(`The sandbox has no operation '${operationName}'.`);
      }
      faults.apply({ fault: 'answer', operation: operationName, ...answer });
    },
    loseNotifications(count) {
      if (!Number.isInteger(count) || count < 0) throw new Error(`${count} is not a number of notifications.`);
      callOff();
      callOff = faults.apply({ fault: 'drop', times: count });
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
    applyFault: faults.apply,
    advance: clock.advance,
    sessionsOf: (userName) => sessionsOf(scene, userNamed(userName)),
  };
}
