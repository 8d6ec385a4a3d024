import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A Chromium on this machine: CHROMIUM_PATH, else the first found on PATH; null if there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const named = env['CHROMIUM_PATH'];
  if (named) return isExecutable(named) ? named : null;
  const directories = ['/usr/bin', ...(env['PATH'] ?? '').split(path.delimiter)].filter(
    (directory) => directory !== '',
  );
  const candidates = directories.flatMap((directory) => names.map((name) => path.join(directory, name)));
  return candidates.find(isExecutable) ?? null;
}
