import { createServer } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../bench/harness/listen.ts';
import { createJudge } from '../../bench/load/client.ts';
import { pace } from '../../bench/load/load.ts';

test('what is due while the load itself is held up is left out and counted, not sent at once', async () => {
  let asked = 0;
  const server = await listen(
    createServer((_request, response) => {
      asked += 1;
      response.writeHead(200, { 'content-length': 2 }).end('{}');
    }),
  );
  onTestFinished(async () => {
    await server.close();
  });
  const request = Buffer.from('GET / HTTP/1.1\r\nHost: bench\r\n\r\n');
  const target = { url: server.url, requests: Array.from({ length: 64 }, () => request), judge: createJudge({}) };
  const load = await pace(target, { rate: 1000 });
  while (load.answers() === 0) await turn();
  load.takeLeftOut();
  const before = asked;

  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  let leftOut = 0;
  while (leftOut === 0) {
    await turn();
    leftOut = load.takeLeftOut();
  }
  expect(leftOut).toBeGreaterThan(150);
  expect(await load.stop()).toEqual([]);
  expect(asked).toBe(load.answers());
  // All at once, it would be 200.
  expect(asked - before).toBeLessThan(100);
});
