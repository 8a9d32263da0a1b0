import type { Finding, Fix, RunResult } from '../engine/result.ts';
import { type JudgeTexts, planFixes } from '../library/fixes.ts';
import { printable } from '../report/writing/sanitize.ts';

/** A change of files that restores what base has. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly Fix[];
  /** The finding that it removes; undefined if it is for all. */
  readonly finding: Finding | undefined;
}

/** Each fix is tried by a run; an editor waits for no more of them at one place. */
const maxAtOnePlace = 3;

/** The fixes at a place, as far as a run with each shows that its finding is gone and no other one appears. */
export async function quickFixesAt(
  found: RunResult,
  judge: JudgeTexts,
  file: string,
  start: number,
  end: number,
): Promise<readonly QuickFix[]> {
  const near = found.findings.filter(
    ({ anchor, fix }) => fix && anchor.file.path === file && anchor.start <= end && start <= anchor.end,
  );
  const fixes: QuickFix[] = [];
  for (const finding of near.slice(0, maxAtOnePlace)) {
    const edits = await safeEdits(found, judge, (one) => one === finding);
    const [first] = edits;
    if (first) fixes.push({ title: `Restore ${shortened(first.text)} of base`, edits, finding });
  }
  return fixes;
}

/** All values of base that can be restored at once. */
export async function allFixes(found: RunResult, judge: JudgeTexts): Promise<QuickFix> {
  const edits = await safeEdits(found, judge, () => true);
  return { title: 'Restore all values of base that can be restored', edits, finding: undefined };
}

async function safeEdits(
  found: RunResult,
  judge: JudgeTexts,
  isMeant: (finding: Finding) => boolean,
): Promise<readonly Fix[]> {
  const findings = found.findings.map((one) => (isMeant(one) ? one : { ...one, fix: undefined }));
  const { fixed } = await planFixes({ ...found, findings }, judge);
  const edits = new Map(fixed.flatMap(({ fix }) => (fix ? [[`${fix.span.file.path}:${fix.span.start}`, fix]] : [])));
  return [...edits.values()];
}

function shortened(text: string): string {
  const shown = printable(text);
  return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown;
}
