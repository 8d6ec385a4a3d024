import { useSyncExternalStore } from 'react';

/** A value that the page's parts share: those that draw it and those that only act on it. */
export interface Cell<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  /** Gives what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCell<T>(initial: T): Cell<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The value, and drawn again when it changes. */
export function useCell<T>({ subscribe, get }: Cell<T>): T {
  return useSyncExternalStore(subscribe, get);
}
