import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // One copy of graphql for the code under test and for the libraries around it.
    server: { deps: { inline: [/graphql/, /@apollo/] } },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**', 'src/explorer/**'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 90, branches: 85 },
    },
  },
});
