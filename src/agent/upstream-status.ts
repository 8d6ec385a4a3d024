import type { UpstreamStatus } from '../generated/schema.ts';
import type { EventBody, StatusChanged } from './session-event.ts';

/** Tells subscribers how the connection to the upstream's notifications is, each change once. */
export interface Status {
  current(): UpstreamStatus;
  /** What is to follow a snapshot, which by itself says that all is well; null when it is. */
  event(): StatusChanged | null;
  /** @param gone there is no connection any more, rather than one that fails just now */
  trouble(reason: string, gone: boolean): void;
  /** Notifications flow, and what may have been lost was read. */
  well(): void;
}

/** Where changes are told. */
interface StatusEvents {
  append(body: EventBody): void;
}

/** @param told how it was said to be last; null for well */
export function createStatus(events: StatusEvents, told: StatusChanged | null = null): Status {
  return new ToldStatus(events, told);
}

/** A class, for every caller has one. */
class ToldStatus implements Status {
  readonly #events: StatusEvents;
  #status: UpstreamStatus;
  #reason: string | null;

  constructor(events: StatusEvents, told: StatusChanged | null) {
    this.#events = events;
    this.#status = told?.status ?? 'CONNECTED';
    this.#reason = told?.reason ?? null;
  }

  current(): UpstreamStatus {
    return this.#status;
  }

  event(): StatusChanged | null {
    return this.#status === 'CONNECTED' ? null : this.#event();
  }

  trouble(why: string, gone: boolean): void {
    // Until all is well again, it does not get better by halves.
    this.#become(gone || this.#status === 'DISCONNECTED' ? 'DISCONNECTED' : 'DEGRADED', why);
  }

  well(): void {
    this.#become('CONNECTED', null);
  }

  #event(): StatusChanged {
    return { __typename: 'UpstreamStatusChanged', status: this.#status, reason: this.#reason };
  }

  #become(next: UpstreamStatus, why: string | null): void {
    if (next === this.#status) return;
    this.#status = next;
    this.#reason = why;
    this.#events.append(this.#event());
  }
}
