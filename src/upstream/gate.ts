/** Lets a limited number of tasks run at a time; the others wait their turn, in order, or until their signal fires. */
export interface Gate {
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** True when a task would begin at once. */
  isFree(): boolean;
  /** How many wait for their turn. */
  waiting(): number;
}

/**
 * @param hold longest time in milliseconds that a task keeps its place: who then still runs, runs on beside the next. For a gate
 * that spreads starts: tasks that hang must not keep all others waiting. Without it a place is kept to the task's end.
 */
export function createGate(places: number, hold?: number): Gate {
  return new CountingGate(places, hold);
}

/** A class, for every caller has some. */
class CountingGate implements Gate {
  readonly #hold: number | undefined;
  #free: number;
  /** Mostly there is none. */
  #waiting: Set<() => void> | null = null;

  constructor(places: number, hold: number | undefined) {
    this.#free = places;
    this.#hold = hold;
  }

  isFree(): boolean {
    return this.#free > 0;
  }

  waiting(): number {
    return this.#waiting?.size ?? 0;
  }

  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(aborted());
    if (this.#free === 0) return this.#turn(signal).then(() => this.#inside(task));
    this.#free -= 1;
    return this.#inside(task);
  }

  /** Runs it in a place that was taken for it. */
  async #inside<T>(task: () => Promise<T>): Promise<T> {
    let inside = true;
    const leaveOnce = (): void => {
      if (inside) this.#leave();
      inside = false;
    };
    const timer = this.#hold === undefined ? undefined : setTimeout(leaveOnce, this.#hold);
    try {
      return await task();
    } finally {
      clearTimeout(timer);
      leaveOnce();
    }
  }

  #turn(signal?: AbortSignal): Promise<void> {
    const waiting = (this.#waiting ??= new Set());
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(begin);
        reject(aborted());
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.add(begin);
    });
  }

  #leave(): void {
    const [next] = this.#waiting ?? [];
    if (next === undefined) {
      this.#free += 1;
    } else {
      this.#waiting?.delete(next);
      next();
    }
  }
}

function aborted(): DOMException {
  return new DOMException('Aborted while waiting.', 'AbortError');
}
