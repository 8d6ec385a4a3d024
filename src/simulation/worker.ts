import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import type { Played } from './run-seeds.ts';
import { simulate } from './simulate.ts';

// One seed a message; the answer is what it was like.
parentPort?.on('message', (seed: number) => {
  void simulate(seed).then((outcome) => {
    const played: Played = { outcome, heap: getHeapStatistics().used_heap_size };
    parentPort?.postMessage(played);
  });
});
