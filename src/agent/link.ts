import { GatewayError, isGatewayError } from '../errors.ts';
import type { AgentRecord } from '../normalise/answer.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { createConnection, type ConnectionOptions, type Credentials } from '../upstream/connection.ts';
import { unlessStopped, withDeadline } from '../upstream/deadline.ts';
import { receiveNotifications } from '../upstream/notifications.ts';
import { createRest, unauthenticated } from '../upstream/rest.ts';
import { createConfirmations } from './confirmations.ts';
import { createContactCenter, type ContactCenter } from './contact-center.ts';
import { createCursors } from './cursors.ts';
import type { Ending } from './ending.ts';
import { createEventLog } from './event-log.ts';
import { createEventSizes } from './event-size.ts';
import { inTurn } from './in-turn.ts';
import type { LinkOptions } from './link-options.ts';
import { createLive, type Live } from './live.ts';
import { createLogin } from './login.ts';
import type { Caller, Operation, OperationInput } from './operation.ts';
import { perform, type Performed } from './perform.ts';
import { createAnswerClock, createPresence } from './presence.ts';
import { createReads, readSessionPatches, sessionPath, type Reads } from './reads.ts';
import { proveAgent } from './renewal.ts';
import { createRevocation } from './revocation.ts';
import type { LoggedEvent } from './session-event.ts';
import { eventsAfter, type SubscriberEvents } from './subscriber-events.ts';
import { readTranscript } from './transcript.ts';

/** Calls at a time that nobody waits for, beside those that somebody does: readings that keep what is known true. */
const backgroundCalls = 2;

/** Milliseconds within which a notification arrives that is on its way. */
const lookGrace = 3000;

