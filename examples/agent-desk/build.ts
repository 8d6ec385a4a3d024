import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as Vite from 'vite';
import { ifInstalled } from '../../src/explorer/if-installed.ts';
import { type BuiltFile, writeBuild } from '../../src/explorer/write-build.ts';

/** Bundles the desk into `outdir`; what was there of other builds is gone afterwards. Gives its size gzipped, in bytes. */
async function buildDesk({ build }: typeof Vite, outdir: string): Promise<number> {
  const configFile = path.join(import.meta.dirname, 'vite.config.ts');
  const built = await build({ configFile, logLevel: 'warn', build: { write: false } });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  const files = outputs.flatMap(({ output }) =>
    output.map((file): BuiltFile => {
      const contents = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      return { name: file.fileName, contents };
    }),
  );
  // The page names the others: it comes last.
  await writeBuild(
    outdir,
    files.toSorted((a, b) => Number(a.name === 'index.html') - Number(b.name === 'index.html')),
  );
  return files.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
}

if (import.meta.main) {
  // Vite goes by this before its own mode: without it, a desk built from within tests is one for developers.
  process.env['NODE_ENV'] = 'production';
  const vite = await ifInstalled(() => import('vite'));
  if (vite === null) {
    process.stdout.write('agent desk: not built, as the development packages are not installed\n');
  } else {
    const begin = performance.now();
    const bytes = await buildDesk(vite, path.resolve(import.meta.dirname, '../../dist/desk'));
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`agent desk: ${Math.round(bytes / 1e3)} kB gzipped in dist/desk, built in ${seconds} s\n`);
  }
}
