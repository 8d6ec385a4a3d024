import { onTestFinished } from 'vitest';
import { run, type Run } from '../support/process.ts';

/** Starts the program as users do; it is killed when the test is over. */
export function start(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = run('src/main.ts', env, args);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs the program to its end. */
export async function command(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = start(args, env);
  let out = '';
  for (let line = await child.line(); line !== null; line = await child.line()) out += `${line}\n`;
  return { out, ...(await child.ended) };
}
