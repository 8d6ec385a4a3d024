/** Lets a limited number of tasks run at a time; the others wait their turn, in order, or until their signal fires. */
export type Gate = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

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

  function enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(new DOMException('Aborted while waiting.', 'AbortError'));
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
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

  return async (task, signal) => {
    await enter(signal);
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
  };
}
