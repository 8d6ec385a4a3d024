import { pause } from '../upstream/deadline.ts';

/** How long a door may take to say goodbye to its clients. */
export interface Farewell {
  /** Milliseconds over which the goodbyes are spread: clients that come back should not come all at once. */
  readonly time: number;
  /** Milliseconds until the last client has had what it waits for, or is left without it. */
  readonly patience: number;
}

/** Few need no more time between them than this, in milliseconds. */
const longestGap = 10;

/**
 * Takes leave of one after the other, evenly over the time, and waits for all.
 *
 * @param leave gets the milliseconds that are left for it
 */
export async function spread<T>(
  items: readonly T[],
  { time, patience }: Farewell,
  leave: (item: T, patience: number) => Promise<void>,
): Promise<void> {
  const gap = Math.min(longestGap, time / Math.max(1, items.length));
  const never = new AbortController().signal;
  await Promise.all(
    items.map(async (item, place) => {
      const wait = place * gap;
      if (wait > 0) await pause(wait, never);
      await leave(item, Math.max(0, patience - wait));
    }),
  );
}
