import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');
/** What a fresh clone has not. */
const notCloned = new Set(['.git', 'node_modules', 'dist', 'coverage']);
/** Milliseconds after which a command that hangs is given up. */
const patience = 180_000;

/** The node that runs the tests comes first: the machine's own may be older. */
export const env = { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };

/** Runs a command to its end and gives what it printed. @throws Error with all that it printed, if it fails */
export async function output(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd, env, timeout: patience });
    return stdout;
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
    const said = `${String(error.stdout)}${String(error.stderr)}`;
    throw new Error(`${command} ${args.join(' ')} failed:\n${said}`, { cause: error });
  }
}

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** Where its content lies unpacked. */
  readonly directory: string;
  /** Names of all files in it, relative to `directory`. */
  readonly files: readonly string[];
}

/** Builds and packs a copy of this tree below `into`; the tree itself is left alone, for a gateway may be serving from it. */
export async function pack(into: string): Promise<Packed> {
  const tree = path.join(into, 'tree');
  await cp(root, tree, { recursive: true, filter: (source) => !notCloned.has(path.relative(root, source)) });
  await symlink(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  await mkdir(path.join(tree, 'dist'));
  await writeFile(path.join(tree, 'dist/of-an-older-build.js'), '');
  await output('npm', ['run', 'build'], tree);
  await output('npm', ['pack', '--ignore-scripts', '--pack-destination', into], tree);
  const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  await output('tar', ['-xzf', tarball], into);
  const directory = path.join(into, 'package');
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  return { tarball: path.join(into, tarball), directory, files };
}
