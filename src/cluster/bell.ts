/** Wakes all who wait for something to happen. Whoever waits leaves nothing behind, however often they wait in vain. */
export interface Bell {
  /** How often it rang. */
  rings(): number;
  /** Resolves once it rang more often than that, after so many milliseconds, or when the signal fires. */
  after(rings: number, milliseconds: number, signal: AbortSignal): Promise<void>;
  ring(): void;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let rings = 0;
  return {
    rings: () => rings,
    after(heard, milliseconds, signal) {
      if (heard !== rings || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        signal.addEventListener('abort', done, { once: true });
        waiting.add(done);
      });
    },
    ring() {
      rings += 1;
      for (const wake of [...waiting]) wake();
    },
  };
}
