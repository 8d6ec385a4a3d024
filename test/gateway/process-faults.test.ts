import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createPeer } from '../support/peer.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { ask, basic, socketClient, streamOf } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';

const login = basic('agent1', 'sandbox-agent1');
const started: Run[] = [];

interface Started {
  readonly child: Run;
  readonly url: string;
  /** The lines of its log so far. */
  readonly lines: () => readonly LogLine[];
  /** Resolves when its log has a line that begins so. */
  readonly logged: (message: string) => Promise<LogLine>;
}

type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** Starts the gateway as users do, with something in it that goes wrong. */
async function start(options: readonly string[], fault: string, env: Record<string, string> = {}): Promise<Started> {
  const module = `data:text/javascript,${encodeURIComponent(fault)}`;
  const child = run('src/main.ts', { PORT: '0', ...env }, [], process.execPath, [...options, '--import', module]);
  started.push(child);
  let text = '';
  child.process.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const lines = (): readonly LogLine[] =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine);
  const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? 'no URL';
  return {
    child,
    url,
    lines,
    async logged(message) {
      const found = (): LogLine | undefined => lines().find(({ msg }) => msg.startsWith(message));
      await expect.poll(found, { timeout: 30_000 }).toBeDefined();
      return found() ?? { msg: '' };
    },
  };
}

afterEach(() => {
  for (const { process: child } of started.splice(0)) child.kill('SIGKILL');
});

describe('what nobody catches', () => {
  it.each([
    ['an exception', `throw new Error('thrown in a test')`, 'uncaughtException'],
    ['a rejection', `Promise.reject(new Error('thrown in a test'))`, 'unhandledRejection'],
  ])('%s is told once; the process takes its leave of clients and ends with 1', async (_, statement, origin) => {
    const { child, url, lines } = await start([], `process.on('SIGUSR2', () => { ${statement}; });`);
    const client = socketClient(url, login);
    const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    child.process.kill('SIGUSR2');
    expect(await stream.next()).toEqual({ __typename: 'StreamEnding' });
    await expect(stream.next()).rejects.toMatchObject({ code: 1012 });
    expect(await child.ended).toMatchObject({ code: 1 });
    expect(lines().filter(({ level }) => Number(level) >= 50)).toEqual([
      expect.objectContaining({
        msg: 'an error was caught by nobody: the process ends',
        origin,
        // Its message may quote what nobody is to read.
        err: { type: 'Error', stack: expect.stringContaining('SIGUSR2') as string },
      }),
    ]);
  });

  it('once more, while it ends, ends it at once', async () => {
    const fault = `process.on('SIGUSR2', () => { throw new Error('again'); });`;
    const peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
    const { child, url, lines } = await start([], fault, { GWS_URL: peer.url, SHUTDOWN_TIMEOUT_MS: '60000' });
    const arrived = Promise.withResolvers<undefined>();
    peer.onOperation = () => {
      arrived.resolve(undefined);
      return new Promise(() => undefined);
    };
    const accept = 'mutation { acceptSession(input: { sessionId: "s", confirmWithin: 0 }) { outcome } }';
    ask(url, basic('alice', 'secret'), accept).catch(() => undefined);
    await arrived.promise;
    const told = (): number => lines().filter(({ msg }) => msg.startsWith('an error was caught')).length;
    child.process.kill('SIGUSR2');
    await expect.poll(told, { timeout: 10_000 }).toBe(1);
    child.process.kill('SIGUSR2');
    expect(await child.ended).toMatchObject({ code: 1 });
    expect(told()).toBe(2);
    await peer.close();
  }, 60_000);
});

