import type { OperationTypeNode } from 'graphql';

/** Told of every query and mutation when it is answered, whichever door and way it came. */
export type Observe = (type: OperationTypeNode, milliseconds: number, outcome: Outcome) => void;

/** `failed`: the answer has errors. A refusal by the upstream is data, and no error. */
export type Outcome = 'answered' | 'failed';

export interface Counted {
  readonly type: OperationTypeNode;
  readonly outcome: Outcome;
  readonly count: number;
  /** From the door to the answer, the upstream's time included, in sum. */
  readonly seconds: number;
}

/** Counts operations, for `/metrics`. */
export interface Tally {
  readonly observe: Observe;
  counted(): readonly Counted[];
}

export function createTally(): Tally {
  const entries: { -readonly [Member in keyof Counted]: Counted[Member] }[] = [];
  return {
    observe(type, milliseconds, outcome) {
      let entry = entries.find((one) => one.type === type && one.outcome === outcome);
      if (entry === undefined) entries.push((entry = { type, outcome, count: 0, seconds: 0 }));
      entry.count += 1;
      entry.seconds += milliseconds / 1000;
    },
    counted: () => entries,
  };
}
