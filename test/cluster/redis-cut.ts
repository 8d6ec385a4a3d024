import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a Redis that can be cut. */
export interface Cuttable {
  readonly url: string;
  /** Ends every connection and takes no new one. */
  cut(): void;
  /** Nothing goes through any more, and nobody is told. */
  stall(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function createCuttable(redis: string): Promise<Cuttable> {
  const { hostname, port } = new URL(redis);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port === '' ? 6379 : port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('data', (data) => {
        if (state === 'open') other.write(data);
      });
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      state = 'cut';
      destroyAll();
    },
    stall() {
      state = 'stalled';
    },
    mend() {
      // What was stalled has holes: it cannot go on.
      if (state === 'stalled') destroyAll();
      state = 'open';
    },
    async close() {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
