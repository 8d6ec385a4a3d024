import { isGatewayError, type GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { sessionOf, type Fact } from '../normalise/fact.ts';
import type { LogEntry, MessageRecord } from '../normalise/message.ts';
import { completeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { pause } from '../upstream/deadline.ts';
import { isAmbiguous } from './ambiguity.ts';
import { lostMessages } from './catch-up.ts';
import type { Confirmations } from './confirmations.ts';
import { createKeptView } from './kept-view.ts';
import { suspicions, type Suspicions } from './recheck.ts';
import { createRereads } from './rereads.ts';
import type { EventBody, SnapshotReason } from './session-event.ts';
import { nothingNew, reduce, rereadSession } from './session-view.ts';
import { nothingTold } from './told-entries.ts';
import { readWhole, type ReadingOptions, type WholeReading } from './whole-reading.ts';

export interface KnownSessionsOptions extends ReadingOptions {
  /** The caller's user id. */
  readonly me: string;
  /** Reads one session from the upstream; null when it knows none of this id. */
  readonly readSession: (id: string, signal: AbortSignal) => Promise<SessionPatch | null>;
  /** Pause before the sessions are read again after a failure, in milliseconds. */
  readonly retryPause: number;
  readonly confirmations: Confirmations;
  readonly append: (body: EventBody) => void;
  /** The sessions are known, for the first time or again. */
  readonly onKnown: () => void;
  /** A reading failed, and is tried again. */
  readonly onTrouble: (reason: string) => void;
  readonly onUnauthenticated: (error: GatewayError) => void;
  readonly signal: AbortSignal;
  readonly logger: Log;
}

/** What is known of one caller's sessions, kept true by notifications and readings. */
export interface KnownSessions {
  session(id: string): SessionRecord | null;
  snapshot(reason: SnapshotReason): EventBody;
  /** What a notification states. */
  take(facts: readonly Fact[]): void;
  /** Reads everything anew while facts wait, until it succeeds or a newer reading takes over; then tells what that shows. */
  synchronise(): Promise<void>;
  /** Reads one session anew and tells what that shows; resolves when it is done, or cannot be. */
  reread(id: string): Promise<void>;
  /** True while nothing is being read anew. */
  isKnown(): boolean;
  /** True once the sessions were known. */
  wasKnown(): boolean;
  /** What a look at the upstream shows that notifications should have told; null when nothing can be said just now. */
  look(): Promise<Suspicions | null>;
}

/** Readings that want every transcript before one takes what there is. */
const strictAttempts = 3;

/** Facts held while the sessions are being read. */
const pendingKept = 5000;

export function createKnownSessions(options: KnownSessionsOptions): KnownSessions {
  const { confirmations, append, logger, signal, me } = options;
  const view = createKeptView();
  /** Facts that arrive while all sessions are being read; null when they are known. */
  let pending: Fact[] | null = [];
  /** Which reading of the sessions is current: a late one never overwrites a newer one. */
  let reading = 0;
  /** The sessions were known once: from then on there may be subscribers, who must hear of every new reading. */
  let synchronised = false;
  /** Sessions that were there before anything could be told, and whose transcript could not be read then. */
  const withoutBeginning = new Set<string>();
  /** Sessions of which a fact was ambiguous and no reading has told yet what it means. */
  const uncertain = new Set<string>();
  let doubting: Promise<void> | null = null;
  /** Facts that waited were dropped. */
  let overflowed = false;

  const session = (id: string): SessionRecord | null => view.sessions.get(id) ?? null;

  function apply(fact: Fact): readonly EventBody[] {
    const reduction = reduce(view, fact);
    const ambiguous = isAmbiguous(view, fact);
    view.adopt(reduction);
    const sessionId = sessionOf(fact);
    if (sessionId !== null) {
      if (fact.kind === 'session') rereads.disturb(sessionId);
      if (ambiguous) {
        uncertain.add(sessionId);
        void rereads.read(sessionId);
      }
      confirmations.offer({ sessionId, fact, events: reduction.events, session: session(sessionId) });
    }
    return reduction.events;
  }

  const rereads = createRereads<SessionPatch | null>({
    read: (id) => options.readSession(id, signal),
    adopt(id, patch) {
      if (pending !== null) {
        // While all sessions are being read, that reading will tell subscribers; those who wait for a proof need not.
        confirmations.offer({ sessionId: id, fact: null, events: [], session: patch && completeSession(patch) });
        return;
      }
      const reduction = patch === null ? nothingNew : rereadSession(view, patch);
      view.adopt(reduction);
      const shown = patch === null ? null : session(id);
      confirmations.offer({ sessionId: id, fact: null, events: reduction.events, session: shown });
      reduction.events.forEach(append);
      const isOver = ['COMPLETED', 'REVOKED'].includes(session(id)?.state ?? '');
      // What was told of a session that is not there is no small misunderstanding, unless it was that it is over.
      if (uncertain.delete(id) && patch === null && !isOver) doubt();
    },
    failed(id, error) {
      if (signal.aborted) return;
      if (error !== null) logger.warn({ err: error }, 'a session could not be read again');
      if (uncertain.has(id)) doubt();
    },
  });

  /** Everything is read anew in a moment: an upstream that contradicts itself all the time is not asked all the time. */
  function doubt(): void {
    doubting ??= pause(options.retryPause, signal).then(() => {
      doubting = null;
      return pending === null ? synchronise() : undefined;
    });
  }

  /** The sessions whose messages this caller is, or was, told. */
  function toldOf(sessions: readonly SessionPatch[]): readonly string[] {
    const chatting = [...sessions, ...view.sessions.values()].filter(({ state }) => state === 'CHATTING');
    return [...new Set(chatting.map(({ id }) => id))];
  }

  async function synchronise(): Promise<void> {
    const mine = ++reading;
    const wanted = (): boolean => mine === reading && !signal.aborted;
    for (let attempt = 1; wanted(); attempt += 1) {
      // What came before a reading is in it: put on top, it would bring back what was since lost on the way.
      absorb();
      try {
        const found = await readWhole(options, toldOf, attempt <= strictAttempts, signal);
        if (wanted()) adopt(found);
        return;
      } catch (error) {
        if (!wanted()) return;
        if (isGatewayError(error, 'UNAUTHENTICATED')) {
          options.onUnauthenticated(error);
          return;
        }
        logger.warn({ err: error }, 'the sessions could not be read; trying again');
        options.onTrouble(isGatewayError(error) ? error.message : 'an unexpected fault');
        await pause(options.retryPause, signal);
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
   * did to sessions is in the snapshot; what they said besides is told after it, with sessions no older than it, and after the
   * messages that were lost.
   */
  function adopt({ sessions, transcripts }: WholeReading): void {
    const wanted = toldOf(sessions);
    view.replace(sessions);
    uncertain.clear();
    for (const record of view.sessions.values()) {
      confirmations.offer({ sessionId: record.id, fact: null, events: [], session: record });
    }
    absorb();
    if (synchronised) append(snapshot('UPSTREAM_RECONNECTED'));
    for (const id of wanted) tellLost(id, transcripts.get(id));
    const waiting = pending ?? [];
    pending = null;
    for (const fact of waiting) apply(fact).forEach(append);
    synchronised = true;
    options.onKnown();
    if (overflowed) void synchronise();
    overflowed = false;
  }

  /** What should have been told and was not; what was there before anything could be told was before the first snapshot. */
  function tellLost(id: string, transcript: readonly MessageRecord[] | undefined): void {
    if (transcript === undefined) {
      if (!synchronised) withoutBeginning.add(id);
      return;
    }
    if (synchronised) {
      const entries = lostIn(id, transcript).map((message): LogEntry => ({ kind: 'message', message }));
      apply({ kind: 'log', sessionId: id, entries }).forEach(append);
    }
    if (withoutBeginning.delete(id) || !synchronised) {
      view.markTold(
        id,
        transcript.map((message) => message.id),
      );
    }
  }

  function lostIn(id: string, transcript: readonly MessageRecord[]): readonly MessageRecord[] {
    return lostMessages(transcript, (view.told.get(id) ?? nothingTold).messages, me, {
      from: withoutBeginning.has(id) ? 'first-told' : 'joining',
      present: session(id)?.state === 'CHATTING',
    });
  }

  function snapshot(reason: SnapshotReason): EventBody {
    const mayHaveMissedEvents = reason !== 'SUBSCRIBED';
    return { __typename: 'SessionsSnapshot', reason, mayHaveMissedEvents, sessions: [...view.sessions.values()] };
  }

  return {
    session,
    snapshot,
    synchronise,
    reread: (id) => rereads.read(id),
    isKnown: () => pending === null,
    wasKnown: () => synchronised,
    take(facts) {
      if (pending === null) facts.flatMap(apply).forEach(append);
      else if (pending.length + facts.length <= pendingKept) pending = pending.concat(facts);
      else {
        // Too much to hold: everything is read once more after this reading, and the snapshot announces that events are missing.
        overflowed = true;
        pending = [];
      }
    },
    async look() {
      if (pending !== null) return null;
      const before = reading;
      try {
        const found = await readWhole(options, toldOf, false, signal);
        return before === reading && !signal.aborted ? suspicions(view, found, lostIn) : null;
      } catch (error) {
        if (isGatewayError(error, 'UNAUTHENTICATED')) options.onUnauthenticated(error);
        return null;
      }
    },
  };
}
