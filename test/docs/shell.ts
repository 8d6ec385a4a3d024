import { execFile, spawnSync } from 'node:child_process';
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
  const options = { cwd, env: environment, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await execFileAsync('sh', ['-euc', script], options);
  return stdout;
}

/** True when one of the programs is not installed; says then what is not tested for it. In CI nothing may lack. For `skipIf`. */
export function lacks(what: string, ...programs: readonly string[]): boolean {
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  if (missing.length === 0) return false;
  const words = `not tested: ${what} (not installed: ${missing.join(', ')})`;
  if (process.env['CI'] !== undefined) throw new Error(words);
  process.stderr.write(`${words}\n`);
  return true;
}
