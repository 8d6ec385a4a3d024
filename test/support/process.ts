import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly process: ChildProcess;
  /** The next line on standard output; null when it ended. */
  line(): Promise<string | null>;
  /** Exit code and everything written to standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a source file as users do, in a process of its own. `project`: the directory that the file is named from. */
export function run(file: string, env: Record<string, string> = {}, args: readonly string[] = [], project = root): Run {
  const child = spawn(process.execPath, [join(project, file), ...args], {
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
