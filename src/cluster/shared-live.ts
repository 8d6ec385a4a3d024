import { randomBytes } from 'node:crypto';
import type { Ending } from '../agent/ending.ts';
import type { LiveTerms } from '../agent/live-options.ts';
import type { Live } from '../agent/live.ts';
import type { LoggedEvent, StatusChanged } from '../agent/session-event.ts';
import { rereadAlone } from '../agent/reread-alone.ts';
import { eventsAfter, type EventSource, type SubscriberEvents } from '../agent/subscriber-events.ts';
import { GatewayError, isGatewayError } from '../errors.ts';
import { completeSession, type SessionRecord } from '../normalise/session.ts';
import { pause, unlessStopped, withDeadline } from '../upstream/deadline.ts';
import { createBell } from './bell.ts';
import { allIsWell, createEngineTrouble, type EngineTrouble } from './engine-trouble.ts';
import { createSessionsCopy, type SessionsCopy } from './sessions-copy.ts';
import type { Batch, SharedLog } from './shared-log-options.ts';
import type { SharedLiveOptions } from './shared-live-options.ts';
import { createSharedLog } from './shared-log.ts';
import { leadTerm } from './term.ts';
import { toldChanges } from './told-changes.ts';
import { readTurn, readView, writeTurn, writeView, type ViewChange } from './turn.ts';

/** Milliseconds after a lease lapsed in which others look. */
const soon = 20;

/**
 * One agent's events, of which one replica at a time receives the upstream's notifications: the one that has the lease. All show what
 * the shared log tells, that one too, so a client finds the same on each.
 */
export function createSharedLive(terms: LiveTerms, options: SharedLiveOptions): Live {
  return new AgentLive(terms, options);
}

class AgentLive implements Live, EventSource {
  readonly log: SharedLog<LoggedEvent, ViewChange>;
  readonly ended: Promise<Error | null>;
  readonly #terms: LiveTerms;
  readonly #options: SharedLiveOptions;
  readonly #copy: SessionsCopy;
  readonly #closing = new AbortController();
  readonly #end: (error: Error | null) => void;
  readonly #running: Promise<void>;
  /** Receives notifications, while the lease is ours. */
  #leader: Live | null = null;
  /** Whose the lease is: a token. */
  #holder: string | null = null;
  readonly #trouble: EngineTrouble;
  /** The engine has something new. */
  readonly #news = createBell();
  /** What is known here, or who is to tell it, has changed. */
  readonly #changed = createBell();
  #failure: Error | null = null;

