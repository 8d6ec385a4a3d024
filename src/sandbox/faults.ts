/** An answer made up by a test: a string as text, anything else as JSON. */
export interface FaultyAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly body: unknown;
}

export interface Faults {
  /** The next operation of this name is answered so. Calls add up: the first is used first. */
  fail(operationName: string, answer: FaultyAnswer): void;
  /** The answer planned for this operation, which is then used up. */
  take(operationName: unknown): FaultyAnswer | undefined;
}

/** Failures on purpose, planned by operation. */
export function createFaults(): Faults {
  const planned = new Map<unknown, FaultyAnswer[]>();
  return {
    fail(operationName, answer) {
      planned.set(operationName, [...(planned.get(operationName) ?? []), answer]);
    },
    take: (operationName) => planned.get(operationName)?.shift(),
  };
}
