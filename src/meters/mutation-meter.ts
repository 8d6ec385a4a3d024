import type { Metric } from './metric.ts';

/** What became of mutations, each field of a document by itself. */
export interface MutationMeter {
  /**
   * @param payload its type in the schema: `SendMessagePayload`
   * @param outcome as the client is told; FAILED where the answer is an error
   */
  performed(payload: string, outcome: Outcome): void;
  readonly metrics: readonly Metric[];
}

type Outcome = (typeof outcomes)[number];

const outcomes = ['CONFIRMED', 'ACCEPTED', 'REFUSED', 'UNDETERMINED', 'FAILED'] as const;

export function createMutationMeter(): MutationMeter {
  const entries = new Map<string, Record<Outcome, number>>();

  function open(payload: string): Record<Outcome, number> {
    const entry = { CONFIRMED: 0, ACCEPTED: 0, REFUSED: 0, UNDETERMINED: 0, FAILED: 0 };
    entries.set(payload, entry);
    return entry;
  }

  return {
    performed(payload, outcome) {
      (entries.get(payload) ?? open(payload))[outcome] += 1;
    },
    metrics: [
      {
        kind: 'counter',
        name: 'gws_graphql_mutations_total',
        help: 'Mutations by what became of them.',
        read: () =>
          [...entries].flatMap(([payload, entry]) =>
            outcomes.map((outcome) => ({ labels: { mutation: fieldOf(payload), outcome }, value: entry[outcome] })),
          ),
      },
    ],
  };
}

function fieldOf(payload: string): string {
  return payload.charAt(0).toLowerCase() + payload.slice(1).replace(/Payload$/, '');
}
