import { isGatewayError } from '../errors.ts';
import type { Circuit } from './circuit.ts';
import { createConnection, type ConnectionOptions } from './connection.ts';
import { isNobodyThere } from './envelope.ts';
import { isUpstreamsFault } from './failure.ts';

export type Reachability = 'reachable' | 'unreachable' | 'unknown';

export interface ReachabilityOptions {
  readonly circuit: Pick<Circuit, 'sinceAnswer' | 'sinceFailure'>;
  /** Puts a question that anybody may ask. Never fails. */
  readonly ask: () => Promise<Reachability>;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** Milliseconds for which the answer to a call tells that the upstream is there, unless another has failed since. */
const fresh = 10_000;
/** Milliseconds for which the answer to a question is not asked for again, however often somebody wants to know. */
const pause = 5000;
/** Milliseconds that an answer may take: who asks for readiness does not wait long. */
const patience = 2000;

/** Whether the upstream is there: known from callers' calls, and else asked for, but only for who wants to know, and seldom. */
export function createReachability(options: ReachabilityOptions): () => Promise<Reachability> {
  const { circuit, ask, now = () => performance.now() } = options;
  let asked = -Infinity;
  let found: Promise<Reachability> = Promise.resolve('unknown');

  return () => {
    const since = circuit.sinceAnswer();
    if (since < fresh && since <= circuit.sinceFailure()) return Promise.resolve('reachable');
    if (now() - asked >= pause) {
      asked = now();
      found = ask();
    }
    return found;
  };
}

/** Asks the upstream for nothing, without credentials: whatever it answers, it is there. `unknown` where nothing could be sent. */
export async function askUpstream(terms: Omit<ConnectionOptions, 'credentials'>): Promise<Reachability> {
  const nobody = { headers: {}, cookies: [] };
  // Whatever the circuit has the callers do: this asks whether they could.
  const connection = createConnection({ ...terms, connections: 1, credentials: nobody, circuit: undefined });
  try {
    const reply = await connection.send({ method: 'GET', path: '', timeout: patience });
    return isNobodyThere(reply) ? 'unreachable' : 'reachable';
  } catch (error) {
    if (isGatewayError(error, 'UPSTREAM_BAD_RESPONSE')) return 'reachable';
    return isGatewayError(error) && isUpstreamsFault(error.cause) ? 'unreachable' : 'unknown';
  } finally {
    await connection.close();
  }
}
