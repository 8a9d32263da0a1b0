import type { Reporter, SerializedError, TestModule, TestResult } from 'vitest/node';

/** Ends the output with the true counts on a line of their own, for whatever reads only that. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result()));
    // A file that cannot even be loaded has no tests, but it fails.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const count = (state: string): number => results.filter((one) => one.state === state).length;
    const failed = count('failed') + broken + unhandled.length;
    for (const [reason, skipped] of reasonsOf(results)) process.stdout.write(`${skipped} skipped: ${reason}\n`);
    process.stdout.write(`${count('passed')} passed, ${failed} failed\n`);
  }
}

/** Why tests were left out, and how many each. */
function reasonsOf(results: readonly TestResult[]): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const result of results) {
    if (result.state !== 'skipped') continue;
    const reason = result.note ?? 'no reason given';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return reasons;
}
