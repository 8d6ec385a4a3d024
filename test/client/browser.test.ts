import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('the client kit runs in a browser: nothing is imported, ES2022, 2 kB', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/client/session-feed.ts'],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  expect(Object.keys(metafile.inputs).every((file) => file.startsWith('src/client/'))).toBe(true);
  expect(gzipSync(outputFiles[0]?.contents ?? '').byteLength).toBeLessThan(2_100);
});
