/** Wakes all who wait for something to happen: each ring those who wait by then. */
export interface Bell {
  /** Resolves with the next ring. */
  next(): Promise<null>;
  ring(): void;
}

export function createBell(): Bell {
  let next = Promise.withResolvers<null>();
  return {
    next: () => next.promise,
    ring() {
      const { resolve } = next;
      next = Promise.withResolvers();
      resolve(null);
    },
  };
}
