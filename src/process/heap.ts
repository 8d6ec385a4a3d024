import { getHeapStatistics } from 'node:v8';

/**
 * Calls after each collection of the whole heap, when what is in use is in use: between them the heap may be full of garbage at no
 * harm. Told by an object that nobody holds, for observing every collection (`PerformanceObserver`) costs something with the small
 * ones, of which there are very many. Gives what ends it.
 */
export function afterCollections(look: () => void): () => void {
  const token = {};
  const registry = new FinalizationRegistry(() => {
    drop();
    look();
  });
  function drop(): void {
    registry.register({}, null, token);
  }
  drop();
  return () => {
    registry.unregister(token);
  };
}

/** V8's room for new objects, in bytes, as Node 24 has it: it counts for the limit, and cannot be filled by what stays. */
const forNewObjects = 192 * 1024 * 1024;

/** Part of the heap that is in use, of 1: at 1 the process ends. */
export function heapInUse(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / Math.max(limit - forNewObjects, limit / 2);
}