describe('the event loop', () => {
  it('that stands still for one piece of work is told', async () => {
    const fault = `process.on('SIGUSR2', () => { const before = process.cpuUsage(); while (process.cpuUsage(before).user < 1600000); });`;
    const { child, url, logged } = await start([], fault);
    child.process.kill('SIGUSR2');
    // On a machine that has others at work too the cause may be told to be that.
    const { milliseconds } = await logged('the event loop stood still: ');
    expect(milliseconds).toBeGreaterThan(1000);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  }, 60_000);

  it('that stands still because the process was stopped is told, and all goes on', async () => {
    const { child, url, logged } = await start([], '');
    child.process.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    child.process.kill('SIGCONT');
    await logged('the event loop stood still: the process was stopped, or its machine gave it no time');
    expect(await ask(url, login, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
  }, 60_000);
});

describe('the clock', () => {
  it('that jumps, forth or back, is told, and nothing hangs on it', async () => {
    const fault = `
      const now = Date.now;
      let offset = 0;
      Date.now = () => now() + offset;
      process.on('SIGUSR2', () => { offset = offset === 0 ? 86400000 : -86400000; });`;
    // In a process of its own, as upstreams are: the sandbox's clock is not the gateway's.
    const sandbox = await createSandbox();
    const { child, url, lines } = await start([], fault, { GWS_URL: sandbox.url });
    const client = socketClient(url, login);
    const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    const jumps = (): readonly number[] =>
      lines().flatMap(({ msg, milliseconds }) => (msg.startsWith('the clock was set') ? [Number(milliseconds)] : []));
    const sent =
      'mutation($text: String!) { sendMessage(input: { sessionId: "0002EaAY01MT0082", text: $text }) { outcome } }';
    for (const [index, jump] of [86_400_000, -172_800_000].entries()) {
      child.process.kill('SIGUSR2');
      await expect.poll(() => jumps().length, { timeout: 10_000 }).toBe(index + 1);
      expect(Math.abs((jumps()[index] ?? 0) - jump)).toBeLessThan(1000);
      // Logins, cookies, proofs, events: none of them looks at the time of day.
      expect(await ask(url, login, sent, { text: `after ${jump}` })).toEqual({
        data: { sendMessage: { outcome: 'CONFIRMED' } },
      });
      await stream.until(({ __typename }) => __typename === 'MessageAdded');
    }
    child.process.kill('SIGTERM');
    expect(await child.ended).toMatchObject({ code: 0 });
    await client.dispose();
    await sandbox.close();
  }, 60_000);
});

describe('the heap', () => {
  it('that is nearly full is told, new operations are refused, and the process ends as V8 ends it when it is', async () => {
    // Slowly towards the end, for what is in use is known after a collection, and each takes its time.
    const fault = `
      import { getHeapStatistics } from 'node:v8';
      const kept = (globalThis.kept = []);
      process.on('SIGUSR2', () => setInterval(() => {
        const arrays = getHeapStatistics().used_heap_size < 140e6 ? 6 : 1;
        for (let i = 0; i < arrays; i += 1) kept.push(Array.from({ length: 20000 }, (_, n) => ({ n })));
      }, 120));`;
    const { child, lines } = await start(['--max-old-space-size=192'], fault);
    child.process.kill('SIGUSR2');
    const { code, errors } = await child.ended;
    expect(lines()).toContainEqual(
      expect.objectContaining({ msg: 'overloaded: new operations are refused', cause: 'the heap is nearly full' }),
    );
    expect(errors).toContain('JavaScript heap out of memory');
    // Of a signal, SIGABRT, which a shell shows as 134.
    expect([code, child.process.signalCode]).toEqual([null, 'SIGABRT']);
  }, 120_000);
});

describe.skipIf(process.platform !== 'linux')('file descriptors', () => {
  it('that are few are told at the start, and that are all in use when it is so; then all goes on', async () => {
    const peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
    const child = run('src/main.ts', { PORT: '0', GWS_URL: peer.url }, [], 'sh', [
      '-c',
      `ulimit -n 64; exec '${process.execPath}' "$@"`,
      'sh',
    ]);
    started.push(child);
    let text = '';
    child.process.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? 'no URL';
    expect(text).toContain('fewer file descriptors than MAX_CONNECTIONS and MAX_LINKS may need');
    const sockets: Socket[] = Array.from({ length: 80 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => undefined);
    await expect.poll(() => text, { timeout: 10_000 }).toContain('out of file descriptors: connections are cut');
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => text, { timeout: 10_000 }).toContain('there are file descriptors again');
    expect(await ask(url, basic('alice', 'secret'), '{ me { userName } }')).toEqual({
      data: { me: { userName: 'alice' } },
    });
    await peer.close();
  }, 60_000);
});
