import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Cores } from '../harness/cores.ts';

/** Where replicas and their Redis run: what to put before their commands. */
export interface Places {
  replica(index: number): readonly string[];
  readonly redis: readonly string[];
  /** How many cores all replicas have; null where nothing is pinned. */
  readonly gatewayCores: number | null;
  /** For whoever reads the figures. */
  readonly text: string;
}

/** The load keeps its core. With a third one Redis has that, and with more each replica has its own, as far as they go. */
export function placesOf({ contender, load, pinned }: Cores, cores = usableCores()): Places {
  const count = `${cores.length} ${cores.length === 1 ? 'core' : 'cores'}`;
  if (!pinned) return { replica: () => contender, redis: load, gatewayCores: null, text: `${count}, nothing pinned` };
  const on = (core: number | undefined): readonly string[] =>
    core === undefined ? contender : ['taskset', '-c', String(core)];
  const [first, , third, ...others] = cores;
  const own = [first, ...others];
  return {
    replica: (index) => on(own[index % own.length]),
    redis: third === undefined ? load : on(third),
    gatewayCores: own.length,
    text: `${count}: ${placeOf(own.length)}, Redis ${third === undefined ? 'with the load on the other' : 'and the load on one each'}`,
  };
}

function placeOf(cores: number): string {
  return cores === 1 ? 'all replicas on one' : `replicas on ${cores}, in turn`;
}

/** Numbers of those that processes may be put on; this one may be on a single one already. */
function usableCores(): readonly number[] {
  return [...cpus().keys()].filter(
    (core) => core < 2 || spawnSync('taskset', ['-c', String(core), 'true']).status === 0,
  );
}
