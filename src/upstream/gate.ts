/** Lets a limited number of tasks run at a time; the others wait their turn, in order, or until their signal fires. */
export type Gate = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** The same, as an object: for those of whom there are many, every caller having some. */
export interface Places {
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * @param hold longest time in milliseconds that a task keeps its place: who then still runs, runs on beside the next. For a gate
 * that spreads starts: tasks that hang must not keep all others waiting. Without it a place is kept to the task's end.
 */
export function createGate(places: number, hold?: number): Gate {
  const counted = createPlaces(places, hold);
  return (task, signal) => counted.run(task, signal);
}

export function createPlaces(places: number, hold?: number): Places {
  return new CountedPlaces(places, hold);
}

class CountedPlaces implements Places {
  readonly #hold: number | undefined;
  #free: number;
  #waiting: Set<() => void> | null = null;

  constructor(places: number, hold: number | undefined) {
    this.#free = places;
    this.#hold = hold;
  }

  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
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

  #enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(new DOMException('Aborted while waiting.', 'AbortError'));
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    const waiting = (this.#waiting ??= new Set());
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(turn);
        reject(new DOMException('Aborted while waiting.', 'AbortError'));
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.add(turn);
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
