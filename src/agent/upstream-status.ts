import type { UpstreamStatus } from '../generated/schema.ts';
import type { EventBody } from './session-event.ts';

/** Tells subscribers how the connection to the upstream's notifications is, each change once. */
export interface Status {
  current(): UpstreamStatus;
  /** @param gone there is no connection any more, rather than one that fails just now */
  trouble(reason: string, gone: boolean): void;
  /** Notifications flow, and what may have been lost was read. */
  well(): void;
}

export function createStatus(append: (body: EventBody) => void): Status {
  let status: UpstreamStatus = 'CONNECTED';

  function become(next: UpstreamStatus, reason: string | null): void {
    if (next === status) return;
    status = next;
    append({ __typename: 'UpstreamStatusChanged', status, reason });
  }

  return {
    current: () => status,
    trouble(reason, gone) {
      // Until all is well again, it does not get better by halves.
      become(gone || status === 'DISCONNECTED' ? 'DISCONNECTED' : 'DEGRADED', reason);
    },
    well() {
      become('CONNECTED', null);
    },
  };
}
