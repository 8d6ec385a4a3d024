import { parentPort } from 'node:worker_threads';
import { simulate } from './simulate.ts';

// One seed a message; the answer is what it was like.
parentPort?.on('message', (seed: number) => {
  void simulate(seed).then((outcome) => parentPort?.postMessage(outcome));
});
