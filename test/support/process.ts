import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Run {
  readonly process: ChildProcess;
  /** The next line on standard output; null when it ended. */
  line(): Promise<string | null>;
  /** Exit code and everything written to standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/**
 * Runs a file (absolute, or of this tree) as users do, in a process of its own; Node, unless it is another program's.
 *
 * @param before options of the program, which stand before the file
 */
export function run(
  file: string,
  env: Record<string, string> = {},
  args: readonly string[] = [],
  program = process.execPath,
  before: readonly string[] = [],
): Run {
  const child = spawn(program, [...before, path.resolve(import.meta.dirname, '../..', file), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    process: child,
    async line() {
      const { value, done } = await lines.next();
      return done === true ? null : value;
    },
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, errors })),
  };
}

/** Node's options for a process that may read files, and neither write them nor start others; and use the network, which not all versions ask for. */
export const readingAlone: readonly string[] = [
  '--permission',
  '--allow-fs-read=*',
  ...(process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : []),
];
