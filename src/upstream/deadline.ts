/** Why a wait ended early. */
export type WaitEnd = 'deadline' | 'cancelled';

/**
 * Runs `task` with a signal that fires after `milliseconds` or with `outer`, whichever is first, and forgets both when the
 * task settles: a long-lived outer signal gathers no listeners. `ended()` tells which of the two fired.
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal, ended: () => WaitEnd | null) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let end: WaitEnd | null = null;
  const stop = (reason: WaitEnd): void => {
    end ??= reason;
    controller.abort();
  };
  const cancel = (): void => {
    stop('cancelled');
  };
  const timer = setTimeout(() => {
    stop('deadline');
  }, milliseconds);
  if (outer?.aborted === true) cancel();
  outer?.addEventListener('abort', cancel, { once: true });
  try {
    return await task(controller.signal, () => end);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
  }
}

/** Waits; resolves early (never rejects) when the signal fires. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** The outcome, or null as soon as the signal fires: one who leaves need not wait for what was begun for all. */
export async function unlessStopped<T>(task: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const stopped = Promise.withResolvers<null>();
  const stop = (): void => {
    stopped.resolve(null);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([stopped.promise, task]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A function, so that the compiler does not think the signal still is what the loop's head saw. */
export function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}
