import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closing-line.ts';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new ClosingLine()],
    setupFiles: ['test/support/seed.ts'],
    // By default one core stays idle, which on two of them is half of all.
    maxWorkers: '100%',
    // No test changes what others share, and loading armlock anew for each file takes longer than most tests.
    isolate: false,
    // Only a test that hangs takes this long; the longest ones judge thousands of recorded cases, or start heavy tools.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
