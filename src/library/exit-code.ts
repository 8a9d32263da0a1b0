import type { RunResult } from '../engine/result.ts';

/**
 * The exit code of the command line for a result: 1 if a finding makes the run fail, 3 if none does and a part of the
 * input could not be read, else 0.
 */
export function exitCode({ findings, complete }: Pick<RunResult, 'findings' | 'complete'>): 0 | 1 | 3 {
  if (findings.some(({ fails }) => fails)) return 1;
  return complete ? 0 : 3;
}
