import { GatewayError, isGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { sessionOf, type Fact } from '../normalise/fact.ts';
import { normaliseNotification } from '../normalise/notification.ts';
import { completeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { pause, withDeadline } from '../upstream/deadline.ts';
import type { NotificationSignal } from '../upstream/notifications.ts';
import type { Confirmations } from './confirmations.ts';
import type { Ending } from './ending.ts';
import type { EventLog } from './event-log.ts';
import { createRereads } from './rereads.ts';
import type { EventBody, LoggedEvent, SessionEvent, SnapshotReason } from './session-event.ts';
import { eventsAfter } from './subscriber-events.ts';
import { emptyView, isAmbiguous, reduce, replaceSessions, rereadSession, type SessionView } from './session-view.ts';

export interface LiveOptions {
  /** Opens the caller's notification stream; called once. */
  readonly receive: (signal: AbortSignal) => AsyncIterable<NotificationSignal>;
  /** Reads one session from the upstream; null when it knows none of this id. */
  readonly readSession: (id: string, signal: AbortSignal) => Promise<SessionPatch | null>;
  /** Reads all sessions from the upstream. */
  readonly readSessions: (signal: AbortSignal) => Promise<readonly SessionPatch[]>;
  readonly log: EventLog<LoggedEvent>;
  readonly confirmations: Confirmations;
  /** How long to wait for the first snapshot, in milliseconds. */
  readonly startTimeout: number;
  /** Pause before the sessions are read again after a failure, in milliseconds. */
  readonly retryPause: number;
  readonly now: () => number;
  readonly logger: Log;
}

/** One caller's sessions as they happen. */
export interface Live {
  /**
   * Resolves once notifications flow and the sessions are known.
   *
   * @throws GatewayError UNAUTHENTICATED, UPSTREAM_REFUSED; UPSTREAM_UNAVAILABLE when it takes too long, the start goes on
   */
  started(): Promise<void>;
  session(id: string): SessionRecord | null;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(id: string): Promise<void>;
  /** Every event after the cursor, or a snapshot first; without end until the signal fires, the ending comes or the login ends. */
  events(after: string | null, signal: AbortSignal, ending: Ending): AsyncGenerator<SessionEvent, void, void>;
  /** True while the first start keeps failing. */
  isFailing(): boolean;
  /** Ends every subscriber with this error. */
  fail(error: Error): void;
  /** Settles when the stream ended: with its error, or null when it was closed. */
  readonly ended: Promise<Error | null>;
  close(): Promise<void>;
}

/** Facts held while the sessions are being read. */
const pendingKept = 5000;

export function createLive(options: LiveOptions): Live {
  const { log, confirmations, logger } = options;
  const closing = new AbortController();
  const ready = Promise.withResolvers<null>();
  ready.promise.catch(() => undefined);
  const ended = Promise.withResolvers<Error | null>();
  let view: SessionView = emptyView;
  let lastTrouble = '';
  /** Facts that arrive while all sessions are being read; null when they are known. */
  let pending: Fact[] | null = [];
  /** Which reading of the sessions is current: a late one never overwrites a newer one. */
  let reading = 0;
  /** The sessions were known once: from then on there may be subscribers, who must hear of every new reading. */
  let synchronised = false;
  /** The connection fails just now. */
  let troubled = false;
  /** DEGRADED was told, and CONNECTED not yet. */
  let degraded = false;
  function append(body: EventBody): void {
    log.append({ ...body, receivedAt: time() });
  }

  const time = (): string => new Date(options.now()).toISOString();
  const session = (id: string): SessionRecord | null => view.sessions.get(id) ?? null;

  function apply(fact: Fact): readonly EventBody[] {
    const reduction = reduce(view, fact);
    const ambiguous = isAmbiguous(view, fact);
    view = reduction.view;
    const sessionId = sessionOf(fact);
    if (sessionId !== null) {
      if (fact.kind === 'session') rereads.disturb(sessionId);
      if (ambiguous) void rereads.read(sessionId);
      confirmations.offer({ sessionId, fact, events: reduction.events, session: session(sessionId) });
    }
    return reduction.events;
  }

  const rereads = createRereads<SessionPatch | null>({
    read: (id) => options.readSession(id, closing.signal),
    adopt(id, patch) {
      if (pending !== null) {
        // While all sessions are being read, that reading will tell subscribers; those who wait for a proof need not.
        confirmations.offer({ sessionId: id, fact: null, events: [], session: patch && completeSession(patch) });
        return;
      }
      const reduction = patch === null ? { view, events: [] } : rereadSession(view, patch);
      view = reduction.view;
      const shown = patch === null ? null : session(id);
      confirmations.offer({ sessionId: id, fact: null, events: reduction.events, session: shown });
      reduction.events.forEach(append);
    },
    failed(error) {
      if (!closing.signal.aborted) logger.warn({ err: error }, 'a session could not be read again');
    },
  });

  function snapshot(reason: SnapshotReason): EventBody {
    const mayHaveMissedEvents = reason !== 'SUBSCRIBED';
    return { __typename: 'SessionsSnapshot', reason, mayHaveMissedEvents, sessions: [...view.sessions.values()] };
  }

  /** Reads the sessions while facts wait, until it succeeds or a newer reading takes over. */
  async function synchronise(): Promise<void> {
    const mine = ++reading;
    const wanted = (): boolean => mine === reading && !closing.signal.aborted;
    while (wanted()) {
      // What came before a reading is in it: put on top, it would bring back what was since lost on the way.
      absorb();
      try {
        const sessions = await options.readSessions(closing.signal);
        if (wanted()) adopt(sessions);
        return;
      } catch (error) {
        if (!wanted()) return;
        if (isGatewayError(error, 'UNAUTHENTICATED')) {
          finish(error);
          return;
        }
        logger.warn({ err: error }, 'the sessions could not be read; trying again');
        lastTrouble = isGatewayError(error) ? error.message : 'an unexpected fault';
        await pause(options.retryPause, closing.signal);
      }
    }
  }

  /** Takes what waits into the sessions, as far as it is about them; what it says besides waits on for the next snapshot. */
  function absorb(): void {
    const waiting = pending ?? [];
    for (const fact of waiting) if (fact.kind === 'session') apply(fact);
    pending = waiting.filter(({ kind }) => kind !== 'session');
  }

  /**
   * The waiting facts go on top of what was read: each is either in it already, and changes nothing, or came after it. What they
   * did to sessions is in the snapshot; what they said besides is told after it, with sessions no older than it.
   */
  function adopt(sessions: readonly SessionPatch[]): void {
    view = replaceSessions(view, sessions);
    for (const record of view.sessions.values()) {
      confirmations.offer({ sessionId: record.id, fact: null, events: [], session: record });
    }
    absorb();
    const told = (pending ?? []).flatMap(apply);
    pending = null;
    if (synchronised) append(snapshot('UPSTREAM_RECONNECTED'));
    told.forEach(append);
    synchronised = true;
    recovered();
    ready.resolve(null);
  }

  function recovered(): void {
    if (!degraded || troubled || pending !== null) return;
    degraded = false;
    append({ __typename: 'UpstreamStatusChanged', status: 'CONNECTED', reason: null });
  }

  function take(signal: NotificationSignal): void {
    switch (signal.kind) {
      case 'subscribed':
        troubled = false;
        void synchronise();
        return;
      case 'delivery': {
        const facts = normaliseNotification(signal.data);
        if (pending === null) facts.flatMap(apply).forEach(append);
        else if (pending.length + facts.length <= pendingKept) pending = pending.concat(facts);
        else {
          // Too much to hold: what the sessions are is read anew, and the snapshot announces that events are missing.
          void synchronise();
          pending = [];
        }
        return;
      }
      case 'trouble':
        lastTrouble = signal.reason;
        troubled = true;
        degraded = true;
        append({ __typename: 'UpstreamStatusChanged', status: 'DEGRADED', reason: signal.reason });
        return;
      case 'resumed':
        troubled = false;
        if (signal.lossless) recovered();
        else void synchronise();
        return;
    }
  }

  function finish(error: Error | null): void {
    closing.abort();
    log.end(error ?? undefined);
    ready.reject(error ?? new GatewayError('SHUTTING_DOWN', 'The connection to the upstream was closed.'));
    ended.resolve(error);
  }

  async function follow(): Promise<void> {
    try {
      for await (const signal of options.receive(closing.signal)) take(signal);
      finish(null);
    } catch (error) {
      finish(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const following = follow();

  return {
    ended: ended.promise,
    session,
    reread: (id) => rereads.read(id),
    started: () =>
      withDeadline(options.startTimeout, undefined, async (signal) => {
        const late = Promise.withResolvers<never>();
        signal.addEventListener('abort', () => {
          const why = lastTrouble === '' ? '' : `: ${lastTrouble}`;
          late.reject(
            new GatewayError('UPSTREAM_UNAVAILABLE', `The upstream's notifications could not be started in time${why}`),
          );
        });
        await Promise.race([ready.promise, late.promise]);
      }),

    events: (after, signal, ending) => eventsAfter(after, signal, ending, { log, snapshot, time }),
    isFailing: () => !synchronised && lastTrouble !== '',
    fail: finish,

    async close() {
      finish(null);
      await following;
    },
  };
}
