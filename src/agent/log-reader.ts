import type { LogItem } from './event-log.ts';

/** What a log is to those who read it. */
export interface LogSource<T> {
  /** The item after this position; null when there is none yet, 'over' when there will be none. @throws what the log ended with */
  after(position: number): LogItem<T> | 'over' | null;
  /** Those who wait for more: the log takes them off and wakes them. */
  readonly sleepers: Set<Sleeper>;
}

export interface Sleeper {
  wake(): void;
}

/** Wakes a log's sleepers: in a turn of its own, one for all that is appended in this one and all who wait. */
export function wakes(sleepers: Set<Sleeper>): () => void {
  let isWaking = false;
  return () => {
    if (isWaking || sleepers.size === 0) return;
    isWaking = true;
    queueMicrotask(() => {
      isWaking = false;
      const woken = [...sleepers];
      sleepers.clear();
      for (const sleeper of woken) sleeper.wake();
    });
  };
}

/** One reader of a log: what an async generator is to those who use it. */
export type LogReader<T> = AsyncGenerator<LogItem<T>, void, void>;

type Result<T> = IteratorResult<LogItem<T>, void>;

const done = { done: true, value: undefined } as const;

/** @param position of the last event that the reader has behind it */
export function createLogReader<T>(source: LogSource<T>, position: number, signal: AbortSignal | null): LogReader<T> {
  return new Reader(source, position, signal);
}

/**
 * Written out, for there are two of them for each idle agent, and each gets every event: a generator keeps twice the memory while it
 * waits, takes more turns for each event, and hears `return()` only when it wakes. A class, so that they share their methods.
 */
class Reader<T> implements LogReader<T> {
  readonly #source: LogSource<T>;
  readonly #signal: AbortSignal | null;
  #position: number;
  #over = false;
  #waiting: PromiseWithResolvers<Result<T>> | null = null;

  constructor(source: LogSource<T>, position: number, signal: AbortSignal | null) {
    this.#source = source;
    this.#position = position;
    this.#signal = signal;
  }

  next(): Promise<Result<T>> {
    if (this.#waiting !== null) {
      const again = (): Promise<Result<T>> => this.next();
      return this.#waiting.promise.then(again, again);
    }
    if (this.#signal?.aborted === true) this.#over = true;
    try {
      const result = this.#take();
      if (result !== null) return Promise.resolve(result);
    } catch (error) {
      return failed(error);
    }
    this.#waiting = Promise.withResolvers();
    this.#source.sleepers.add(this);
    this.#signal?.addEventListener('abort', this, { once: true });
    return this.#waiting.promise;
  }

  wake(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    try {
      const result = this.#take();
      if (result === null) this.#source.sleepers.add(this);
      else this.#rise()?.resolve(result);
    } catch (error) {
      this.#rise()?.reject(error);
    }
  }

  /** Of the signal. */
  handleEvent(): void {
    void this.return();
  }

  return(): Promise<Result<T>> {
    this.#over = true;
    this.#rise()?.resolve(done);
    return Promise.resolve(done);
  }

  throw(error: unknown): Promise<Result<T>> {
    void this.return();
    return failed(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): Result<T> | null {
    if (this.#over) return done;
    this.#over = true;
    const item = this.#source.after(this.#position);
    if (item === 'over') return done;
    this.#over = item !== null && item.kind !== 'event';
    if (item?.kind === 'event') this.#position += 1;
    return item === null ? null : { done: false, value: item };
  }

  /** No longer waiting. */
  #rise(): PromiseWithResolvers<Result<T>> | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#source.sleepers.delete(this);
    if (waiting !== null) this.#signal?.removeEventListener('abort', this);
    return waiting;
  }
}

/** A promise that is rejected with whatever was thrown. */
export function failed(error: unknown): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  reject(error);
  return promise;
}
