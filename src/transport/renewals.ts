import { rateLimited } from '../errors.ts';

/** Renewals of one socket's credentials, one after the other: the last one asked for is the one that stays. */
export interface Renewals {
  /**
   * Those who ask for what was asked for last share it.
   *
   * @param credentials tells same from different
   * @throws GatewayError RATE_LIMITED when others wait already; else what the renewal throws
   */
  run(credentials: string, renewal: () => Promise<void>): Promise<void>;
}

/** One that runs and one that waits: each is a login upstream, and no client has more than one kind of news at a time. */
const mostPending = 2;
/** Seconds: a login takes about as long. */
const pauseForOthers = 1;

export function createRenewals(): Renewals {
  const pending: { readonly credentials: string; readonly done: Promise<void> }[] = [];
  return {
    async run(credentials, renewal) {
      const last = pending.at(-1);
      if (last?.credentials === credentials) return last.done;
      if (pending.length >= mostPending) {
        throw rateLimited('Other credentials are being renewed on this socket: try again later.', pauseForOthers);
      }
      const before = last?.done.catch(() => undefined) ?? Promise.resolve();
      const done = before.then(renewal).finally(() => pending.shift());
      pending.push({ credentials, done });
      return done;
    },
  };
}
