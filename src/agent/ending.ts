import type { StreamEndReason } from '../generated/schema.ts';

/** Tells streams to come to their end: each says where it is and why it ends, so that its client goes on elsewhere. */
export interface Ending {
  readonly signal: AbortSignal;
  /** Why; null until the signal fires. */
  reason(): StreamEndReason | null;
}

/** An ending that comes when `end` is called; calling it twice is fine, the first reason counts. */
export function createEnding(): Ending & { readonly end: (reason: StreamEndReason) => void } {
  const controller = new AbortController();
  let why: StreamEndReason | null = null;
  return {
    signal: controller.signal,
    reason: () => why,
    end(reason) {
      why ??= reason;
      controller.abort();
    },
  };
}
