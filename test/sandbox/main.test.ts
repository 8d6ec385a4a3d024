import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runMain } from '../../src/sandbox/main.ts';

const main = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Resolves with all of standard output once it contains `text`. */
  readonly printed: (text: string) => Promise<string>;
  /** Exit code or signal, and what was printed. */
  readonly ended: Promise<{ readonly exit: unknown; readonly out: string; readonly error: string }>;
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, [main, ...args], { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const written = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.error += text));
  return {
    child,
    async printed(text) {
      while (!written.out.includes(text)) await once(child.stdout, 'data');
      return written.out;
    },
    ended: once(child, 'close').then(([code, signal]: unknown[]) => ({ exit: code ?? signal, ...written })),
  };
}

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line, serves, and stops cleanly on %s', async (signal) => {
    const { child, printed, ended } = start([], { SANDBOX_PORT: '0' });
    const line = await printed('\n');
    expect(line).toMatch(/^Sandbox upstream at http:\/\/127\.0\.0\.1:\d+\/api\/v2 \(agent1 \/ sandbox-agent1, .+\)\n$/);
    const url = /http:\S+/.exec(line)?.[0] ?? '';
    expect((await fetch(`${url}/diagnostics/version`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toEqual({ exit: 0, out: line, error: '' });
  });

  it('exits with 1 and a reason when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { exit, out, error } = await start([], { SANDBOX_PORT: String(port) }).ended;
    expect([exit, out]).toEqual([1, '']);
    expect(error).toContain(`port ${port}: the port is taken`);
  });

  it('explains itself with --help', async () => {
    const { exit, out } = await start(['--help'], {}).ended;
    expect(exit).toBe(0);
    expect(out).toContain('SANDBOX_PORT');
  });
});

describe('runMain', () => {
  const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const written = { out: '', error: '' };
    const result = await runMain(args, env, {
      out: (text) => (written.out += text),
      error: (text) => (written.error += text),
    });
    if (typeof result !== 'number') onTestFinished(() => result.close());
    return { result, ...written };
  };

  it('starts a sandbox and says where', async () => {
    const { result, out, error } = await run([], { SANDBOX_PORT: '0' });
    expect(error).toBe('');
    expect(typeof result === 'number' ? result : out.includes(result.url)).toBe(true);
  });

  it.each(['', 'http', '-1', '65536', '80.5', '1e3'])('refuses port %j with 2', async (port) => {
    const { result, error } = await run([], { SANDBOX_PORT: port });
    expect(result).toBe(2);
    expect(error).toContain('SANDBOX_PORT');
  });

  it('refuses unknown arguments with 2, and addresses that are not its own with 1', async () => {
    expect(await run(['--port'], {})).toMatchObject({ result: 2, error: expect.stringContaining('--port') as string });
    const foreign = await run([], { SANDBOX_PORT: '0', HOST: '192.0.2.1' });
    expect(foreign).toMatchObject({ result: 1, error: expect.stringContaining('192.0.2.1') as string });
    expect(await run(['-h'], {})).toMatchObject({ result: 0 });
  });
});
