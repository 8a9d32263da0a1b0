import path from 'node:path';
import type { Finding, RunResult } from '../engine/result.ts';

/**
 * Gives findings about files that head does not have the nearest file that it has: hosts show nothing at a file that is
 * gone.
 *
 * @param files all files of head
 */
export function withStandIns(result: RunResult, files: () => readonly string[]): RunResult {
  if (![...result.findings, ...result.waived].some(({ gone }) => gone)) return result;
  const all = files();
  const withOwn = (finding: Finding): Finding =>
    finding.gone ? { ...finding, standIn: nearestFile(finding.anchor.file.path, all) } : finding;
  return { ...result, findings: result.findings.map(withOwn), waived: result.waived.map(withOwn) };
}

/** The first file of the nearest folder above a path that still has files. */
function nearestFile(gone: string, files: readonly string[]): string | undefined {
  for (let folder = path.posix.dirname(gone); ; folder = path.posix.dirname(folder)) {
    const within = folder === '.' ? files : files.filter((file) => file.startsWith(`${folder}/`));
    const [first] = [...within].sort((left, right) => depthOf(left) - depthOf(right) || (left < right ? -1 : 1));
    if (first !== undefined || folder === '.' || folder === '/') return first;
  }
}

function depthOf(file: string): number {
  return file.split('/').length;
}
