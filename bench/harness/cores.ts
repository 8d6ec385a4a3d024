import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where processes may run: contenders on one core, everything that drives them on another, where the machine can do that. */
export interface Cores {
  /** What to put before a contender's command; empty where nothing can be pinned. */
  readonly contender: readonly string[];
  readonly load: readonly string[];
  readonly pinned: boolean;
}

/** Puts this process, which is load, on its core. */
export function takeCores(): Cores {
  const isPossible = availableParallelism() > 1 && spawnSync('taskset', ['-cp', '1', String(process.pid)]).status === 0;
  if (!isPossible) return { contender: [], load: [], pinned: false };
  return { contender: ['taskset', '-c', '0'], load: ['taskset', '-c', '1'], pinned: true };
}
