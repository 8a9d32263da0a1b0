import { takesAway } from '../checks/behaviours.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { vaultKindOf, vaultNoun } from '../protection/azure/kinds.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import type { Waiver } from '../rules/waiver.ts';
import { groupBy } from '../text/group-by.ts';
import type { Span } from '../text/source.ts';
import type { Finding, Notice, ResourceName, RunResult } from './result.ts';

/** What a step does to protection, as far as that can be determined. */
export type StepKind = 'weaker' | 'stronger' | 'unknown';

/** One thing that a change makes weaker or stronger, or of which that cannot be determined. */
export interface Step {
  readonly kind: StepKind;
  /** The rule that finds the loss; of what got stronger, the loss on the way back. Undefined if nothing could be judged. */
  readonly rule: Rule | undefined;
  readonly severity: Severity;
  readonly confidence: Finding['confidence'];
  readonly resource: ResourceName | undefined;
  /** Path in the body; empty for the resource itself. */
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly message: string;
  /** Where it is written: in the change itself or, if that has no such file, in what was before it. */
  readonly at: Span | undefined;
  readonly isInBase: boolean;
  readonly targets: readonly string[];
  /** The waiver that accepted it. */
  readonly waiver: Waiver | undefined;
}

/** A commit as its author describes it. All of it is text that a stranger may have written. */
export interface CommitName {
  readonly id: string;
  readonly author: string;
  /** When it was written, as `2026-12-01T13:48:43+00:00`. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A commit with what it does to protection. */
export interface CommitSteps {
  readonly commit: CommitName;
  readonly steps: readonly Step[];
}

/** How protection changed, step by step, and all in all. */
export interface History {
  readonly since: string;
  readonly first: string;
  readonly last: string;
  readonly today: string;
  /** Commits that make something weaker or stronger, or of which that cannot be determined; the oldest first. */
  readonly commits: readonly CommitSteps[];
  /** What differs between the first and the last revision. */
  readonly sum: readonly Step[];
  /** The findings of that difference, as `armlock diff` has them. */
  readonly findings: readonly Finding[];
  readonly counts: {
    /** Commits since the first one. */
    readonly commits: number;
    /** Commits that touch a target, which were judged. */
    readonly judged: number;
  };
  /** Whether each step could be determined. */
  readonly complete: boolean;
}

/**
 * A target whose revisions have changed places. What its judgement finds lost on the way back from head to base is what
 * head has more than base.
 */
export function turnedBack(target: EvaluatedTarget): EvaluatedTarget {
  const { base, head, assumed, withoutDefaults, detached: _, ...rest } = target;
  return {
    ...rest,
    base: head,
    head: base,
    isDeployed: base !== undefined,
    ...(assumed && { assumed: assumed === 'base' ? 'head' : 'base' }),
    withoutDefaults: withoutDefaults && { base: withoutDefaults.head, head: withoutDefaults.base },
  };
}

/**
 * The steps of a change: what is lost on the way from base to head, and what is lost on the way back. A finding that
 * puts others together is left out, because these are steps themselves; so is one that is no loss, such as the lock of a
 * vault.
 */
export function stepsOf(forward: RunResult, back: RunResult): readonly Step[] {
  const lost = countedIn(forward).map((finding) => stepOf(finding, 'weaker'));
  const unknown = new Set(lost.filter(({ kind }) => kind === 'unknown').map(placeOf));
  const exchanged = new Set(lost.map(changeOf));
  const won = countedIn(back)
    .map((finding) => stepOf(finding, 'stronger'))
    // What is lost either way, such as the name of a vault or its key, is no gain.
    .filter((step) => (step.kind === 'unknown' ? !unknown.has(placeOf(step)) : !exchanged.has(changeOf(step))));
  const unseen = forward.complete && back.complete ? [] : unreadSteps(forward.notices);
  return [...lost, ...newOnce(won), ...unseen];
}

/** What is new is lost on the way back with its file and by itself: that is one step, as sure as the surest. */
function newOnce(won: readonly Step[]): readonly Step[] {
  const isWhole = ({ kind, property }: Step): boolean => kind === 'stronger' && property === '';
  const sure = new Map<string, Step>();
  for (const step of won.filter(isWhole)) {
    const known = sure.get(placeOf(step));
    if (!known || (known.confidence === 'possible' && step.confidence === 'certain')) sure.set(placeOf(step), step);
  }
  return won.filter((step) => !isWhole(step) || sure.get(placeOf(step)) === step);
}

function countedIn({ findings, waived }: RunResult): readonly Finding[] {
  return [...findings, ...waived].filter(({ rule, parts }) => parts.length === 0 && takesAway(rule.check));
}

function changeOf({ rule, property, before, after }: Step): string {
  return JSON.stringify([rule?.id, property, before, after]);
}

function placeOf({ resource, property }: Step): string {
  return JSON.stringify([resource?.type, resource?.name, resource?.scope, property]).toLowerCase();
}

function stepOf(finding: Finding, direction: 'weaker' | 'stronger'): Step {
  const { rule, severity, confidence, resource, property, targets, verdict, waiver } = finding;
  const isBack = direction === 'stronger';
  const [before, after] = isBack ? [finding.after, finding.before] : [finding.before, finding.after];
  // On the way back, what base says is in the change itself.
  const own = isBack ? finding.base : finding.anchor;
  const isInBase = isBack ? own === undefined && !finding.gone : finding.gone;
  const kind = verdict === 'unknown' ? 'unknown' : direction;
  return {
    ...{ kind, rule, severity, confidence, resource, property, before, after, targets, isInBase },
    message: isBack ? messageBack(finding, kind, before, after) : finding.message,
    at: own ?? finding.anchor,
    waiver: !isBack && waiver?.kind === 'waived' ? waiver.waiver : undefined,
  };
}

function messageBack({ resource, property }: Finding, kind: StepKind, before: string, after: string): string {
  const name = namedAs(resource);
  if (kind === 'unknown') {
    const what = property === '' ? `${name} is new` : `${property} of ${name} became stronger`;
    return `Cannot determine whether ${what}: it goes from ${before} to ${after}.`;
  }
  if (property === '' && before === 'not declared') return `${name} is new.`;
  return `${name}${property === '' ? '' : `: ${property}`} goes from ${before} to ${after}.`;
}

function namedAs(resource: ResourceName): string {
  const kind = vaultKindOf(resource);
  return kind && resource.segments.length === 1 ? `${vaultNoun(kind)} ${resource.name}` : resource.name;
}

/** What could not be read: one step for each file, with what is said of it first. */
function unreadSteps(notices: readonly Notice[]): readonly Step[] {
  const limiting = notices.filter(({ severity }) => severity !== 'note');
  const files = groupBy(limiting, ({ span, revision }) => JSON.stringify([span?.file.path, revision]));
  const firsts = [...files.values()].flatMap(([first]) => first ?? []);
  // Whatever made the result incomplete must be said.
  if (firsts.length === 0) return [unknownStep('a part of the input could not be read.')];
  return firsts.map(({ message, span, revision }) => unknownStep(message, span, revision === 'base'));
}

/** A step that cannot be determined at all. */
export function unknownStep(reason: string, at: Span | undefined = undefined, isInBase = false): Step {
  return {
    ...{ kind: 'unknown', rule: undefined, severity: 'warning', confidence: 'possible', resource: undefined },
    ...{ property: '', before: '', after: '', targets: [], waiver: undefined },
    message: `Cannot determine what became of protection: ${reason}`,
    at,
    isInBase,
  };
}
