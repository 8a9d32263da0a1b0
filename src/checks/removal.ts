import type { Pair } from '../diff/pair.ts';
import { type Decision, decide, type Judge } from '../diff/worlds.ts';
import { equalValues } from '../expr/equality.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { nameText } from '../model/identity.ts';
import { guardKind, protectedKind } from '../protection/kinds.ts';
import { guardsBackups, isCoveredBy, isLock } from '../protection/locks.ts';
import { type Outcome, type RemovedKind, removalOutcome } from '../protection/outcome.ts';
import {
  type CheckContext,
  evidenceOfResource,
  isFalse,
  isTrue,
  type Observed,
  presenceValue,
  reasonOf,
  vaultStateOf,
} from './check.ts';

/** Resources of these types that head does not deploy any more. */
export interface RemovalCheck {
  readonly kind: 'removal';
  readonly resources: readonly string[];
}

/** Finds resources that base deploys and head does not, or may not. */
export function checkRemoval(check: RemovalCheck, context: CheckContext): readonly Observed[] {
  const types = new Set(check.resources.map((type) => type.toLowerCase()));
  return context.pairs.flatMap((pair) => {
    const { base } = pair;
    if (!base || !types.has(base.type.toLowerCase()) || (isLock(base) && !guardsBackups(base))) return [];
    return [observeRemoval(pair, base, context)];
  });
}

function observeRemoval(pair: Pair, base: Resource, context: CheckContext): Observed {
  const { head } = pair;
  const outcome = outcomeFor(base, context);
  const unseen = unseenReason(pair);
  const decision = unseen
    ? ({ verdict: 'unknown', confidence: 'possible', base: [], head: [] } satisfies Decision)
    : decideRemoval(pair);
  // Without a word about how the target is deployed, a removal may be harmless.
  const sure = decision.confidence === 'certain' && context.mode !== 'undeclared';
  const unknown = unseen ?? reasonOf(decision.head);
  return {
    subject: head ?? base,
    pair,
    property: '',
    verdict: outcome && !isStillLocked(base, context) ? decision.verdict : 'preserved',
    confidence: sure ? 'certain' : 'possible',
    widened: false,
    before: 'deployed',
    after: removedText(head),
    texts: { deletion: deletionText(outcome, context) },
    base: nameEvidence(base),
    head: head && presenceEvidence(head),
    ...(outcome && { outcome }),
    ...(decision.verdict === 'unknown' && { unknown: unknown ?? 'its condition is not known' }),
  };
}

/** Whether another lock of head guards what a lock guarded. */
function isStillLocked(base: Resource, { pairs }: CheckContext): boolean {
  if (!isLock(base)) return false;
  return pairs.some(({ head }) => head && isLock(head) && isTrue(presenceValue(head)) && isCoveredBy(base, head));
}

/** Why nobody can tell whether head still deploys the resource. */
function unseenReason({ hiddenBy, perhaps }: Pair): string | undefined {
  if (hiddenBy) return `armlock cannot see ${hiddenBy.hides} (${hiddenBy.why.text})`;
  return perhaps && `it may be ${nameText(perhaps.name)}, whose name is not known`;
}

function decideRemoval({ base, head, twins }: Pair): Decision {
  const judge: Judge = ([before], after) => {
    if (isFalse(before)) return { verdict: 'nothing' };
    if (after.some(isTrue)) return { verdict: 'preserved' };
    if (after.every(isFalse)) return { verdict: 'weakened' };
    const own = after.find((value) => !isFalse(value));
    return { verdict: before && own && isSameCondition(before, own) ? 'preserved' : 'unknown' };
  };
  return decide([presenceValue(base)], [head, ...twins].map(presenceValue), judge);
}

function isSameCondition(before: Value, after: Value): boolean {
  return equalValues(before, after) === true;
}

function outcomeFor(base: Resource, context: CheckContext): Outcome | undefined {
  return removalOutcome(removedKind(base), vaultStateOf({ base, head: base }, context), context.mode);
}

function removedKind(base: Resource): RemovedKind {
  return isLock(base) ? 'lock' : (protectedKind(base) ?? guardKind(base) ?? 'other');
}

function removedText(head: Resource | undefined): string {
  if (!head) return 'not declared';
  return head.existing ? 'declared as existing' : 'switched off by its condition';
}

/** Where the name comes from: another value there means another resource. */
function nameEvidence(base: Resource): Observed['base'] {
  const own = evidenceOfResource(base);
  return { ...own, own: [...base.name.origins, ...own.own] };
}

/** Where head says that the resource is not deployed. */
function presenceEvidence(head: Resource): Observed['head'] {
  const own = evidenceOfResource(head);
  return { ...own, own: [...(head.condition?.origins ?? []), ...own.own] };
}

function deletionText(outcome: Outcome | undefined, { mode }: CheckContext): string {
  if (!outcome || mode !== 'undeclared') return '';
  return 'How the target is deployed is not declared: say it with --mode.';
}
