import type { Sample } from './result.ts';

/**
 * Measures contenders in turn, round after round, each round beginning with the next of them: what drifts in the machine meets
 * all alike, and ratios are of figures taken close together.
 */
export async function interleaved<C extends { readonly name: string }>(
  contenders: readonly C[],
  rounds: number,
  measure: (contender: C, round: number) => Promise<Sample>,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      samples.get(contender.name)?.push(await measure(contender, round));
    }
  }
  return samples;
}
