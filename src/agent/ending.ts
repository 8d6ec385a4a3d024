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
  return new StreamsEnding();
}

/** Small, for every idle connection has one: no AbortSignal, and a class, so that all share their methods. */
class StreamsEnding implements Ending {
  #why: StreamEndReason | null = null;
  #listeners: Set<() => void> | null = null;

  listen(listener: () => void): void {
    if (this.#why !== null) listener();
    else (this.#listeners ??= new Set()).add(listener);
  }

  forget(listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  reason(): StreamEndReason | null {
    return this.#why;
  }

  end(reason: StreamEndReason): void {
    this.#why ??= reason;
    const told = this.#listeners ?? [];
    this.#listeners = null;
    for (const listener of told) listener();
  }
}
