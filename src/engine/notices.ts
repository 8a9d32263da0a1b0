import type { Deployment, Gap } from '../model/deployment.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import type { Severity } from '../rules/rule.ts';
import { whereIs } from '../text/source.ts';
import type { Notice } from './result.ts';

/** What limits the statements about a target: parts that cannot be seen, and what is wrong with its files. */
export function noticesOf({ base, head, isOneDocument }: EvaluatedTarget): readonly Notice[] {
  const before = noticesOfSide(base?.deployment, 'base');
  const after = noticesOfSide(head?.deployment, 'head', base !== undefined);
  const known = new Set(before.flatMap(({ content }) => content ?? []));
  const kept = new Set(after.flatMap(({ content }) => content ?? []));
  const changed = new Set(after.flatMap(({ hides }) => hides ?? []));
  // What both have is told once, as head has it.
  const gone = before.filter(
    ({ content, hides = '' }) => !changed.has(hides) && (content === undefined || !kept.has(content)),
  );
  return [
    ...gone.map(({ notice }) => ({ ...notice, unchanged: false })),
    ...after.map(({ notice, content }) => {
      return { ...notice, unchanged: content !== undefined && known.has(content) && !isOneDocument };
    }),
  ];
}

interface SideNotice {
  readonly notice: Omit<Notice, 'unchanged'>;
  /** Equal in both revisions if nothing changed; undefined for what may change unseen. */
  readonly content: string | undefined;
  /** What a gap hides. */
  readonly hides?: string;
}

function noticesOfSide(
  deployment: Deployment | undefined,
  revision: Notice['revision'],
  hasBase = true,
): readonly SideNotice[] {
  if (!deployment) return [];
  const gaps = deployment.gaps.map((gap) => gapNotice(gap, revision, hasBase));
  const diagnostics = deployment.diagnostics.map(({ severity, code, message, span }): SideNotice => {
    const effect = severity === 'error' ? `What ${revision} deploys may differ from what is judged here.` : '';
    const notice = { severity: noticeSeverity(severity), code, message, effect, span, revision };
    // A file that cannot be read may change unseen.
    return { notice, content: code === 'file' ? undefined : JSON.stringify([code, message]) };
  });
  return [...gaps, ...diagnostics];
}

function gapNotice(
  { why, hides, span, content, types }: Gap,
  revision: Notice['revision'],
  hasBase: boolean,
): SideNotice {
  const what = types.length === 0 ? 'any resource' : `resources of type ${types.join(', ')}`;
  const effect = !hasBase
    ? `It may deploy ${what} without protection unseen.`
    : revision === 'head'
      ? `It may weaken ${what} unseen; what base had and head lacks counts as unknown, not as removed.`
      : 'What it protected cannot be compared with head.';
  const message = `Cannot see ${hides}: ${why.text}.`;
  const notice: SideNotice['notice'] = { severity: 'warning', code: 'gap', message, effect, span, revision };
  return { notice, content: content === undefined ? undefined : JSON.stringify([message, content]), hides };
}

function noticeSeverity(severity: 'error' | 'warning'): Severity {
  return severity === 'error' ? 'warning' : 'note';
}

/** The same notice of several targets is one. */
export function mergeNotices(notices: readonly Notice[]): readonly Notice[] {
  const merged = new Map<string, Notice>();
  for (const notice of notices) {
    const key = JSON.stringify([notice.code, notice.message, notice.span && whereIs(notice.span)]);
    if (!merged.has(key)) merged.set(key, notice);
  }
  return [...merged.values()];
}
