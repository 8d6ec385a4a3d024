import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What babel-plugin-relay does for Relay's users: the compiled operation in place of its text. */
const relay = {
  name: 'relay',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.endsWith('examples/clients/relay.ts')) return null;
    let imports = '';
    const rest = code.replace(/graphql`\s*\w+ (\w+)[^`]*`/g, (_text, name: string) => {
      imports += `import ${name}_graphql from './__generated__/${name}.graphql.ts'; `;
      return `${name}_graphql`;
    });
    return imports + rest;
  },
};

export default defineConfig({
  plugins: [relay],
  resolve: {
    alias: [
      {
        find: 'gws-graphql/client',
        replacement: fileURLToPath(new URL('src/client/session-feed.ts', import.meta.url)),
      },
      // Vite prefers a package's ESM build and Node, without which libraries do not load, its CommonJS one: two copies of graphql.
      { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // The command line and the simulation are tested in processes and threads of their own, where nothing is counted.
      exclude: ['src/generated/**', 'src/explorer/**', 'src/cli/**', 'src/simulation/**'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 90, branches: 85 },
    },
  },
});
