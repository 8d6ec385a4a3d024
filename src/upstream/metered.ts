import { errorCode, isGatewayError } from '../errors.ts';
import type { UpstreamMeter } from '../meters/upstream-meter.ts';
import { ExchangeEnded } from './failure.ts';

/** Runs a call of the upstream, and tells what became of it. @param outcomeOf what an answer says */
export async function metered<T>(
  meter: UpstreamMeter | undefined,
  name: string,
  call: () => Promise<T>,
  outcomeOf: (answer: T) => string,
): Promise<T> {
  const begun = performance.now();
  try {
    const answer = await call();
    meter?.call(name, performance.now() - begun, outcomeOf(answer));
    return answer;
  } catch (error) {
    meter?.call(name, performance.now() - begun, failureOf(error));
    throw error;
  }
}

/** What went wrong, as it is counted. */
export function failureOf(error: unknown): string {
  const { cause } = isGatewayError(error) ? error : {};
  return cause instanceof ExchangeEnded && cause.end === 'cancelled' ? 'cancelled' : errorCode(error);
}

/** A reading's name, without the ids in its path: one of few, whatever is asked for. */
export function nameOfReading(path: string): string {
  const [, collection = '', sessions, id, messages] = path.replace(/\?.*/, '').split('/');
  if (messages !== undefined) return 'GET messages';
  if (id !== undefined) return 'GET session';
  if (sessions !== undefined) return 'GET sessions';
  return collection === 'me' || collection === 'services' ? `GET ${collection}` : 'GET';
}

/** An operation's name: the upstream's own, which only this code chooses. */
export function nameOfOperation({ operationName }: Readonly<Record<string, unknown>>): string {
  return typeof operationName === 'string' ? `POST ${operationName}` : 'POST';
}
