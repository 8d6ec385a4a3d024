import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveContender } from '../harness/contender.ts';
import { measure, type LimitCase } from './measure.ts';

/** Measurements before the first that counts: code is compiled by then. */
const rehearsals = 3;

// One case: whoever asks gets one more measurement.
await serveContender<LimitCase>(async (given) => {
  for (let index = 0; index < rehearsals; index += 1) measure(given);
  const server = createServer((_request, response) => {
    response.end(JSON.stringify(measure(given)));
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