  constructor(terms: LiveTerms, options: SharedLiveOptions) {
    this.#terms = terms;
    this.#options = options;
    this.#trouble = createEngineTrouble(terms.logger);
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    this.ended = promise;
    this.#end = resolve;
    this.#copy = createSessionsCopy(terms.mostBytes, {
      onTooLarge: (error) => {
        this.#finish(error);
      },
    });
    this.log = createSharedLog<LoggedEvent, ViewChange>({
      ...options,
      caller: terms.me,
      write: writeTurn,
      read: readTurn,
      onBatch: (batch) => {
        this.#take(batch);
      },
      onView: (text) => {
        this.#copy.restore(text === null ? null : readView(text));
      },
      onAside: () => {
        this.#tellStatus();
      },
      view: () => writeView(this.#copy.state()),
    });
    this.#running = this.#run();
  }

  async started(): Promise<void> {
    const { startTimeout } = this.#terms;
    await withDeadline(startTimeout, undefined, async (signal) => {
      while (!this.#isKnown()) {
        if (this.#failure !== null) throw this.#failure;
        if (this.#closing.signal.aborted) throw new GatewayError('SHUTTING_DOWN', 'The events were closed.');
        if (signal.aborted) {
          const why = this.#trouble.current()?.reason ?? 'the replica that receives them is not ready';
          throw new GatewayError('UPSTREAM_UNAVAILABLE', `The events could not be started in time: ${why}`);
        }
        const rings = this.#changed.rings();
        // It knows best why it is not there yet. Where its term ends there may be another one.
        const starting = this.#leader?.started().catch((error: unknown) => {
          if (!isGatewayError(error, 'SHUTTING_DOWN')) throw error;
        });
        if (starting !== undefined) await unlessStopped(starting, signal);
        await this.#changed.after(rings, startTimeout, signal);
      }
    });
  }

  readonly session: Live['session'] = (id) => this.#leader?.session(id) ?? this.#copy.session(id);

  reread(id: string): Promise<void> {
    if (this.#leader !== null) return this.#leader.reread(id);
    const { upstream, confirmations, logger } = this.#terms;
    const read = async (): Promise<SessionRecord | null> => {
      const patch = await upstream.readSession(id, this.#closing.signal);
      return patch === null ? null : completeSession(patch);
    };
    return rereadAlone(id, read, confirmations, logger);
  }

  events(after: string | null, ending: Ending): SubscriberEvents {
    return eventsAfter(after, ending, async () => {
      await this.started();
      return this;
    });
  }

  readonly snapshot: EventSource['snapshot'] = (reason) => {
    if (this.#failure !== null) throw this.#failure;
    this.#terms.meter.snapshots.add(reason);
    return this.#copy.snapshot(reason);
  };

  readonly status = (): StatusChanged | null => this.#trouble.current() ?? this.#copy.status();

  readonly time = (): string => new Date(this.#terms.now()).toISOString();

  isSettled(): boolean {
    return this.#isKnown() || this.#trouble.current() !== null || this.#leader?.isSettled() === true;
  }

  isAway(): boolean {
    return this.#leader?.isAway() ?? this.#copy.status()?.status === 'DISCONNECTED';
  }

  fail(error: Error): void {
    this.#finish(error);
  }

  async close(): Promise<void> {
    this.#finish(null);
    await this.#running;
  }

  /** Whoever has the lease knows the sessions, and so does this copy. */
  #isKnown(): boolean {
    return this.#holder !== null && this.#copy.knownBy() === this.#holder;
  }

  #finish(error: Error | null): void {
    this.#failure ??= error;
    this.#closing.abort();
    this.log.end(error ?? undefined);
    this.#news.ring();
    this.#changed.ring();
    this.#end(error);
  }

  #take(batch: Batch<LoggedEvent, ViewChange>): void {
    this.#copy.apply(batch);
    if (this.#leader === null) for (const change of toldChanges(batch)) this.#terms.confirmations.offer(change);
    this.#changed.ring();
  }

  async #run(): Promise<void> {
    const { store, lease } = this.#options;
    let unlisten: (() => void) | null = null;
    while (!this.#closing.signal.aborted) {
      const rings = this.#news.rings();
      try {
        const holder = await this.log.refresh();
        this.#follow(holder?.token ?? null);
        this.#bear(null);
        if (holder === null) {
          if (await this.#lead()) await pause(this.#terms.retryPause, this.#closing.signal);
        } else if (unlisten === null) {
          // Not before somebody else leads: who leads needs no news.
          unlisten = store.listen(() => {
            this.#news.ring();
          });
        } else await this.#news.after(rings, Math.min(lease / 3, holder.left + soon), this.#closing.signal);
      } catch (error) {
        this.#bear(error);
        await this.#news.after(rings, this.#terms.retryPause, this.#closing.signal);
      }
    }
    unlisten?.();
  }

  /** One term, if the lease is to be had. False where it is not. */
  async #lead(): Promise<boolean> {
    const { store } = this.#options;
    const token = randomBytes(12).toString('base64url');
    const taken = performance.now();
    if (!(await store.acquire(token))) return false;
    // Nobody else appends from here on: what is taken in now is all there is.
    try {
      await this.log.refresh();
      this.#closing.signal.throwIfAborted();
    } catch (error) {
      await store.release(token).catch(() => undefined);
      throw error;
    }
    this.#follow(token);
    const error = await leadTerm({
      ...this.#options,
      terms: this.#terms,
      log: this.log,
      copy: this.#copy,
      token,
      taken,
      signal: this.#closing.signal,
      onLive: (live) => {
        this.#leader = live;
        this.#changed.ring();
      },
      onEngine: (problem) => {
        this.#bear(problem);
      },
    });
    this.#leader = null;
    this.#follow(null);
    if (error !== null) this.#finish(error);
    return true;
  }

  #follow(holder: string | null): void {
    this.#holder = holder;
    this.#changed.ring();
  }

  #bear(error: unknown): void {
    if (this.#trouble.bear(error)) this.#tellStatus();
  }

  /** To all who read here. */
  #tellStatus(): void {
    this.log.aside({ ...(this.status() ?? allIsWell), receivedAt: this.time(), cursor: null });
  }
}
