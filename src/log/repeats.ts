/** Keeps what happens over and over from filling a log. */
export interface Repeats {
  /**
   * Writes at once what has not been written lately; of the same again it is told once in a while how many there were.
   *
   * @param key what counts as the same
   * @param write the line; `times` is null for one that stands for itself
   */
  tell(key: string, write: (times: number | null) => void): void;
}

/** Milliseconds for which lines are counted instead of written. */
const period = 10_000;
/** Keys at a time: beyond them all is written. */
const most = 10_000;

interface Counted {
  times: number;
  write: (times: number) => void;
}

export function createRepeats(): Repeats {
  const counted = new Map<string, Counted>();

  function watch(key: string): void {
    const entry: Counted = { times: 0, write: () => undefined };
    counted.set(key, entry);
    const timer = setTimeout(() => {
      counted.delete(key);
      if (entry.times === 0) return;
      entry.write(entry.times);
      watch(key);
    }, period);
    timer.unref();
  }

  return {
    tell(key, write) {
      const known = counted.get(key);
      if (known === undefined) {
        write(null);
        if (counted.size < most) watch(key);
      } else {
        known.times += 1;
        known.write = write;
      }
    },
  };
}
