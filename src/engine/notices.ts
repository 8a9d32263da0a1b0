import { isTrue, presenceValue } from '../checks/check.ts';
import { pairDeployments } from '../diff/pair.ts';
import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import { nameText } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import type { Severity } from '../rules/rule.ts';
import { spanOf, whereIs } from '../text/source.ts';
import type { Account } from './account.ts';
import type { Notice } from './result.ts';

/** What limits the statements about a target: parts that cannot be seen, and what is wrong with its files. */
export function noticesOf(target: EvaluatedTarget): readonly Notice[] {
  const { base, head, isOneDocument } = target;
  const before = noticesOfSide(base?.deployment, 'base');
  const after = noticesOfSide(head?.deployment, 'head', base !== undefined);
  const known = new Set(before.flatMap(({ content }) => content ?? []));
  const kept = new Set(after.flatMap(({ content }) => content ?? []));
  const changed = new Set(after.flatMap(({ hides }) => hides ?? []));
  // What both have is reported once, as head has it.
  const gone = before.filter(
    ({ content, hides = '' }) => !changed.has(hides) && (content === undefined || !kept.has(content)),
  );
  return [
    ...(isUnrelatedState(target) ? [unrelatedState(target)] : []),
    ...modeNotices(target),
    ...(target.detached === 'renamed' ? [detachedNotice(target)] : []),
    ...gone.map(({ notice }) => ({ ...notice, unchanged: false })),
    ...after.map(({ notice, content }) => {
      return { ...notice, unchanged: content !== undefined && known.has(content) && !isOneDocument };
    }),
  ];
}

/** A parameter file that says otherwise how it is deployed. By its own word, a change could make its removals harmless. */
function modeNotices({ name, base, head, assumed }: EvaluatedTarget): readonly Notice[] {
  const [before, after] = [base?.deployment.mode, head?.deployment.mode];
  if (!base || !head || assumed || before === after) return [];
  return [
    {
      severity: 'warning',
      code: 'mode-changed',
      message: `'${name}' says that it is deployed ${modeText(after)}; base said that it is deployed ${modeText(before)}.`,
      effect: 'What is missing is judged by what base says.',
      span: undefined,
      revision: 'head',
      unchanged: false,
    },
  ];
}

/** A parameter file that is for no template any longer deploys nothing by itself. */
function detachedNotice({ name }: EvaluatedTarget): Notice {
  return {
    severity: 'warning',
    code: 'using-none',
    message: `The parameter file of '${name}' no longer names that template.`,
    effect: 'Nothing shows that head still deploys it.',
    span: undefined,
    revision: 'head',
    unchanged: false,
  };
}

function modeText(mode: string | undefined): string {
  return mode === undefined ? 'in a mode that armlock does not know' : `in mode '${mode}'`;
}

/** Whether a live state has nothing of what a template deploys: another subscription, or an empty group. */
export function isUnrelatedState({ base, head }: EvaluatedTarget): boolean {
  if (base?.deployment.source !== 'live' || !head) return false;
  const pairs = pairDeployments(base.deployment, head.deployment);
  const guarded = pairs.filter((pair) => pair.head && isGuarded(pair.head));
  return guarded.length > 0 && guarded.every((pair) => !pair.base);
}

function isGuarded(resource: Resource): boolean {
  return isTrue(presenceValue(resource)) && protectedKind(resource) !== undefined;
}

function unrelatedState({ base, head }: EvaluatedTarget): Notice {
  const names =
    head?.deployment.resources.filter((one) => protectedKind(one) !== undefined).map(({ name }) => name) ?? [];
  const [first] = names;
  const named = first ? `'${nameText(first)}'${names.length > 1 ? ` and ${names.length - 1} more` : ''}` : 'them';
  return {
    severity: 'warning',
    code: 'base-state',
    message: `The live state has none of the resources that the template deploys: not ${named}.`,
    effect: 'Nothing was compared. Ask Azure for the state of the resources that the template is about.',
    span: base?.root && spanOf(base.root, 0, 0),
    revision: 'base',
    unchanged: false,
  };
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
    const effect = severity === 'error' ? `The ${revision} deployment may differ from what armlock evaluated.` : '';
    const notice = { severity: noticeSeverity(severity), code, message, effect, span, revision };
    // A file that cannot be read may change unseen.
    return { notice, content: code === 'file' ? undefined : JSON.stringify([code, message]) };
  });
  return [...gaps, ...diagnostics];
}

function gapNotice(gap: Gap, revision: Notice['revision'], hasBase: boolean): SideNotice {
  const { why, hides, span, types } = gap;
  const what = types.length === 0 ? 'any resource' : `resources of type ${types.join(', ')}`;
  const effect = !hasBase
    ? `armlock cannot see whether it deploys ${what} without protection.`
    : revision === 'head'
      ? `armlock cannot see whether it weakens ${what}. What base has and head lacks counts as unknown, not as removed.`
      : 'armlock cannot compare what it protected with head.';
  const message = `Cannot see ${hides}: ${why.text}.`;
  const notice: SideNotice['notice'] = { severity: 'warning', code: 'gap', message, effect, span, revision };
  const content = hasBase ? gap.content : undefined;
  return { notice, content: content === undefined ? undefined : JSON.stringify([message, content]), hides };
}

function noticeSeverity(severity: 'error' | 'warning'): Severity {
  return severity === 'error' ? 'warning' : 'note';
}

/** What changed without a check that looked at it. The rules have a hole there. */
export function unjudgedNotices(account: Account | undefined): readonly Notice[] {
  const unjudged = account?.entries.filter(({ fate }) => fate === 'unjudged') ?? [];
  return unjudged.map(({ resource, property, at }) => ({
    severity: 'warning',
    code: 'unjudged',
    message: `Nothing judges what becomes of ${property === '' ? resource.type : property} of ${resource.name}.`,
    effect: 'Compare it by hand, and report it as a bug of armlock.',
    span: at,
    revision: 'base',
    unchanged: false,
  }));
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
