import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests run against the TypeScript sources of every package, not against what was built last.
const conditions = ['@rulelibrary/source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'pkg/*/**/*.test.ts'],
    reporters: ['default', './scripts/count-reporter.ts'],
    // One for each core, where vitest keeps one free: many of these tests wait for a kernel, a container or an API server.
    maxWorkers: '100%',
    // Hundreds of tests start `rulelib`: what it is made of is compiled once, not for each of them.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/rulelibrary', import.meta.url)) },
    testTimeout: 20_000,
    // Opening the collector takes the verifier seconds where the machine is busy.
    hookTimeout: 60_000,
  },
});
