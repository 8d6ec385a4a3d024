import { ApolloLink } from '@apollo/client';
import { tap, throwError } from 'rxjs';
import type { Refusal } from '../words/refusal.ts';

/** Knows when the gateway has refused a desk for good, and sends nothing from then on: each try would count as a failed login. */
export interface LastWord {
  /** Stands before all other links. */
  readonly link: ApolloLink;
  readonly refuse: (refusal: Refusal) => void;
  /** The first refusal; waits for ever where none comes. */
  readonly refused: Promise<Refusal>;
}

export function createLastWord(): LastWord {
  const { promise: refused, resolve } = Promise.withResolvers<Refusal>();
  let isRefused = false;

  function refuse(refusal: Refusal): void {
    isRefused = true;
    resolve(refusal);
  }

  return {
    link: new ApolloLink((operation, forward) =>
      isRefused
        ? throwError(() => new Error('The gateway has refused this login.'))
        : forward(operation).pipe(
            tap(({ errors = [] }) => {
              const refusal = errors.find(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');
              if (refusal !== undefined) refuse({ code: 'UNAUTHENTICATED', message: refusal.message });
            }),
          ),
    ),
    refuse,
    refused,
  };
}
