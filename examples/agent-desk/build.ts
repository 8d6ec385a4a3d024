import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as Vite from 'vite';

/** Bundles the desk into `dist/desk`; what was there of other builds is gone afterwards. Gives its size gzipped, in bytes. */
export async function buildDesk({ build }: typeof Vite): Promise<number> {
  const built = await build({ configFile: path.join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  const contents = outputs.flatMap(({ output }) =>
    output.map((file) => (file.type === 'chunk' ? file.code : file.source)),
  );
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
}

/** Vite, or null where it is not installed: `npm ci --omit=dev` runs the `prepare` script too and must not fail. */
async function loadVite(): Promise<typeof Vite | null> {
  try {
    return await import('vite');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

if (import.meta.main) {
  const vite = await loadVite();
  if (vite === null) {
    process.stdout.write('agent desk: not built, as the development packages are not installed\n');
  } else {
    const begin = performance.now();
    const bytes = await buildDesk(vite);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`agent desk: ${Math.round(bytes / 1e3)} kB gzipped in dist/desk, built in ${seconds} s\n`);
  }
}
