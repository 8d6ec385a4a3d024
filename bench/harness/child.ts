import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Told, Usage } from './contender.ts';
import type { Pauses } from './pauses.ts';

/** A contender, an upstream or a load in a process of its own. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  usage(): Promise<Usage>;
  /** Since the last call; the first begins to count. */
  pauses(): Promise<Pauses>;
  /** Calling it twice is fine. */
  stop(): Promise<void>;
}

/** Milliseconds a process has to start, to answer, to stop. */
const patience = 60_000;

/**
 * Starts a file that calls `serveContender`.
 *
 * @param pin what `Cores` has for it
 * @throws Error with what the process printed, when it does not get ready
 */
export async function startChild(
  file: URL,
  options: object,
  pin: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Child> {
  const [command, ...args] = [...pin, process.execPath, ...nodeOptions, file.pathname, JSON.stringify(options)];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      printed = (printed + data.toString()).slice(-4000);
    });
  }
  const gone = once(child, 'exit');
  const tell = (asked: Asked): void => {
    if (child.connected) child.send(asked);
  };

  async function told<Kind extends Told['kind']>(kind: Kind): Promise<Extract<Told, { kind: Kind }>> {
    const late = AbortSignal.timeout(patience);
    for (;;) {
      const message = await Promise.race([
        once(child, 'message', { signal: late }),
        gone.then(() => {
          throw new Error(`${file.pathname} ended: ${printed}`);
        }),
      ]);
      const [news] = message as [Told];
      if (news.kind === kind) return news as Extract<Told, { kind: Kind }>;
    }
  }

  const { url } = await told('ready');
  return {
    url,
    pid: child.pid ?? 0,
    async usage() {
      const answer = told('usage');
      tell('usage');
      return (await answer).usage;
    },
    async pauses() {
      const answer = told('pauses');
      tell('pauses');
      return (await answer).pauses;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const cut = setTimeout(() => child.kill('SIGKILL'), 5000);
      tell('stop');
      await gone;
      clearTimeout(cut);
    },
  };
}
