import type { Log } from '../log.ts';
import { createDescriptorWatch } from './descriptors.ts';
import { tellFaults } from './faults.ts';
import { afterCollections, heapInUse } from './heap.ts';
import { beatEvery, startHeartbeat } from './heartbeat.ts';
import { createOverload, type Overload } from './overload.ts';

export interface ProcessWatch {
  readonly overload: Overload;
  readonly stop: () => void;
}

export interface ProcessWatchOptions {
  /** Milliseconds that the event loop may be late before nothing new is begun; 0 for as many as there are. */
  readonly maxDelay: number;
  readonly log: Log;
}

/** Milliseconds between looks for file descriptors. */
const descriptorsEvery = 2000;

/** Watches what can go wrong with the process as a whole: tells it, and keeps new work away while there is too much. */
export function watchProcess({ maxDelay, log }: ProcessWatchOptions): ProcessWatch {
  const overload = createOverload({ maxDelay, log });
  const lookForDescriptors = createDescriptorWatch(log);
  let beats = 0;
  const stopHeartbeat = startHeartbeat((beat) => {
    tellFaults(beat, log);
    overload.late(beat.late);
    beats += 1;
    if (beats % (descriptorsEvery / beatEvery) === 0) lookForDescriptors();
  });
  const stopHeap = afterCollections(() => {
    overload.heapUsed(heapInUse());
  });
  return {
    overload,
    stop() {
      stopHeartbeat();
      stopHeap();
    },
  };
}
