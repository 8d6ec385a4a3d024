import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { listen } from './listen.ts';
import { CannotRun } from './suite.ts';

/** A Redis for one contender; what is its own in it begins with a prefix of its own. */
export interface Redis {
  readonly url: string;
  readonly version: string;
  /** Microseconds of processor time so far, all threads; null where others use it too. */
  cpu(): Promise<number | null>;
  /** Calling it twice is fine. */
  close(): Promise<void>;
}

/** Milliseconds in which one must answer. */
const patience = 10_000;

/**
 * One of our own, for only its processor time is ours alone: `redis-server`, or what REDIS_SERVER names. Else the one that runs already,
 * by REDIS_TEST_URL or at its usual place.
 *
 * @param pin what is to stand before its command
 * @throws CannotRun where there is neither
 */
export async function openRedis(
  pin: readonly string[],
  { REDIS_SERVER: program = 'redis-server', REDIS_TEST_URL: given = 'redis://127.0.0.1:6379' } = process.env,
): Promise<Redis> {
  if (spawnSync(program, ['--version']).status === 0) return startRedis([...pin, program]);
  try {
    return await connectTo(given, null);
  } catch (error) {
    const why = `${program} is not on the PATH (REDIS_SERVER names another program), and none answers at ${new URL(given).host} (REDIS_TEST_URL names another)`;
    throw new CannotRun(`it needs a Redis: ${why}`, { cause: error });
  }
}

async function startRedis([command = '', ...args]: readonly string[]): Promise<Redis> {
  const directory = mkdtempSync(join(tmpdir(), 'gws-graphql-bench-redis-'));
  const probe = await listen(createServer());
  await probe.close();
  const { port } = new URL(probe.url);
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  const child = spawn(command, [...args, ...settings], { stdio: 'ignore' });
  const end = (): void => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  // Stopped by a signal, the process leaves without coming back here.
  process.once('exit', end);
  const close = async (): Promise<void> => {
    process.off('exit', end);
    const gone = isGone(child) ? null : once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    end();
  };
  const url = `redis://127.0.0.1:${port}`;
  for (const begun = performance.now(); ;) {
    try {
      return await connectTo(url, close);
    } catch (error) {
      if (!isGone(child) && performance.now() - begun < patience) {
        await pause(20);
        continue;
      }
      await close();
      throw new Error(`${args.at(-1) ?? command} did not come up at ${url}`, { cause: error });
    }
  }
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** @param end of one of our own; null for another's */
async function connectTo(url: string, end: (() => Promise<void>) | null): Promise<Redis> {
  const client = createClient({ url, socket: { connectTimeout: patience, reconnectStrategy: false } });
  // It is told to whoever asks something.
  client.on('error', () => undefined);
  await client.connect();
  const told = async (section: string, name: string): Promise<string> => {
    const text = await client.info(section);
    return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  };
  const seconds = async (name: string): Promise<number> => Number(await told('cpu', name));
  return {
    url,
    version: await told('server', 'redis_version'),
    async cpu() {
      // By itself to the microsecond, where the system's files count hundredths of a second.
      return end === null ? null : ((await seconds('used_cpu_user')) + (await seconds('used_cpu_sys'))) * 1e6;
    },
    async close() {
      if (client.isOpen) client.destroy();
      await end?.();
    },
  };
}
