import { createEventSizes } from '../agent/event-size.ts';
import type { LogReader } from '../agent/log-reader.ts';
import { GatewayError } from '../errors.ts';
import type { Entry, Holder, View } from './agent-store.ts';
import { beginning, following, isSame, type Place } from './place.ts';
import { SealError } from './sealer.ts';
import type { Batch, SharedLog, SharedLogOptions } from './shared-log-options.ts';
import { createWindow, type Window } from './window.ts';

interface Leading {
  readonly token: string;
  readonly onLost: () => void;
}

interface Pending<T, C> extends Entry {
  readonly batch: Batch<T, C>;
}

/** Most characters sent to the engine at a time, and most entries. */
const mostSent = 1_000_000;
const mostEntries = 100;
/** Milliseconds after which what was written since is put into a view, however little it is. */
const viewEvery = 30_000;

export function createSharedLog<T extends object, C>(options: SharedLogOptions<T, C>): SharedLog<T, C> {
  return new AgentLog(options);
}

class AgentLog<T extends object, C> implements SharedLog<T, C> {
  readonly #options: SharedLogOptions<T, C>;
  readonly #window: Window<T>;
  /** Which run of the log this is a copy of, and up to where. */
  #epoch: string | null = null;
  #place: Place = beginning;
  #leading: Leading | null = null;
  #turn: { events: T[]; changes: C[] } | null = null;
  #queue: Pending<T, C>[] = [];
  /** Of the last entry in the queue. */
  #queued: Place = beginning;
  #writing: Promise<void> | null = null;
  /** What was written since the last view. */
  #since = { events: 0, characters: 0, at: 0 };
  #ended = false;

  constructor(options: SharedLogOptions<T, C>) {
    this.#options = options;
    const { keep, cursorSecrets: secrets, caller } = options;
    this.#window = createWindow<T>({ ...keep, sizeOf: createEventSizes(), secrets, caller });
  }

  append(value: T): void {
    this.#thisTurn()?.events.push(value);
  }

  change(change: C): void {
    this.#thisTurn()?.changes.push(change);
  }

  aside(value: T): void {
    this.#window.aside(value);
  }

  head(): string {
    return this.#window.head();
  }

