import type { Metric } from './metric.ts';

/** What became of mutations, each field of a document by itself. */
export interface MutationMeter {
  /** @param outcome as the client is told; what is none is the code of an error, and counts as FAILED */
  performed(mutation: string, outcome: string): void;
  readonly metrics: readonly Metric[];
}

const outcomes = ['CONFIRMED', 'ACCEPTED', 'REFUSED', 'UNDETERMINED', 'FAILED'] as const;

export function createMutationMeter(): MutationMeter {
  const entries = new Map<string, Map<string, number>>();

  function open(mutation: string): Map<string, number> {
    const entry = new Map<string, number>(outcomes.map((outcome) => [outcome, 0]));
    entries.set(mutation, entry);
    return entry;
  }

  return {
    performed(mutation, outcome) {
      const entry = entries.get(mutation) ?? open(mutation);
      const counted = entry.has(outcome) ? outcome : 'FAILED';
      entry.set(counted, (entry.get(counted) ?? 0) + 1);
    },
    metrics: [
      {
        kind: 'counter',
        name: 'gws_graphql_mutations_total',
        help: 'Mutations by what became of them.',
        read: () =>
          [...entries].flatMap(([mutation, entry]) =>
            [...entry].map(([outcome, value]) => ({ labels: { mutation, outcome }, value })),
          ),
      },
    ],
  };
}
