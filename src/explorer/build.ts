import path from 'node:path';
import type * as Esbuild from 'esbuild';
import { ifInstalled } from './if-installed.ts';
import { writeBuild } from './write-build.ts';

const pageDirectory = path.join(import.meta.dirname, 'page');

const common = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  target: 'es2022',
  logLevel: 'warning',
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  absWorkingDir: pageDirectory,
} satisfies Esbuild.BuildOptions;

/** The worker scripts monaco asks for by label, each a bundle of its own. */
const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

/** GraphiQL's own style sheet holds monaco's already; without this the page would carry both. */
const withoutMonacoStyles: Esbuild.Plugin = {
  name: 'without-monaco-styles',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]monaco-editor[\\/].*\.css$/ }, () => ({
      contents: '',
      loader: 'css',
    }));
  },
};

async function bundleWorkers({ build }: typeof Esbuild, outdir: string): Promise<Esbuild.OutputFile[]> {
  const entryPoints = Object.entries(workers).map(([label, source]) => ({ in: source, out: `${label}.worker` }));
  const { outputFiles } = await build({ ...common, outdir, entryPoints, format: 'iife' });
  return outputFiles;
}

async function bundlePage(
  { build }: typeof Esbuild,
  outdir: string,
  workerFiles: Readonly<Record<string, string>>,
): Promise<Esbuild.OutputFile[]> {
  const { outputFiles } = await build({
    ...common,
    outdir,
    entryPoints: [{ in: './main.tsx', out: 'page' }],
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    tsconfigRaw: {},
    define: { WORKER_FILES: JSON.stringify(workerFiles) },
    plugins: [withoutMonacoStyles],
  });
  // An empty style sheet is what is left of monaco's.
  return outputFiles.filter(({ contents }) => contents.length > 0);
}

/** Bundles the page into `outdir`; what was there of other builds is gone afterwards. Gives the size in bytes. */
export async function buildExplorer(esbuild: typeof Esbuild, outdir: string): Promise<number> {
  const workerOutput = await bundleWorkers(esbuild, outdir);
  const names = workerOutput.map((file) => path.basename(file.path));
  const workerFiles = Object.fromEntries(
    Object.keys(workers).map((label) => [label, names.find((name) => name.startsWith(`${label}.worker-`)) ?? '']),
  );
  const files = [...workerOutput, ...(await bundlePage(esbuild, outdir, workerFiles))];

  await writeBuild(
    outdir,
    files.map((file) => ({ name: path.basename(file.path), contents: file.contents })),
  );
  return files.reduce((sum, { contents }) => sum + contents.length, 0);
}

if (import.meta.main) {
  const outdir = path.resolve(import.meta.dirname, '../../dist/explorer');
  const esbuild = await ifInstalled(() => import('esbuild'));
  if (esbuild === null) {
    process.stdout.write('explorer: not built, as the development packages are not installed\n');
  } else {
    const begin = performance.now();
    const bytes = await buildExplorer(esbuild, outdir);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`explorer: ${(bytes / 1e6).toFixed(1)} MB in dist/explorer, built in ${seconds} s\n`);
  }
}
