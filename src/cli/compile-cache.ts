import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Keeps compiled code between starts, in the user's own cache directory: what lies in one that others may write to would be run.
 * Where it cannot be kept (no home, a file system that is read only) the start is slower, and no more than that.
 * NODE_COMPILE_CACHE names another directory, NODE_DISABLE_COMPILE_CACHE=1 switches it off; both are Node's own.
 */
export function keepCompiled(): void {
  const directory = cacheDirectory();
  if (directory !== null) enableCompileCache(join(directory, 'gws-graphql'));
}

function cacheDirectory(): string | null {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(given)) return given;
  try {
    const home = homedir();
    return isAbsolute(home) ? join(home, '.cache') : null;
  } catch {
    // A user id without an entry in the system's list, as containers have them.
    return null;
  }
}
