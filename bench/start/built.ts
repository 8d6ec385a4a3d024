import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the command into `dist/` where what is there is older than the sources. @throws Error with what the build said */
export function buildIfOlder(): void {
  const newest = Math.max(...globSync('{src,build}/**/*.ts', { cwd: root }).map((file) => changed(file)));
  if (changed('dist/main.js') >= newest) return;
  const { status, stderr } = spawnSync(process.execPath, ['build/command.ts'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The gateway could not be built: ${stderr}`);
}

/** Milliseconds since 1970; 0 where there is no such file. */
function changed(file: string): number {
  return statSync(root + file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
