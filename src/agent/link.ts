import type { AgentRecord } from '../normalise/answer.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { Trail } from '../observing/trail.ts';
import { createConnection, type Connection, type ConnectionOptions, type Credentials } from '../upstream/connection.ts';
import { createRest, unauthenticated, type Rest } from '../upstream/rest.ts';
import { traced } from '../upstream/traced.ts';
import { createConfirmations, type Confirmations } from './confirmations.ts';
import { createContactCenter, type ContactCenter } from './contact-center.ts';
import type { Ending } from './ending.ts';
import { inTurn } from './in-turn.ts';
import type { LinkOptions } from './link-options.ts';
import { createListening, type Listening } from './listening.ts';
import { createLogin, type Login } from './login.ts';
import type { Caller, Operation, OperationInput } from './operation.ts';
import { perform, type Performed } from './perform.ts';
import { createPresence } from './presence.ts';
import { createReads, sessionPath, type Reads } from './reads.ts';
import { proveAgent } from './renewal.ts';
import { createRevocation, type Revocation } from './revocation.ts';
import { eventsAfter, type SubscriberEvents } from './subscriber-events.ts';

/** Milliseconds for which an upstream that has answered anything counts as there. */
const fresh = 5000;

/** One caller's life upstream: connection, cookies, token, Bayeux session, view and event log; nothing of it is shared. */
export interface Link {
  readonly reads: Reads;
  readonly contactCenter: ContactCenter;
  /** The caller, asked for once and remembered: proves the credentials. @throws GatewayError as `Reads.me` */
  login(): Promise<AgentRecord>;
  /** The same without waiting; null where only `login` can tell, be it by an error. */
  agent(): AgentRecord | null;
  /** The upstream has done something with the credentials: they are no guess. */
  isProven(): boolean;
  /** @throws GatewayError when notifications cannot be had; see `eventsAfter` for the rest */
  events(after: string | null, ending: Ending): SubscriberEvents;
  /** @param trail whose operation it is, for the log */
  perform<Name extends string, Input extends OperationInput, Subject, Result extends object>(
    operation: Operation<Name, Input, Subject, Result>,
    input: Input,
    trail?: Trail,
  ): Promise<Performed<Name, Result>>;
  /**
   * Goes on with other credentials of the same agent, once a login of their own has proven them; everything else stays.
   *
   * @throws GatewayError UNAUTHENTICATED when they or the old ones are refused, BAD_USER_INPUT when they are another agent's;
   * nothing has changed then
   */
  renew(credentials: Credentials): Promise<void>;
  /** Calls back once, when the upstream no longer takes the credentials; at once if that was so before. Gives what takes it back. */
  onRevoked(listener: () => void): () => void;
  close(): Promise<void>;
}

/** @param key names the caller where results are shared; secret-free */
export function createLink(key: string, credentials: Credentials, options: LinkOptions): Link {
  return new CallerLink(key, credentials, options);
}

/** What may be asked for more than once, and is to be done once. */
interface Repeatable {
  readonly idempotencyKey?: string | null | undefined;
}

/** A class, as all that a link is made of: there are thousands that do nothing but wait. */
class CallerLink implements Link {
  readonly reads: Reads;
  readonly #options: LinkOptions;
  readonly #connection: Connection;
  readonly #revocation: Revocation = createRevocation();
  readonly #rest: Rest;
  readonly #confirmations: Confirmations = createConfirmations();
  readonly #login: Login;
  readonly #listening: Listening;
  /** Made when something is to be done. */
  #presence: (() => Promise<void> | null) | null = null;
  #closed: Promise<void> | null = null;

