import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome } from './simulate.ts';

/** What a thread tells of a seed. */
export interface Played {
  readonly outcome: Outcome;
  /** Bytes on the thread's heap after it, garbage included. */
  readonly heap: number;
}

export interface RunOptions {
  readonly from: number;
  readonly count: number;
  readonly workers: number;
  /** Called after each seed. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Bytes on a thread's heap, garbage collected: at the beginning and at the end of its work. */
export interface HeapSpan {
  readonly early: number;
  readonly late: number;
}

// The compiler turns the endings of imports into .js, and not those of URLs.
const thread = new URL(`worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Simulates many seeds, each by itself, on several threads; how the heap of each thread was.
 *
 * @throws what ends a thread
 */
export async function runSeeds({ from, count, workers, onOutcome }: RunOptions): Promise<readonly HeapSpan[]> {
  let next = from;
  const end = from + count;

  function work(): Promise<HeapSpan> {
    const heaps: number[] = [];
    const worker = new Worker(thread);
    const { promise, resolve, reject } = Promise.withResolvers<HeapSpan>();
    const take = (): void => {
      if (next < end) worker.postMessage(next++);
      else resolve(spanOf(heaps));
    };
    worker.on('message', ({ outcome, heap }: Played) => {
      heaps.push(heap);
      onOutcome(outcome);
      take();
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('a thread ended early'));
    });
    take();
    return promise.finally(() => worker.terminate());
  }

  return Promise.all(Array.from({ length: Math.min(workers, count) }, work));
}

/** Just after a garbage collection the heap is at its smallest: of a quarter of the seeds, one is near enough to that. */
function spanOf(heaps: readonly number[]): HeapSpan {
  const quarter = Math.ceil(heaps.length / 4);
  return { early: Math.min(...heaps.slice(quarter, 2 * quarter)), late: Math.min(...heaps.slice(-quarter)) };
}
