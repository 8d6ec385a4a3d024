/** Lets a limited number of tasks run at a time; the others wait their turn, in order, or until their signal fires. */
export interface Gate {
  <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** True when a task would begin at once. */
  readonly isFree: () => boolean;
}

/**
 * @param hold longest time in milliseconds that a task keeps its place: who then still runs, runs on beside the next. For a gate
 * that spreads starts: tasks that hang must not keep all others waiting. Without it a place is kept to the task's end.
 */
export function createGate(places: number, hold?: number): Gate {
  let free = places;
  const waiting = new Set<() => void>();

  function leave(): void {
    const [next] = waiting;
    if (next === undefined) {
      free += 1;
    } else {
      waiting.delete(next);
      next();
    }
  }

  function turn(signal?: AbortSignal): Promise<void> {
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

  /** Runs it in a place that was taken for it. */
  async function run<T>(task: () => Promise<T>): Promise<T> {
    let inside = true;
    const leaveOnce = (): void => {
      if (inside) leave();
      inside = false;
    };
    const timer = hold === undefined ? undefined : setTimeout(leaveOnce, hold);
    try {
      return await task();
    } finally {
      clearTimeout(timer);
      leaveOnce();
    }
  }

  function enter<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(aborted());
    if (free === 0) return turn(signal).then(() => run(task));
    free -= 1;
    return run(task);
  }

  return Object.assign(enter, { isFree: () => free > 0 });
}

function aborted(): DOMException {
  return new DOMException('Aborted while waiting.', 'AbortError');
}
