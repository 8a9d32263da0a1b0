import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closing-line.ts';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new ClosingLine()],
    testTimeout: 60_000,
  },
});
