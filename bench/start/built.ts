import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles the sources into `dist/` where what is there is older than they are. @throws Error with what the compiler said */
export function buildIfOlder(): void {
  const newest = Math.max(...globSync('src/**/*.ts', { cwd: root }).map((file) => changed(file)));
  if (changed('dist/main.js') >= newest) return;
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The gateway could not be built: ${stdout}`);
}

/** Milliseconds since 1970; 0 where there is no such file. */
function changed(file: string): number {
  return statSync(root + file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
