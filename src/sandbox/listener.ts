import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Where the sandbox is reached. */
export interface Listener {
  /** Takes requests from now on; the base address up to and including `/api/v2`. Rejects when it cannot. */
  open(handler: RequestListener): Promise<string>;
  /** Cuts every socket and takes no new one. */
  cut(): Promise<void>;
  /** Takes connections again, at the same address. */
  reopen(): Promise<void>;
  /** Cuts every socket for good. May be called again. */
  close(): Promise<void>;
}

/** Milliseconds between two tries to get the port back. */
const retryEvery = 50;

/** TCP; port 0 takes a free one, and keeps it. */
export function createTcpListener(host: string, port: number): Listener {
  let server: Server | undefined;
  let state: 'open' | 'cut' | 'closed' = 'cut';
  let opened: { readonly handler: RequestListener; readonly port: number } | undefined;

  async function leave(next: 'cut' | 'closed'): Promise<void> {
    if (state !== 'closed') state = next;
    const leaving = server;
    server = undefined;
    if (leaving !== undefined) await end(leaving);
  }

  const isAwaited = (): boolean => state === 'cut';

  return {
    async open(handler) {
      server = await start(handler, host, port);
      state = 'open';
      const bound = server.address();
      opened = { handler, port: typeof bound === 'object' && bound !== null ? bound.port : port };
      return `http://${host.includes(':') ? `[${host}]` : host}:${opened.port}/api/v2`;
    },
    cut: () => leave('cut'),
    async reopen() {
      if (opened === undefined) return;
      const again = await startAgain(opened.handler, host, opened.port, isAwaited);
      // It may have been closed meanwhile.
      if (again === undefined || isAwaited()) server = again;
      else await end(again);
      if (isAwaited()) state = 'open';
    },
    close: () => leave('closed'),
  };
}

/** Somebody may have taken the port meanwhile: an outgoing connection of this very machine is enough for that. */
async function startAgain(
  handler: RequestListener,
  host: string,
  port: number,
  isAwaited: () => boolean,
): Promise<Server | undefined> {
  while (isAwaited()) {
    try {
      return await start(handler, host, port);
    } catch (error) {
      if (!isTaken(error)) throw error;
      await pause(retryEvery, undefined, { ref: false });
    }
  }
  return undefined;
}

async function start(handler: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 30_000 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

async function end(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
