import type { FaultRule } from './kinds.ts';

/** Which of its rules is for what happens now. */
export interface Decider<Rule> {
  /** The first rule that fits and that its chance lets happen; it is used up by one time. */
  readonly decide: (fits: (rule: Rule) => boolean) => Rule | undefined;
  /** A rule that comes before those of the schedule, once if it does not say how many times. The result takes it back. */
  readonly plan: (rule: Rule) => () => void;
}

export interface DeciderOptions {
  /** Numbers from 0 up to 1. Asked only for rules that fit, in the order of the rules. */
  readonly random: () => number;
  /** Milliseconds since the start. */
  readonly elapsed: () => number;
}

type Limits = Pick<FaultRule, 'chance' | 'times' | 'from' | 'until'>;

interface Entry<Rule> {
  readonly rule: Rule;
  left: number;
}

export function createDecider<Rule extends Limits>(
  rules: readonly Rule[],
  { random, elapsed }: DeciderOptions,
): Decider<Rule> {
  const scheduled = rules.map((rule): Entry<Rule> => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
  let planned: readonly Entry<Rule>[] = [];

  function isOn({ from = 0, until = Number.POSITIVE_INFINITY }: Limits): boolean {
    const now = elapsed();
    return now >= from && now < until;
  }

  function happens({ chance = 1 }: Limits): boolean {
    return chance === 1 || random() < chance;
  }

  return {
    decide(fits) {
      const found = [...planned, ...scheduled].find(
        ({ rule, left }) => left > 0 && isOn(rule) && fits(rule) && happens(rule),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      planned = planned.filter(({ left }) => left > 0);
      return found.rule;
    },
    plan(rule) {
      const entry: Entry<Rule> = { rule, left: rule.times ?? 1 };
      planned = [...planned, entry];
      return () => {
        planned = planned.filter((each) => each !== entry);
      };
    },
  };
}
