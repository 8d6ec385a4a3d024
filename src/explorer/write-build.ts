import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of a build: its path below the build's directory, and what is in it. */
export interface BuiltFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/**
 * Makes a directory hold these files and no others. A gateway may be reading it, so what is right is left alone, and what is
 * written last may name what was written before.
 */
export async function writeBuild(directory: string, files: readonly BuiltFile[]): Promise<void> {
  for (const { name, contents } of files) {
    const file = path.join(directory, name);
    const present = await readFile(file).catch(() => null);
    if (present?.equals(contents) === true) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
  const current = new Set(files.map(({ name }) => path.join(directory, name)));
  const there = await readdir(directory, { recursive: true, withFileTypes: true });
  const stale = there.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
  await Promise.all(stale.filter((file) => !current.has(file)).map((file) => rm(file, { force: true })));
}
