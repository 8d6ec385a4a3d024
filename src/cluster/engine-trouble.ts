import type { StatusChanged } from '../agent/session-event.ts';
import type { Log } from '../log.ts';
import { EngineError } from './engine.ts';
import { SealError } from './sealer.ts';

/** What is the matter with the engine, as far as one agent's events go. */
export interface EngineTrouble {
  /** What subscribers are told while it cannot be used, and their events wait; null when it is well. */
  current(): StatusChanged | null;
  /** What it failed with last; null when it does what it is asked. True when that is news. */
  bear(error: unknown): boolean;
}

export const allIsWell: StatusChanged = { __typename: 'UpstreamStatusChanged', status: 'CONNECTED', reason: null };

export function createEngineTrouble(log: Log): EngineTrouble {
  let reason: string | null = null;

  function reasonOf(error: unknown): string {
    // Those the engine itself has told of, once for all agents.
    if (error instanceof EngineError) return 'The shared event log cannot be reached.';
    if (error instanceof SealError) {
      log.error({ err: error }, 'what another replica wrote cannot be read: EVENT_LOG_KEY differs');
      return 'The shared event log was written with another EVENT_LOG_KEY.';
    }
    log.error({ err: error }, 'what another replica wrote cannot be taken in');
    return 'The shared event log cannot be read.';
  }

  return {
    current: () => (reason === null ? null : { __typename: 'UpstreamStatusChanged', status: 'DEGRADED', reason }),
    bear(error) {
      const before = reason;
      reason = error === null ? null : reasonOf(error);
      return reason !== before;
    },
  };
}
