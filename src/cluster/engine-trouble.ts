import type { StatusChanged } from '../agent/session-event.ts';
import { SealError } from './sealer.ts';

/** What subscribers are told while the engine cannot be used: events wait. */
export function troubleOf(error: unknown): StatusChanged {
  const reason =
    error instanceof SealError
      ? 'The shared event log was written with another EVENT_LOG_KEY.'
      : 'The shared event log cannot be reached.';
  return { __typename: 'UpstreamStatusChanged', status: 'DEGRADED', reason };
}

export const allIsWell: StatusChanged = { __typename: 'UpstreamStatusChanged', status: 'CONNECTED', reason: null };
