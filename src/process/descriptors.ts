import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Log } from '../log.ts';

/** The most file descriptors that this process may have, sockets included; null where the system does not tell. */
export function descriptorLimit(): number | null {
  try {
    // Node has raised the soft limit to the hard one when it started.
    const found = /^Max open files +(\d+) /m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** Part of the descriptors in use beyond which it is said that there will soon be none. */
const nearly = 0.9;

/**
 * Gives what looks whether there are descriptors left, at the cost of one for a moment. It has to be looked for: a connection that
 * no descriptor is left for is closed before JavaScript hears of it. Each state is told once.
 */
export function createDescriptorWatch(log: Log, limit = descriptorLimit(), lowest = lowestFree): () => void {
  let told: 'nothing' | 'nearly' | 'none' = 'nothing';
  return () => {
    const found = lowest();
    const state = found === 'none' ? 'none' : limit !== null && found >= limit * nearly ? 'nearly' : 'nothing';
    if (state === told) return;
    told = state;
    if (state === 'none') {
      log.error(
        { limit },
        'out of file descriptors: connections are cut and the upstream cannot be called (ulimit -n)',
      );
    } else if (state === 'nearly') {
      log.warn({ limit }, 'nearly out of file descriptors (ulimit -n)');
    } else log.warn({ limit }, 'there are file descriptors again');
  };
}

/** The system gives the lowest descriptor that is free: so many are in use, at least. */
function lowestFree(): number | 'none' {
  try {
    const descriptor = openSync('/dev/null', 'r');
    closeSync(descriptor);
    return descriptor;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // Where there is no such file, or it may not be read, nothing can be told.
    return code === 'EMFILE' || code === 'ENFILE' ? 'none' : 0;
  }
}
