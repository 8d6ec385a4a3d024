import type { UpstreamStatus } from '../generated/schema.ts';
import type { EventBody } from './session-event.ts';

/** Tells subscribers how the connection to the upstream's notifications is, each change once. */
export interface Status {
  current(): UpstreamStatus;
  /** What is to follow a snapshot, which by itself says that all is well; null when it is. */
  event(): EventBody | null;
  /** @param gone there is no connection any more, rather than one that fails just now */
  trouble(reason: string, gone: boolean): void;
  /** Notifications flow, and what may have been lost was read. */
  well(): void;
}

export function createStatus(append: (body: EventBody) => void): Status {
  let status: UpstreamStatus = 'CONNECTED';
  let reason: string | null = null;

  const event = (): EventBody => ({ __typename: 'UpstreamStatusChanged', status, reason });

  function become(next: UpstreamStatus, why: string | null): void {
    if (next === status) return;
    status = next;
    reason = why;
    append(event());
  }

  return {
    current: () => status,
    event: () => (status === 'CONNECTED' ? null : event()),
    trouble(why, gone) {
      // Until all is well again, it does not get better by halves.
      become(gone || status === 'DISCONNECTED' ? 'DISCONNECTED' : 'DEGRADED', why);
    },
    well() {
      become('CONNECTED', null);
    },
  };
}
