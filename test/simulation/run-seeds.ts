import { Worker } from 'node:worker_threads';
import type { Outcome } from './simulate.ts';

export interface RunOptions {
  readonly from: number;
  readonly count: number;
  readonly workers: number;
  /** Called after each seed. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Simulates many seeds, each by itself, on several threads. @throws what ends a thread */
export async function runSeeds({ from, count, workers, onOutcome }: RunOptions): Promise<void> {
  let next = from;
  const end = from + count;

  function work(): Promise<void> {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const take = (): void => {
      if (next < end) worker.postMessage(next++);
      else resolve(undefined);
    };
    worker.on('message', (outcome: Outcome) => {
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

  await Promise.all(Array.from({ length: Math.min(workers, count) }, work));
}
