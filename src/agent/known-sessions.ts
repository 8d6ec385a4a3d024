import { isGatewayError } from '../errors.ts';
import { sessionOf, type Fact } from '../normalise/fact.ts';
import type { LogEntry, MessageRecord } from '../normalise/message.ts';
import { completeSession, isOver, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { pause } from '../upstream/deadline.ts';
import { isAmbiguous } from './ambiguity.ts';
import { createCatchUp, type CatchUp } from './catch-up.ts';
import { createKeptView, type KeptView } from './kept-view.ts';
import type { KnownSessions, KnownSessionsListener, KnownSessionsOptions } from './known-sessions-options.ts';
import { suspicions, type Suspicions } from './recheck.ts';
import { createRereads, type Rereads } from './rereads.ts';
import type { EventBody, SnapshotReason } from './session-event.ts';
import { nothingNew, reduce, rereadSession } from './session-view.ts';
import { createWaitingFacts, type WaitingFacts } from './waiting-facts.ts';
import { readWhole, type WholeReading } from './whole-reading.ts';

/** Readings that want every transcript before one takes what there is. */
const strictAttempts = 3;

/** @param signal ends all readings */
export function createKnownSessions(
  options: KnownSessionsOptions,
  listener: KnownSessionsListener,
  signal: AbortSignal,
): KnownSessions {
  return new CallerSessions(options, listener, signal);
}

/** A class, for every caller has one. */
class CallerSessions implements KnownSessions {
  readonly #options: KnownSessionsOptions;
  readonly #listener: KnownSessionsListener;
  readonly #signal: AbortSignal;
  readonly #view: KeptView;
  readonly #catchUp: CatchUp;
  /** Facts that arrive while all sessions are being read; null when they are known. */
  #waiting: WaitingFacts | null;
  /** Which reading of the sessions is current: a late one never overwrites a newer one. */
  #reading = 0;
  /** The sessions were known once: from then on there may be subscribers, who must hear of every new reading. */
  #synchronised: boolean;
  /** Sessions of which a fact was ambiguous and no reading has told yet what it means. */
  #uncertain: Set<string> | null = null;
  #isDoubting = false;
  #rereads: Rereads | null = null;

  constructor(options: KnownSessionsOptions, listener: KnownSessionsListener, signal: AbortSignal) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.#waiting = createWaitingFacts(options.mostBytes);
    this.#view = options.continued?.createView(listener) ?? createKeptView(options.mostBytes, listener);
    this.#synchronised = options.continued?.wasKnown ?? false;
    this.#catchUp = createCatchUp(this.#view, options.me);
  }

  session(id: string): SessionRecord | null {
    return this.#view.sessions.get(id) ?? null;
  }

  snapshot(reason: SnapshotReason): EventBody {
    const mayHaveMissedEvents = reason !== 'SUBSCRIBED';
    return { __typename: 'SessionsSnapshot', reason, mayHaveMissedEvents, sessions: [...this.#view.sessions.values()] };
  }

  isKnown(): boolean {
    return this.#waiting === null;
  }

  wasKnown(): boolean {
    return this.#synchronised;
  }

  take(facts: readonly Fact[]): 'told' | 'nothing_new' | 'held' {
    if (this.#waiting !== null) {
      this.#waiting.add(facts);
      return 'held';
    }
    const events = facts.flatMap((fact) => this.#apply(fact));
    this.#append(events);
    return events.length === 0 ? 'nothing_new' : 'told';
  }

  reread(id: string): Promise<void> {
    this.#rereads ??= createRereads<SessionPatch | null>({
      read: (sessionId) => this.#options.upstream.readSession(sessionId, this.#signal),
      adopt: (sessionId, patch) => {
        this.#adoptOne(sessionId, patch);
      },
      failed: (sessionId, error) => {
        if (this.#signal.aborted) return;
        if (error !== null) this.#options.logger.warn({ err: error }, 'a session could not be read again');
        if (this.#uncertain?.has(sessionId) === true) this.#doubt();
      },
    });
    return this.#rereads.read(id);
  }

  async synchronise(): Promise<void> {
    const mine = ++this.#reading;
    const wanted = (): boolean => mine === this.#reading && !this.#signal.aborted;
    for (let attempt = 1; wanted(); attempt += 1) {
      // What came before a reading is in it: put on top, it would bring back what was since lost on the way.
      this.#absorb();
      try {
        const found = await this.#read(attempt <= strictAttempts);
        if (wanted()) this.#adopt(found);
        return;
      } catch (error) {
        if (!wanted()) return;
        if (isGatewayError(error, 'UNAUTHENTICATED')) {
          this.#listener.onUnauthenticated(error);
          return;
        }
        this.#options.logger.warn({ err: error }, 'the sessions could not be read; trying again');
        this.#listener.onTrouble(isGatewayError(error) ? error.message : 'an unexpected fault');
        await pause(this.#options.retryPause, this.#signal);
      }
    }
  }

  async look(): Promise<Suspicions | null> {
    if (this.#waiting !== null) return null;
    const before = this.#reading;
    try {
      const found = await this.#read(false);
      if (before !== this.#reading || this.#signal.aborted) return null;
      return suspicions(this.#view, found, (id, transcript) => this.#catchUp.lostIn(id, transcript));
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) this.#listener.onUnauthenticated(error);
      return null;
    }
  }

  #append(events: readonly EventBody[]): void {
    for (const event of events) this.#listener.append(event);
  }

  #apply(fact: Fact): readonly EventBody[] {
    const reduction = reduce(this.#view, fact);
    const ambiguous = isAmbiguous(this.#view, fact);
    this.#view.adopt(reduction);
    // There was too much to keep: nothing that the view let go may look like something new.
    if (this.#signal.aborted) return [];
    const sessionId = sessionOf(fact);
    if (sessionId !== null) {
      if (fact.kind === 'session') this.#rereads?.disturb(sessionId);
      if (ambiguous) {
        (this.#uncertain ??= new Set()).add(sessionId);
        void this.reread(sessionId);
      }
      this.#offer(sessionId, fact, reduction.events, this.session(sessionId));
    }
    return reduction.events;
  }

  #offer(sessionId: string, fact: Fact | null, events: readonly EventBody[], session: SessionRecord | null): void {
    this.#options.confirmations.offer({ sessionId, fact, events, session });
  }

  #adoptOne(id: string, patch: SessionPatch | null): void {
    if (this.#waiting !== null) {
      // While all sessions are being read, that reading will tell subscribers; those who wait for a proof need not.
      this.#offer(id, null, [], patch && completeSession(patch));
      return;
    }
    const reduction = patch === null ? nothingNew : rereadSession(this.#view, patch);
    this.#view.adopt(reduction);
    if (this.#signal.aborted) return;
    const known = this.session(id);
    this.#offer(id, null, reduction.events, patch === null ? null : known);
    this.#append(reduction.events);
    const isGone = patch === null && (known === null || !isOver(known.state));
    // What was told of a session that is not there is no small misunderstanding, unless it was that it is over.
    if (this.#uncertain?.delete(id) === true && isGone) this.#doubt();
  }

  /** Everything is read anew in a moment: an upstream that contradicts itself all the time is not asked all the time. */
  #doubt(): void {
    if (this.#isDoubting) return;
    this.#isDoubting = true;
    void pause(this.#options.retryPause, this.#signal).then(() => {
      this.#isDoubting = false;
      return this.#waiting === null ? this.synchronise() : undefined;
    });
  }

  #read(strict: boolean): Promise<WholeReading> {
    return readWhole(this.#options.upstream, (sessions) => this.#catchUp.due(sessions), strict, this.#signal);
  }

  /** Takes what waits into the sessions, as far as it is about them; what it says besides waits on for the next snapshot. */
  #absorb(): void {
    this.#waiting ??= createWaitingFacts(this.#options.mostBytes);
    for (const fact of this.#waiting.takeSessions()) this.#apply(fact);
  }

  /**
   * The waiting facts go on top of what was read: each is either in it already, and changes nothing, or came after it. What they
   * did to sessions is in the snapshot; what they said besides is told after it, with sessions no older than it, and after the
   * messages that were lost.
   */
  #adopt({ sessions, transcripts }: WholeReading): void {
    const wanted = this.#catchUp.due(sessions);
    this.#view.replace(sessions);
    if (this.#signal.aborted) return;
    this.#uncertain = null;
    for (const record of this.#view.sessions.values()) this.#offer(record.id, null, [], record);
    this.#absorb();
    if (this.#synchronised) this.#listener.append(this.snapshot('UPSTREAM_RECONNECTED'));
    for (const id of wanted) this.#tellLost(id, transcripts.get(id));
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const fact of waiting?.takeAll() ?? []) this.#append(this.#apply(fact));
    this.#synchronised = true;
    this.#listener.onKnown();
    // There was too much to hold: everything is read once more, and the snapshot announces that events are missing.
    if (waiting?.hasOverflowed() === true) void this.synchronise();
  }

  /** What should have been told and was not; what was there before anything could be told was before the first snapshot. */
  #tellLost(id: string, transcript: readonly MessageRecord[] | undefined): void {
    const isFirst = !this.#synchronised;
    if (transcript === undefined) {
      if (isFirst) this.#catchUp.missBeginning(id);
      return;
    }
    if (!isFirst) {
      const entries = this.#catchUp.lostIn(id, transcript).map((message): LogEntry => ({ kind: 'message', message }));
      this.#append(this.#apply({ kind: 'log', sessionId: id, entries }));
    }
    this.#catchUp.begin(id, transcript, isFirst);
  }
}
