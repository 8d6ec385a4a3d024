import { ApolloLink } from '@apollo/client';
import { throwError } from 'rxjs';

/** The desk's way out, which can be cut to see what happens then. */
export interface NetworkSwitch {
  /** Stands before all other links. */
  readonly link: ApolloLink;
  readonly isCut: () => boolean;
  readonly onChange: (listener: () => void) => () => void;
  readonly cut: () => void;
  readonly restore: () => void;
}

export function createNetworkSwitch(): NetworkSwitch {
  const listeners = new Set<() => void>();
  let isCut = false;

  function turn(cut: boolean): void {
    isCut = cut;
    for (const listener of [...listeners]) listener();
  }

  return {
    link: new ApolloLink((operation, forward) =>
      isCut ? throwError(() => new Error('The network is cut.')) : forward(operation),
    ),
    isCut: () => isCut,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cut() {
      turn(true);
    },
    restore() {
      turn(false);
    },
  };
}
