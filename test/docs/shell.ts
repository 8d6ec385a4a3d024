import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { rootDirectory } from './markdown.ts';

const execFileAsync = promisify(execFile);

/** The address that all pages print. */
const printed = '127.0.0.1:4000';

/** The text with the address of a gateway of the test in place of the printed one. */
export function at(url: string, text: string): string {
  return text.replaceAll(printed, new URL(url).host);
}

/** The project's own programs first, Node among them, as npm has it. */
export const environment = {
  ...process.env,
  PATH: `${rootDirectory}node_modules/.bin:${process.env['PATH'] ?? ''}`,
};

/** What matches a printed text in which `…` stands for any. */
export function pattern(printed: string): RegExp {
  return new RegExp(`^${printed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.+')}$`);
}

/** Runs a block as its reader does, in a shell. @throws with everything written when it fails */
export async function shell(script: string, cwd?: string): Promise<string> {
  const { stdout } = await execFileAsync('sh', ['-euc', script], { cwd, env: environment, timeout: 60_000 });
  return stdout;
}

/** Why blocks cannot be run here; null when they can. */
export function withoutProgram(name: string, argument: string): string | null {
  try {
    execFileSync(name, [argument], { stdio: 'ignore' });
    return null;
  } catch {
    return `${name} is not installed`;
  }
}
