import type { Finding, Notice, RunResult } from '../engine/result.ts';
import type { SessionRun } from '../library/session.ts';
import { originText, stepsOf } from '../report/writing/result-text.ts';
import { printable, printableLines } from '../report/writing/sanitize.ts';
import { helpPage, linksIn } from '../report/writing/urls.ts';
import type { Severity } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { type Span, spanOf, whereIs } from '../text/source.ts';

/** What an editor shows at a place of a file. */
export interface Problem {
  readonly span: Span;
  readonly severity: Severity;
  /** The id of a rule, or the code of a notice. */
  readonly code: string;
  /** The page that explains the code, if there is one. */
  readonly page: string | undefined;
  readonly message: string;
  /** Other places that belong to it. */
  readonly related: readonly Related[];
}

/** A place that explains a problem. That of base is where base had it, which head may have elsewhere. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What is wrong with the files of a run, by their paths. */
export interface Problems {
  readonly byFile: ReadonlyMap<string, readonly Problem[]>;
  /** What has no place in any file. */
  readonly messages: readonly string[];
}

export interface ProblemOptions {
  /** Whether errors of syntax and of types in a file are left to another program that checks the language of the file. */
  readonly isCheckedElsewhere: (file: string) => boolean;
}

/**
 * What people must change. Findings of a change are shown wherever they are, if an open file is a part of their target;
 * what head is worth, only in files that are open, and not where a finding of the change says it already.
 */
export function problemsOf(
  { change, state, names }: SessionRun,
  isOpen: (file: string) => boolean,
  { isCheckedElsewhere }: ProblemOptions,
): Problems {
  const changed = (change?.findings ?? []).filter(({ targets }) => targets.some((name) => names.has(name)));
  const told = new Set(changed.map(({ anchor }) => placeOf(anchor)));
  const standing = state.findings.filter(({ anchor }) => isOpen(anchor.file.path) && !told.has(placeOf(anchor)));
  const notices = [...(change?.notices ?? []).filter(({ unchanged }) => !unchanged), ...state.notices];
  const isShown = ({ code, span, revision }: Notice): boolean =>
    revision === 'head' &&
    span !== undefined &&
    isOpen(span.file.path) &&
    !(isCheckedElsewhere(span.file.path) && isOfLanguage(code));
  const found = new Map<string, Problem>();
  const messages: string[] = [];
  const add = (problem: Problem): void => {
    const key = keyOf(problem);
    if (!found.has(key)) found.set(key, problem);
  };
  const addFinding = (finding: Finding, run: RunResult): void => {
    const problem = findingProblem(finding, run);
    if (problem) add(problem);
    else messages.push(`${finding.rule.id}: ${printable(finding.message)} (${whereIs(finding.anchor)})`);
  };
  for (const finding of changed) if (change) addFinding(finding, change);
  for (const finding of standing) addFinding(finding, state);
  for (const notice of notices.filter(isShown)) add(noticeProblem(notice));
  const placeless = (change?.notices ?? []).filter(({ span, severity }) => span === undefined && severity !== 'note');
  messages.push(...placeless.map(({ message, effect }) => printable(`${message} ${effect}`.trim())));
  return { byFile: groupBy([...found.values()], ({ span }) => span.file.path), messages };
}

function placeOf({ file, start }: Span): string {
  return `${file.path}:${start}`;
}

function keyOf({ span, code, message }: Problem): string {
  return JSON.stringify([span.file.path, span.start, span.end, code, message]);
}

/** Whether a code is one that checkers of the language itself report. */
function isOfLanguage(code: Notice['code']): boolean {
  return /^(?:BCP\d|bicep-|json-)/.test(code);
}

/** Undefined if head has neither the file of a finding nor one that stands for it. */
function findingProblem(finding: Finding, run: RunResult): Problem | undefined {
  const { rule, severity, message, advice, anchor, gone, standIn } = finding;
  if (gone && standIn === undefined) return undefined;
  const where = gone ? ` (${whereIs(anchor)})` : '';
  return {
    span: gone ? spanOf({ path: standIn ?? '', text: '' }, 0, 0) : anchor,
    severity,
    code: rule.id,
    page: helpPage(rule, linksIn(run)),
    message: printableLines([`${message}${where}`, advice].filter((text) => text !== '').join('\n')),
    related: relatedTo(finding),
  };
}

function relatedTo({ chain, base, before, parts }: Finding): readonly Related[] {
  const steps = stepsOf(chain).map((origin) => ({ span: origin.span, message: printable(originText(origin)) }));
  const was = base ? [{ span: base, message: printable(before === '' ? 'in base' : `in base: ${before}`) }] : [];
  return [...steps, ...was, ...parts.map(({ span, message }) => ({ span, message: printable(message) }))];
}

function noticeProblem({ severity, code, message, effect, span }: Notice): Problem {
  return {
    span: span ?? spanOf({ path: '', text: '' }, 0, 0),
    // What cannot be seen limits a verdict, and is no mistake of the author.
    severity: code === 'gap' ? 'note' : severity,
    code,
    page: undefined,
    message: printableLines([message, effect].filter((text) => text !== '').join('\n')),
    related: [],
  };
}
