import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** A Redis that a test may use, and all that is in it. */
export interface RedisServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A Redis of the test's own: it may be stopped, paused and started again at the same port. */
export interface OwnRedis extends RedisServer {
  readonly port: number;
  readonly pid: () => number;
  /** Ends it at once; what it knew is gone, unless it keeps it on disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const program = process.env['REDIS_SERVER'] ?? 'redis-server';

/** Settings of a replica that is alone: all is there that replicas have, and no engine. */
export const unreachableEngine = {
  REDIS_URL: 'redis://127.0.0.1:1',
  EVENT_LOG_KEY: Buffer.alloc(32, 1).toString('base64'),
} as const;

/** Why tests that need a Redis of their own cannot run here; null where they can. */
export function whyNoOwnRedis(): string | null {
  const found = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? null : `${program} is not on the PATH (REDIS_SERVER names another program)`;
}

/** One that runs already, by `REDIS_TEST_URL` or at its usual place; else one of our own. Null, with the reason printed, where there is none. */
export async function findRedis(): Promise<RedisServer | null> {
  const given = process.env['REDIS_TEST_URL'] ?? 'redis://127.0.0.1:6379';
  if (await answers(given)) return { url: given, close: () => Promise.resolve() };
  const reason = whyNoOwnRedis();
  if (reason === null) return startRedis();
  process.stderr.write(`skipped: no Redis answers at ${given}, and ${reason}\n`);
  return null;
}

/** @param args further arguments of `redis-server` */
export async function startRedis(args: readonly string[] = []): Promise<OwnRedis> {
  const directory = mkdtempSync(path.join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const start = async (): Promise<ReturnType<typeof spawn>> => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''];
    const started = spawn(program, [...settings, ...args], { stdio: 'ignore' });
    while (!(await answers(url))) {
      if (started.exitCode !== null) throw new Error(`${program} ended with ${started.exitCode}`);
      await sleep(20);
    }
    return started;
  };
  let child = await start();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    port,
    pid: () => child.pid ?? 0,
    kill,
    async start() {
      child = await start();
    },
    async close() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port === '' ? 6379 : port), hostname);
    const end = (found: boolean): void => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(1000, () => {
      end(false);
    });
    socket.on('error', () => {
      end(false);
    });
    socket.on('data', (data) => {
      end(data.toString().startsWith('+PONG'));
    });
    socket.write('PING\r\n');
  });
}