  constructor(key: string, credentials: Credentials, options: LinkOptions) {
    this.#options = options;
    this.#connection = createConnection(termsOf(credentials, options));
    const { upstream } = options.meters;
    const calls = createRest(traced(this.#connection, options.tracing ?? null), upstream);
    this.#rest = this.#revocation.watch(inTurn(calls, options.concurrency, options.timeout, upstream));
    this.reads = createReads(this.#rest, options.sessionsPath);
    this.#login = createLogin(this.reads, this.#revocation);
    this.#listening = createListening({
      key,
      connection: this.#connection,
      calls,
      reads: this.reads,
      login: this.#login,
      revocation: this.#revocation,
      confirmations: this.#confirmations,
      shared: options,
    });
    this.#revocation.onRevoked(() => {
      this.#listening.fail(this.#revocation.error() ?? unauthenticated());
    });
  }

  login(): Promise<AgentRecord> {
    return this.#login.login();
  }

  agent(): AgentRecord | null {
    return this.#login.agent();
  }

  isProven(): boolean {
    return this.#revocation.isProven();
  }

  onRevoked(listener: () => void): () => void {
    return this.#revocation.onRevoked(listener);
  }

  async renew(next: Credentials): Promise<void> {
    await proveAgent((await this.login()).id, termsOf(next, this.#options), this.#options.sessionsPath);
    this.#listening.refuseIfOver();
    this.#connection.renew(next);
  }

  events(after: string | null, ending: Ending): SubscriberEvents {
    return eventsAfter(after, ending, () => this.#listening.listen());
  }

  perform<Name extends string, Input extends OperationInput, Subject, Result extends object>(
    operation: Operation<Name, Input, Subject, Result>,
    input: Input,
    trail?: Trail,
  ): Promise<Performed<Name, Result>> {
    return this.#once(operation.upstreamName(input), input, (me) =>
      perform(operation, input, {
        caller: this.#callerOf(me),
        confirmations: this.#confirmations,
        tracing: this.#options.tracing ?? null,
        listen: (within) => this.#listening.listenIfPossible(within, trail),
        reread: (sessionId) => this.#listening.reread(sessionId, trail),
        post: (id, body) => this.#rest.post(sessionPath(this.#options.sessionsPath, id), body),
      }),
    );
  }

  get contactCenter(): ContactCenter {
    // Made when it is wanted: most agents log in to their channels elsewhere.
    const { start, end, setState } = createContactCenter(this.#rest, this.reads);
    return {
      start: (input) => this.#once('StartContactCenterSession', input, () => start(input)),
      end: (input) => this.#once('EndContactCenterSession', input, () => end(input)),
      setState: (input) => this.#once('Ready', input, () => setState(input)),
    };
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      await this.#listening.close();
      await this.#connection.close();
    })();
    return this.#closed;
  }

  /** Null where nothing has to be waited for. */
  #present(): Promise<void> | null {
    this.#presence ??= createPresence(
      () => this.#listening.isAway() && this.#connection.sinceAnswer() >= fresh,
      (signal) => this.reads.me(signal),
    );
    return this.#presence();
  }

  /**
   * At once where the caller is known and the upstream there. A first request that posts has no CSRF token yet, and would be sent
   * twice: the login brings one.
   */
  #afterLogin<T>(call: (me: AgentRecord) => Promise<T>): Promise<T> {
    const asking = this.#present();
    const me = this.agent();
    if (asking === null && me !== null) return call(me);
    return Promise.resolve(asking)
      .then(() => this.login())
      .then(call);
  }

  /** Done once per idempotency key, where one is given; answers of before are only for those who can still log in. */
  #once<T>(name: string, input: Repeatable, call: (me: AgentRecord) => Promise<T>): Promise<T> {
    const { idempotencyKey } = input;
    const task = (): Promise<T> => this.#afterLogin(call);
    if (idempotencyKey === null || idempotencyKey === undefined) return task();
    return this.login().then(({ id }) => this.#options.idempotent(id, idempotencyKey, [name, input], task));
  }

  #callerOf(agent: AgentRecord): Caller {
    const known = (id: string): SessionRecord | null => this.#listening.session(id);
    return {
      agent,
      known,
      session: async (id) => known(id) ?? (await this.reads.session(id)),
      uri: (collection, id) => `${this.#options.base}/${collection}/${id}`,
    };
  }
}

function termsOf(credentials: Credentials, options: LinkOptions): ConnectionOptions {
  const { base, connections, timeout, maxResponseBytes, connect, circuit, random } = options;
  return { base, credentials, connections, timeout, maxResponseBytes, connect, circuit, random };
}
