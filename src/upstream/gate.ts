/** Lets a limited number of tasks run at a time; the others wait their turn, in order, or until their signal fires. */
export type Gate = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export function createGate(places: number): Gate {
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
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
