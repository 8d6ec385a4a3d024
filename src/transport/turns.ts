/** Lets one at a time through, in the order they came: what is made in a turn is never there twice. */
export interface Turns {
  /** What ends the turn, at once where nobody else has it; calling that twice is fine. */
  readonly take: () => (() => void) | Promise<() => void>;
  /** Lets everyone through: nothing is kept for a client that is gone. */
  open(): void;
}

export function createTurns(): Turns {
  const waiting: ((end: () => void) => void)[] = [];
  let taken = false;
  let isOpen = false;

  function ender(): () => void {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const next = waiting.shift();
      if (next === undefined) taken = false;
      else next(ender());
    };
  }

  return {
    take() {
      if (taken && !isOpen) {
        return new Promise((resolve) => {
          waiting.push(resolve);
        });
      }
      taken = true;
      return ender();
    },
    open() {
      isOpen = true;
      for (const next of waiting.splice(0)) next(ender());
    },
  };
}
