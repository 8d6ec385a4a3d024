import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: here('.'),
  // Relative addresses: a proxy may serve the desk below any path.
  base: './',
  plugins: [react()],
  // In a project of your own, where the package is installed, this goes.
  resolve: { alias: { 'gws-graphql/client': here('../../src/client/session-feed.ts') } },
  // `npx vite examples/agent-desk` beside a gateway on its usual port.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
  build: {
    outDir: here('../../dist/desk'),
    emptyOutDir: true,
    assetsDir: 'desk',
    // The content security policy allows no data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