/** One caller's life upstream: connection, cookies, token, Bayeux session, view and event log; nothing of it is shared. */
export interface Link {
  readonly reads: Reads;
  readonly contactCenter: ContactCenter;
  /** The caller, asked for once and remembered: proves the credentials. @throws GatewayError as `Reads.me` */
  login(): Promise<AgentRecord>;
  /** The same without waiting; null where only `login` can tell, be it by an error. */
  agent(): AgentRecord | null;
  /** @throws GatewayError when notifications cannot be had; see `eventsAfter` for the rest */
  events(after: string | null, signal: AbortSignal | null, ending: Ending): SubscriberEvents;
  perform<Name extends string, Input extends OperationInput, Subject, Result extends object>(
    operation: Operation<Name, Input, Subject, Result>,
    input: Input,
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
  const { base, timeout, log } = options;
  const terms: ConnectionOptions = {
    base,
    credentials,
    connections: options.connections,
    timeout,
    maxResponseBytes: options.maxResponseBytes,
    connect: options.connect,
  };
  const { onAnswer, answeredLately } = createAnswerClock();
  const connection = createConnection({ ...terms, onAnswer });
  const revocation = createRevocation();
  revocation.onRevoked(() => live?.fail(revocation.error() ?? unauthenticated()));
  const calls = createRest(connection);
  const rest = revocation.watch(inTurn(calls, options.concurrency, timeout));
  const reads = createReads(rest, options.sessionsPath);
  const confirmations = createConfirmations();
  const present = createPresence(
    () => live !== null && (live.status() === 'DISCONNECTED' || live.isFailing()) && !answeredLately(),
    (signal) => reads.me(signal),
  );
  const { login, agent } = createLogin(
    () => reads.me(),
    () => revocation.error(),
  );
  let live: Live | null = null;
  let closed: Promise<void> | null = null;

  function refuseIfOver(): void {
    const refusal = revocation.error();
    if (refusal !== null) throw refusal;
    if (closed !== null) throw new GatewayError('SHUTTING_DOWN', 'The connection to the upstream was closed.');
  }

  /** Starts the notifications on first need; one that ended is replaced by the next, but not on a link that is over. */
  async function listen(): Promise<Live> {
    const me = await login();
    refuseIfOver();
    live ??= start(me);
    await live.started();
    return live;
  }

  /** Without notifications a mutation is still done, and confirmed by re-reading alone: it does not wait for them longer than asked. */
  async function listenIfPossible(within: number): Promise<void> {
    if (live?.isFailing() === true) return;
    try {
      await withDeadline(within, undefined, (signal) => unlessStopped(listen(), signal));
    } catch (error) {
      if (!isGatewayError(error) || error.code === 'UNAUTHENTICATED') throw error;
      log.warn({ err: error }, 'no notifications: mutations are confirmed by re-reading');
    }
  }

  async function reread(sessionId: string): Promise<void> {
    if (live !== null) return live.reread(sessionId);
    try {
      const session = await reads.session(sessionId);
      confirmations.offer({ sessionId, fact: null, events: [], session });
    } catch (error) {
      log.warn({ err: error }, 'a session could not be read again');
    }
  }

  function start({ id: me }: AgentRecord): Live {
    const background = revocation.watch(inTurn(calls, backgroundCalls, timeout));
    const started = createLive({
      receive: (signal) =>
        receiveNotifications({
          connection,
          path: options.notificationsPath,
          channels: options.channels,
          signal,
          checkLogin: (stop) => reads.me(stop),
          gate: options.gate,
          log,
          random: options.random,
          backoff: options.backoff,
        }),
      readSession: (id, signal) => reads.sessionPatch(id, signal),
      readSessions: (signal) =>
        options.gate(() => readSessionPatches(background, options.sessionsPath, signal), signal),
      readTranscript: async (id, signal) =>
        readTranscript(background, sessionPath(options.sessionsPath, id), id, signal),
      me,
      log: createEventLog<LoggedEvent>({
        ...options.eventLog,
        sizeOf: createEventSizes(),
        cursors: createCursors(options.cursorSecret, key),
      }),
      confirmations,
      startTimeout: timeout,
      retryPause: options.backoff.first,
      recheckEvery: options.recheckEvery,
      lookGrace,
      now: options.now,
      random: options.random,
      logger: log,
    });
    void started.ended.then((error) => {
      if (live === started) live = null;
      if (isGatewayError(error, 'UNAUTHENTICATED')) revocation.revoke(error);
      else if (error !== null) log.warn({ err: error }, 'notifications ended');
    });
    return started;
  }

  /**
   * At once where the caller is known and the upstream there. A first request that posts has no CSRF token yet, and would be sent
   * twice: the login brings one.
   */
  function afterLogin<T>(call: (me: AgentRecord) => Promise<T>): Promise<T> {
    const asking = present();
    const me = agent();
    return asking === null && me !== null ? call(me) : Promise.resolve(asking).then(login).then(call);
  }

  const known = (id: string): SessionRecord | null => live?.session(id) ?? null;

  /** Done once per idempotency key, where one is given; answers of before are only for those who can still log in. */
  function once<T>(
    name: string,
    input: { readonly idempotencyKey?: string | null | undefined },
    call: (me: AgentRecord) => Promise<T>,
  ): Promise<T> {
    const { idempotencyKey } = input;
    if (idempotencyKey === null || idempotencyKey === undefined) return afterLogin(call);
    return login().then(() => options.idempotent(key, idempotencyKey, [name, input], () => afterLogin(call)));
  }

  const callerOf = (me: AgentRecord): Caller => ({
    agent: me,
    known,
    session: async (id) => known(id) ?? (await reads.session(id)),
    uri: (collection, id) => `${base}/${collection}/${id}`,
  });

  return {
    reads,
    login,
    agent,

    onRevoked: (listener) => revocation.onRevoked(listener),

    async renew(next) {
      await proveAgent((await login()).id, { ...terms, credentials: next }, options.sessionsPath);
      refuseIfOver();
      connection.renew(next);
    },

    events: (after, signal, ending) => eventsAfter(after, signal, ending, async () => (await listen()).source),

    perform: (operation, input) =>
      once(operation.upstreamName(input), input, (me) =>
        perform(operation, input, {
          caller: callerOf(me),
          confirmations,
          listen: listenIfPossible,
          reread,
          post: (id, body) => rest.post(sessionPath(options.sessionsPath, id), body),
        }),
      ),

    get contactCenter(): ContactCenter {
      // Made when it is wanted: most agents log in to their channels elsewhere.
      const { start: begin, end, setState } = createContactCenter(rest, reads);
      return {
        start: (input) => once('StartContactCenterSession', input, () => begin(input)),
        end: (input) => once('EndContactCenterSession', input, () => end(input)),
        setState: (input) => once('Ready', input, () => setState(input)),
      };
    },

    close() {
      closed ??= (async () => {
        await live?.close();
        await connection.close();
      })();
      return closed;
    },
  };
}
