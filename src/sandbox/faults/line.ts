import type { ExchangeName } from './fields.ts';
import type { FaultRule } from './kinds.ts';

/** A fault as it happens. */
export interface FaultLine {
  /** Milliseconds of the world since its start. */
  readonly at: number;
  readonly fault: FaultRule['fault'];
  /** What the request is for; absent when none is hit, or one for something else. */
  readonly on?: ExchangeName;
  /** The user name; absent when the whole upstream is hit. */
  readonly user?: string;
  /** The operation that is asked for. */
  readonly operation?: string;
  /** Milliseconds, if the rule names them. */
  readonly for?: number;
}

/** For people, as in `fault at 12.345 s: hang for 2000 ms (connect of agent1)`. */
export function writtenFault({ at, fault, on, user, operation, for: duration }: FaultLine): string {
  const lasting = duration === undefined ? '' : ` for ${duration} ms`;
  const what = operation ?? on ?? 'notification';
  return `fault at ${(at / 1_000).toFixed(3)} s: ${fault}${lasting}${user === undefined ? '' : ` (${what} of ${user})`}`;
}
