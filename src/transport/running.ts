/** Counts requests under way. */
export interface Running {
  /** One more; what it gives is called when it is over. */
  begin(): () => void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

export function createRunning(): Running {
  let count = 0;
  let waiting: (() => void)[] = [];

  return {
    begin() {
      count += 1;
      return () => {
        count -= 1;
        if (count > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    idle: () =>
      new Promise((resolve) => {
        if (count === 0) resolve();
        else waiting.push(resolve);
      }),
  };
}