  async holds(cursor: string): Promise<boolean> {
    const { position, isAside } = this.#window.placeOf(cursor) ?? {};
    const epoch = this.#epoch;
    if (position === undefined || epoch === null) return false;
    // What followed it elsewhere is not known here. Once the reader is there, which begins in this turn.
    if (isAside === true) setImmediate(this.#options.onAside);
    const start = this.#window.start();
    if (position >= start) return true;
    const older = await this.#between(epoch, position, start);
    // Meanwhile another run may have begun, or others may have asked.
    if (this.#epoch !== epoch) return false;
    if (this.#window.start() === start) this.#window.prepend(older);
    return this.#window.start() <= position;
  }

  read(after: string, signal?: AbortSignal): LogReader<T> {
    return this.#window.read(after, signal);
  }

  end(error?: Error): void {
    this.#ended = true;
    this.#window.end(error);
  }

  async refresh(): Promise<Holder | null> {
    for (;;) {
      const reading = await this.#options.store.read(this.#epoch, this.#place);
      if (reading.epoch === null) return reading.holder;
      if (reading.epoch !== this.#epoch || reading.view !== null) this.#begin(reading.epoch, reading.view);
      for (const { place, text } of reading.entries) this.#take(place, this.#options.read(text));
      if (isSame(this.#place, reading.last) || reading.entries.length === 0) return reading.holder;
    }
  }

  lead(token: string, onLost: () => void): void {
    this.#leading = { token, onLost };
    this.#queued = this.#place;
    // Nobody knows how much the one before wrote since.
    this.#since = { events: 1, characters: Infinity, at: performance.now() };
  }

  async written(): Promise<void> {
    this.#endTurn();
    while (this.#writing !== null) await this.#writing;
  }

  follow(): void {
    this.#leading = null;
    this.#turn = null;
    this.#queue = [];
  }

  dueView(): View | null {
    const { events, at } = this.#since;
    if (this.#writing !== null || events === 0 || performance.now() - at < viewEvery) return null;
    return this.#takeView();
  }

  /** The events after one position, up to another one; none where some are gone. */
  async #between(epoch: string, after: number, to: number): Promise<readonly T[]> {
    try {
      const entries = (await this.#options.store.older(epoch, after + 1, to + 1)) ?? [];
      const events = entries.flatMap(({ place, text }) => {
        const inEntry = this.#options.read(text).events;
        const before = place.position - inEntry.length;
        return inEntry.slice(Math.max(0, after - before), Math.max(0, to - before));
      });
      return events.length === to - after ? events : [];
    } catch (error) {
      // What cannot be opened is as good as gone.
      if (error instanceof SealError) return [];
      throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The shared event log cannot be reached.', { cause: error });
    }
  }

  #begin(epoch: string, view: View | null): void {
    this.#epoch = epoch;
    this.#place = view?.place ?? beginning;
    this.#window.begin(epoch, this.#place.position);
    this.#options.onView(view === null || view.text === '' ? null : view.text);
  }

  #take(place: Place, batch: Batch<T, C>): void {
    this.#place = place;
    this.#options.onBatch(batch);
    for (const event of batch.events) this.#window.append(event);
  }

  #thisTurn(): { events: T[]; changes: C[] } | null {
    if (this.#leading === null || this.#ended) return null;
    if (this.#turn === null) {
      this.#turn = { events: [], changes: [] };
      queueMicrotask(() => {
        this.#endTurn();
      });
    }
    return this.#turn;
  }

  #endTurn(): void {
    const batch = this.#turn;
    this.#turn = null;
    if (batch === null || this.#leading === null) return;
    this.#queued = following(this.#queued, batch.events.length);
    this.#queue.push({ place: this.#queued, batch, text: this.#options.write(batch) });
    this.#startWriting();
  }

  #startWriting(): void {
    if (this.#leading === null || this.#queue.length === 0) return;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
      // What came in the turn in which it ended.
      this.#startWriting();
    });
  }

  /** One call at a time, of all that waits: what comes meanwhile goes with the next. */
  async #write(): Promise<void> {
    for (let leading = this.#leading; leading !== null && this.#queue.length > 0; leading = this.#leading) {
      const sent = this.#batchToSend();
      const outcome = await this.#send(leading, sent);
      if (this.#leading !== leading) continue;
      if (outcome !== 'ok') {
        this.follow();
        leading.onLost();
        return;
      }
      this.#queue.splice(0, sent.length);
      for (const { place, batch, text } of sent) {
        // An entry without an event counts too: a view has to take it in.
        this.#since.events += Math.max(1, batch.events.length);
        this.#since.characters += text.length;
        this.#take(place, batch);
      }
    }
  }

  /** It may have been appended where there is no answer: asking the same again tells. */
  async #send({ token }: Leading, sent: readonly Entry[]): Promise<'ok' | 'fenced' | 'moved' | 'stuck'> {
    const { store, engine, lease } = this.#options;
    const view = this.#viewBefore()?.text ?? null;
    const after = this.#place;
    const until = performance.now() + lease;
    while (this.#leading?.token === token && performance.now() < until) {
      try {
        return await store.append(token, after, sent, view);
      } catch {
        await engine.whenUp();
      }
    }
    return 'stuck';
  }

  #batchToSend(): readonly Pending<T, C>[] {
    let characters = 0;
    const fits = this.#queue.findIndex(({ text }, index) => {
      characters += text.length;
      return index === mostEntries || (index > 0 && characters > mostSent);
    });
    return fits === -1 ? [...this.#queue] : this.#queue.slice(0, fits);
  }

  /** Written often enough that whoever begins with it has little to add. */
  #viewBefore(): View | null {
    const { keep } = this.#options;
    const { events, characters } = this.#since;
    return events > Math.min(200, keep.events / 2) || characters > keep.bytes / 4 ? this.#takeView() : null;
  }

  #takeView(): View | null {
    if (isSame(this.#place, beginning)) return null;
    this.#since = { events: 0, characters: 0, at: performance.now() };
    return { place: this.#place, text: this.#options.view() };
  }
}
