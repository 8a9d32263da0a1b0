import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the output with the true counts on a line of their own, for whatever reads only that. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    // A file that cannot even be loaded has no tests, but it fails.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const count = (state: string): number => states.filter((one) => one === state).length;
    const failed = count('failed') + broken + unhandled.length;
    const skipped = count('skipped');
    if (skipped > 0) process.stdout.write(`${skipped} skipped: their inputs are not on this machine\n`);
    process.stdout.write(`${count('passed')} passed, ${failed} failed\n`);
  }
}
