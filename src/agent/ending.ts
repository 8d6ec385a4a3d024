import type { StreamEndReason } from '../generated/schema.ts';

/** Tells streams to come to their end: each says where it is and why it ends, so that its client goes on elsewhere. */
export interface Ending {
  /** Calls the listener once, when the end comes, or at once if it has come. */
  listen(listener: () => void): void;
  /** Takes a listener back. */
  forget(listener: () => void): void;
  /** Why; null until it comes. */
  reason(): StreamEndReason | null;
}

/** An ending that comes when `end` is called; calling it twice is fine, the first reason counts. */
export function createEnding(): Ending & { readonly end: (reason: StreamEndReason) => void } {
  // No AbortSignal: there is one for each idle stream, and signals and what combines them are large.
  const listeners = new Set<() => void>();
  let why: StreamEndReason | null = null;
  return {
    listen(listener) {
      if (why === null) listeners.add(listener);
      else listener();
    },
    forget(listener) {
      listeners.delete(listener);
    },
    reason: () => why,
    end(reason) {
      why ??= reason;
      const told = [...listeners];
      listeners.clear();
      for (const listener of told) listener();
    },
  };
}
