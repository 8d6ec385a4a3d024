import { createServer as createHttpServer, request, Server, type RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { Duplex, duplexPair } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { createTcpListener, type Listener } from '../../src/sandbox/listener.ts';
import { sessionId } from './agent.ts';
import { basic, createAgentClient, startSandbox } from './agent-client.ts';
import { onTheWire } from './wire.ts';

interface Came {
  readonly status?: number | undefined;
  readonly text?: string;
  readonly error?: string;
}

/** Connections within the process: streams that are no sockets, to a server that does not listen. */
function createMemoryListener() {
  let server: Server | undefined;
  const open = new Set<Duplex>();
  let up = false;

  function cut(): Promise<void> {
    up = false;
    for (const stream of open) stream.destroy();
    return Promise.resolve();
  }

  const listener: Listener = {
    open(handler: RequestListener) {
      server = createHttpServer(handler);
      up = true;
      return Promise.resolve('http://memory/api/v2');
    },
    cut,
    reopen() {
      up = true;
      return Promise.resolve();
    },
    close: cut,
  };
  return {
    listener,
    ask: async (path: string): Promise<Came> => {
      const [near, far] = duplexPair();
      if (!up) return { error: 'refused' };
      open.add(far);
      far.on('close', () => near.destroy());
      server?.emit('connection', far);
      const sent = request(`http://memory${path}`, {
        headers: { Authorization: basic('agent1') },
        createConnection: () => near,
      });
      sent.end();
      const { promise, resolve } = Promise.withResolvers<Came>();
      sent.on('error', (error) => {
        resolve({ error: error.message });
      });
      sent.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('error', () => undefined);
        response.on('close', () => {
          resolve({ status: response.statusCode, text });
        });
      });
      return promise;
    },
  };
}

it('is replaceable: the sandbox is reached over whatever streams, faults and restarts included', async () => {
  const { listener, ask } = createMemoryListener();
  const sandbox = await startSandbox({ listener });
  const { applyFault } = sandbox.control;
  const path = `/api/v2/me/facebooksessions/${sessionId}`;
  const { status, text: whole = '' } = await ask(path);
  expect([sandbox.url, status]).toEqual(['http://memory/api/v2', 200]);
  expect(whole).toContain('http://memory/api/v2/facebooksessions/0002EaAY01MT0082');
  applyFault({ fault: 'reset' });
  expect(await ask(path)).toEqual({ error: 'socket hang up' });
  applyFault({ fault: 'hang', for: 1 });
  expect(await ask(path)).toEqual({ error: 'socket hang up' });
  applyFault({ fault: 'truncate' });
  expect((await ask(path)).text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  applyFault({ fault: 'trickle', for: 20 });
  expect(await ask(path)).toEqual({ status: 200, text: whole });
  applyFault({ fault: 'restart', for: 1 });
  let answer = await ask(path);
  for (; answer.error === 'refused'; answer = await ask(path)) await new Promise(setImmediate);
  expect(answer.status).toBe(200);
});

it('takes its port back as soon as somebody else leaves it', async () => {
  const listener = createTcpListener('127.0.0.1', 0);
  onTestFinished(() => listener.close());
  const url = await listener.open((_, response) => response.end('here'));
  await listener.cut();
  const other = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  await once(other, 'listening');
  const again = listener.reopen();
  const refused = createTcpListener('127.0.0.1', Number(new URL(url).port)).open(() => undefined);
  await expect(refused).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  await again;
  expect((await onTheWire(createAgentClient(url, 'agent1'), url)).text).toBe('here');
});

it('stays closed once it is closed', async () => {
  const listener = createTcpListener('127.0.0.1', 0);
  await listener.reopen();
  const url = await listener.open((_, response) => response.end('here'));
  await Promise.all([listener.cut(), listener.close(), listener.reopen()]);
  expect((await onTheWire(createAgentClient(url, 'agent1'), url)).error).toBe('ECONNREFUSED');
});
