import type { Fact } from '../normalise/fact.ts';
import { sameJson } from '../normalise/same-json.ts';

/**
 * Tells facts that only repeat the one before, of those that nothing else would know for repeats: failures, and what nobody
 * understands. Only the one before, because the same words may be news again once something else was said.
 */
export function withoutRepeats(): (fact: Fact) => boolean {
  let last: Fact | null = null;

  return (fact) => {
    if (fact.kind === 'session' || fact.kind === 'log') return true;
    const isRepeat = last !== null && sameJson(last, fact);
    last = fact;
    return !isRepeat;
  };
}
