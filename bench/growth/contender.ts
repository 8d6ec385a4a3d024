import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveContender } from '../harness/contender.ts';
import { measure, type GrowthCase } from './measure.ts';

/** Measurements before the first that counts: code is compiled by then. */
const rehearsals = 2;

// One size of one series: whoever asks gets one more measurement.
await serveContender<GrowthCase>(async (given) => {
  for (let index = 0; index < rehearsals; index += 1) await measure(given);
  const server = createServer((_request, response) => {
    measure(given).then(
      (measured) => response.end(JSON.stringify(measured)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
      return Promise.resolve();
    },
  };
});
