import type { Ending } from './ending.ts';
import type { EventLog, LogItem } from './event-log.ts';
import { failed, type LogReader } from './log-reader.ts';
import type { EventBody, LoggedEvent, SessionEvent, SnapshotReason } from './session-event.ts';

/** Where a subscriber's events come from. */
export interface EventSource {
  readonly log: EventLog<LoggedEvent>;
  /** All sessions as they are now. */
  readonly snapshot: (reason: SnapshotReason) => EventBody;
  /** What the connection to the upstream is, where it is not well. */
  readonly status: () => EventBody | null;
  /** Now, as RFC 3339. */
  readonly time: () => string;
}

/** One subscriber's events: an async generator to those who use it, of which `return()` is heard also while it waits. */
export type SubscriberEvents = AsyncGenerator<SessionEvent, void, void>;

/**
 * What one subscriber gets: every event after the cursor, or a snapshot first where there is no cursor, where it is not one of
 * this log's any more, and whenever the subscriber was overtaken. Ends with the log, whose error it throws; where
 * the ending comes first, with a last event that says so. An event of the log is the same object for all subscribers.
 *
 * @param open called when the first event is asked for; who leaves, or has to end, before it settles does not wait for it
 */
export function eventsAfter(after: string | null, ending: Ending, open: () => Promise<EventSource>): SubscriberEvents {
  return new Subscriber(after, ending, open);
}

type Result = IteratorResult<SessionEvent, void>;

const done = { done: true, value: undefined } as const;

/** Written out and a class, as the log's reader is: there are thousands that wait. */
class Subscriber implements SubscriberEvents {
  readonly #ending: Ending;
  readonly #open: () => Promise<EventSource>;
  #source: EventSource | null = null;
  #reader: LogReader<LoggedEvent> | null = null;
  /** Of the last event shown, or the one to begin after; null where a snapshot is due. */
  #cursor: string | null;
  #reason: SnapshotReason;
  /** What is to follow the snapshot. */
  #trouble: EventBody | null = null;
  #over = false;
  /** What was asked for and is not there yet. */
  #asked: Promise<Result> | null = null;
  /** Ends the wait for the source. */
  #leave: (() => void) | null = null;

  constructor(after: string | null, ending: Ending, open: () => Promise<EventSource>) {
    this.#ending = ending;
    this.#open = open;
    this.#cursor = after;
    this.#reason = after === null ? 'SUBSCRIBED' : 'CURSOR_EXPIRED';
  }

  next(): Promise<Result> {
    if (this.#over) return Promise.resolve(done);
    if (this.#asked !== null) {
      const again = (): Promise<Result> => this.next();
      return this.#asked.then(again, again);
    }
    return this.#source === null ? (this.#asked = this.#begin()) : this.#read(this.#source);
  }

  return(): Promise<Result> {
    this.#finish();
    return Promise.resolve(done);
  }

  throw(error: unknown): Promise<Result> {
    this.#finish();
    return failed(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #onEnding = (): void => {
    if (this.#source === null) this.#finish();
    else void this.#reader?.return();
  };

  #begin(): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#leave = () => {
      resolve(done);
    };
    this.#ending.listen(this.#onEnding);
    if (this.#over) return promise;
    this.#enter()
      .then((source) => {
        if (this.#over) return;
        this.#leave = null;
        this.#asked = null;
        this.#source = source;
        resolve(this.#read(source));
      })
      .catch((error: unknown) => {
        reject(error);
        this.#finish();
      });
    return promise;
  }

  /** What there was to follow is not there any more, and what comes instead may not be known yet. */
  #beginAnew(): Promise<Result> {
    this.#source = null;
    this.#reason = 'CURSOR_EXPIRED';
    return (this.#asked = this.#begin());
  }

  async #enter(): Promise<EventSource> {
    const source = await this.#open();
    if (this.#cursor !== null && !(await source.log.holds(this.#cursor))) this.#cursor = null;
    return source;
  }

  #read(source: EventSource): Promise<Result> {
    const isDue = this.#cursor === null;
    // The place and the view are taken in one turn: what comes later is an event, what came before is in the snapshot.
    const cursor = (this.#cursor ??= source.log.head());
    if (this.#reader === null) {
      this.#reader = source.log.read(cursor);
      if (this.#ending.reason() !== null) void this.#reader.return();
    }
    if (isDue) {
      this.#trouble = source.status();
      return Promise.resolve(shown({ ...source.snapshot(this.#reason), cursor, receivedAt: source.time() }));
    }
    if (this.#trouble !== null) {
      const trouble = this.#trouble;
      this.#trouble = null;
      return Promise.resolve(shown({ ...trouble, cursor, receivedAt: source.time() }));
    }
    return (this.#asked = this.#reader.next().then(this.#onItem, this.#onError));
  }

  readonly #onItem = (result: IteratorResult<LogItem<LoggedEvent>, void>): Result | Promise<Result> => {
    this.#asked = null;
    if (this.#over || this.#source === null) return done;
    if (result.done === true || result.value.kind !== 'event') {
      const endReason = this.#ending.reason();
      const cursor = this.#cursor ?? '';
      const receivedAt = this.#source.time();
      if (endReason !== null || result.done === true) this.#finish();
      if (endReason !== null) return shown({ __typename: 'StreamEnding', endReason, cursor, receivedAt });
      if (result.done === true) return done;
      this.#reader = null;
      this.#cursor = null;
      if (result.value.kind === 'lost') return this.#beginAnew();
      this.#reason = 'SLOW_CONSUMER';
      return this.#read(this.#source);
    }
    const { cursor, value } = result.value;
    this.#cursor = cursor;
    // Into the log's own object, which nobody else has: what is made of an event can be kept by it, for all subscribers.
    return shown(Object.assign(value, { cursor }));
  };

  readonly #onError = (error: unknown): never => {
    this.#finish();
    throw error;
  };

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#ending.forget(this.#onEnding);
    void this.#reader?.return();
    this.#leave?.();
  }
}

function shown(value: SessionEvent): Result {
  return { done: false, value };
}
