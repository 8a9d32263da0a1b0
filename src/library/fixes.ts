import { agreedEdits, type Edit } from '../engine/fix.ts';
import type { Finding, RunResult } from '../engine/result.ts';

/** A file of head before and after its values of base are restored. */
export interface FixedFile {
  /** As reports show it: from the root of the working tree. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Values of base that can be restored. They are tried in a run before anything is written. */
export interface FixPlan {
  readonly files: readonly FixedFile[];
  /** The findings that the restored values remove. */
  readonly fixed: readonly Finding[];
  /** Findings whose value of base is known and is not restored, with the reason. */
  readonly left: readonly LeftFix[];
  /** The result of the run with the restored values. */
  readonly result: RunResult;
}

export interface LeftFix {
  readonly finding: Finding;
  /** A clause. */
  readonly why: string;
}

/** The judgement of head with other texts of some files, by the paths that reports show. */
export type JudgeTexts = (texts: Readonly<Record<string, string>>) => Promise<RunResult>;

/** Fixes that do not go together are tried one by one, and each of them takes a run. */
const maxTries = 25;

/**
 * Plans which values of base to restore. A fix is kept only if a run with it shows that its findings are gone, that there
 * is no new one, and that the run is no less complete. All other text stays as it is.
 */
export async function planFixes(found: RunResult, judge: JudgeTexts): Promise<FixPlan> {
  const { fixes, left } = fixesIn(found);
  const tried = trialOf(found, judge);
  const all = await tried(fixes);
  if (all) return { ...all, left };
  let accepted: readonly Edit[] = [];
  const refused: LeftFix[] = [];
  for (const [index, fix] of fixes.entries()) {
    const isTried = index < maxTries;
    if (isTried && (await tried([...accepted, fix]))) accepted = [...accepted, fix];
    else refused.push(...fix.findings.map((finding) => ({ finding, why: isTried ? notSafe : notTried })));
  }
  const plan = (await tried(accepted)) ?? { files: [], fixed: [], result: found };
  return { ...plan, left: [...left, ...refused] };
}

const notSafe = 'with the value of base, another finding appears or this one stays';
const notTried = `armlock tries ${maxTries} fixes one by one, and this is one more`;

/** The fixes of a run. Those that overlap are left to people. */
function fixesIn({ findings }: RunResult): { readonly fixes: readonly Edit[]; readonly left: readonly LeftFix[] } {
  const fixes = agreedEdits(findings);
  const agreed = new Set(fixes.flatMap((edit) => edit.findings));
  const left = findings
    .filter((finding) => finding.fix && !finding.gone && !agreed.has(finding))
    .map((finding) => ({ finding, why: 'two findings ask for different values' }));
  return { fixes, left };
}

/** The plan with these fixes; undefined if a finding stays, a new one appears, or the run is less complete. */
type Trial = (fixes: readonly Edit[]) => Promise<Omit<FixPlan, 'left'> | undefined>;

/** Tries fixes: runs with them, and compares the result with that of the run without fixes. */
function trialOf(found: RunResult, judge: JudgeTexts): Trial {
  const known = fingerprintsOf(found);
  return async (fixes) => {
    const files = filesWith(fixes);
    if (files.length === 0) return { files, fixed: [], result: found };
    const result = await judge(Object.fromEntries(files.map(({ file, after }) => [file, after])));
    const after = fingerprintsOf(result);
    const fixed = fixes.flatMap(({ findings }) => findings);
    const areGone = fixed.every(({ fingerprint }) => !after.has(fingerprint));
    const isNoMore = [...after].every((one) => known.has(one)) && result.complete >= found.complete;
    return areGone && isNoMore ? { files, fixed, result } : undefined;
  };
}

function fingerprintsOf({ findings }: RunResult): ReadonlySet<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

/** The files with their fixes, from the last one of each to the first, so that places stay what they are. */
function filesWith(fixes: readonly Edit[]): readonly FixedFile[] {
  const files = new Map<string, FixedFile>();
  for (const { span, text } of [...fixes].sort((left, right) => right.span.start - left.span.start)) {
    const { path: file, text: before } = span.file;
    const after = files.get(file)?.after ?? before;
    files.set(file, { file, before, after: after.slice(0, span.start) + text + after.slice(span.end) });
  }
  return [...files.values()].sort((left, right) => (left.file < right.file ? -1 : 1));
}
