import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { writeBuild } from '../src/explorer/write-build.ts';
import { licencesOf, packagesOf } from './licences.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bundles the command with all that it depends on: `dist/main.js`, and what it loads in `dist/command/`. A thousand small files
 * take longer to find and read than all else that a start does. Neither minified nor mapped: stack traces can be read as they are.
 */
async function buildCommand(): Promise<number> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/main.ts', 'command/worker': 'src/simulation/worker.ts' },
    chunkNames: 'command/[name]-[hash]',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // CommonJS packages ask for Node's modules by it.
    banner: {
      js: "import { createRequire as createRequireOfFile } from 'node:module';\nconst require = createRequireOfFile(import.meta.url);",
    },
    preserveSymlinks: true,
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const licences = licencesOf(packagesOf(Object.keys(metafile.inputs)).map((name) => path.join(root, name)));
  const isEntry = (file: string): boolean => path.basename(file) === 'main.js';
  const directory = path.join(root, 'dist/command');
  await writeBuild(directory, [
    ...outputFiles
      .filter((file) => !isEntry(file.path))
      .map((file) => ({ name: path.relative(directory, file.path), contents: file.contents })),
    { name: 'third-party-licences.txt', contents: Buffer.from(licences) },
  ]);
  // Last, for it names the others.
  for (const { path: file, contents } of outputFiles) if (isEntry(file)) await writeFile(file, contents);
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
}

const begin = performance.now();
const bytes = await buildCommand();
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
process.stdout.write(
  `command: ${(bytes / 1e6).toFixed(1)} MB in dist/main.js and dist/command, built in ${seconds} s\n`,
);
