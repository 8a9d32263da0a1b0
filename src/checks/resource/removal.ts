import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide, type Judge } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText, textKey } from '../../model/identity.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { guardKind, policyReferences, protectedKind } from '../../protection/azure/kinds.ts';
import type { Outcome } from '../../protection/outcome/outcome.ts';
import { isLeft, type RemovedKind, removalOutcome } from '../../protection/outcome/removal-outcome.ts';
import { guardsBackups, isCoveredBy, isLock } from '../../protection/resources/locks.ts';
import { memo } from '../../text/memo.ts';
import {
  type CheckContext,
  evidenceOfResource,
  isFalse,
  isTrue,
  type Observation,
  presenceValue,
  reasonOf,
  vaultStateOf,
} from '../check.ts';
import { observeReplacements } from './replacement.ts';

/** Resources of these types that head does not deploy any more. */
export interface RemovalCheck {
  readonly kind: 'removal';
  readonly resources: readonly string[];
  /**
   * `deleted`, if nothing is said: they may be gone. `unmanaged`: they stay, but no template guards them any more.
   * `replaced`: head deploys another one in their stead.
   */
  readonly event?: 'deleted' | 'unmanaged' | 'replaced';
}

/** Finds resources that base deploys and head does not, or may not. */
export function checkRemoval(check: RemovalCheck, context: CheckContext): readonly Observation[] {
  const types = new Set(check.resources.map((type) => type.toLowerCase()));
  if (check.event === 'replaced') {
    return observeReplacements(types, context).map((one) => ({
      ...one,
      texts: { ...one.texts, deletion: deletionText(one.outcome, context) },
    }));
  }
  return context.pairs.flatMap((pair) => {
    const { base } = pair;
    if (!base || !types.has(base.type.toLowerCase()) || (isLock(base) && !guardsBackups(base))) return [];
    if (check.event !== 'unmanaged') return [observeRemoval(pair, base, context)];
    // What Azure has was not managed by any template, as far as anybody knows.
    return context.root === undefined ? [] : [observeUnmanaged(pair, base, context)];
  });
}

function observeRemoval(pair: Pair, base: Resource, context: CheckContext): Observation {
  const outcome = outcomeFor(base, context);
  const { observed, decision } = describe(pair, base);
  // Without a word about how the target is deployed, a removal may be harmless.
  const isSure = decision.confidence === 'certain' && context.mode !== 'undeclared' && isSweptScope(base, context);
  return {
    ...observed,
    verdict: outcome && !isStillLocked(base, context) ? decision.verdict : 'preserved',
    confidence: isSure ? 'certain' : 'possible',
    texts: { deletion: deletionText(outcome, context) },
    ...(outcome && { outcome }),
  };
}

/** A resource that stays as it is, and that nobody guards any more. */
function observeUnmanaged(pair: Pair, base: Resource, { mode }: CheckContext): Observation {
  const { observed, decision } = describe(pair, base);
  return {
    ...observed,
    verdict: isLeft(removedKind(base), mode) ? decision.verdict : 'preserved',
    confidence: decision.confidence,
    texts: { deletion: '' },
  };
}

/** What is said of a removal however the target is deployed. */
function describe(
  pair: Pair,
  base: Resource,
): { readonly observed: Omit<Observation, 'verdict' | 'confidence' | 'texts'>; readonly decision: Decision } {
  const { head } = pair;
  const unseen = unseenReason(pair);
  const decision = unseen
    ? ({ verdict: 'unknown', confidence: 'possible', base: [], head: [] } satisfies Decision)
    : decideRemoval(pair);
  const unknown = unseen ?? reasonOf(decision.head);
  const observed = {
    subject: head ?? base,
    pair,
    property: '',
    widened: false,
    before: 'deployed',
    after: removedText(head),
    base: nameEvidence(base),
    head: head && presenceEvidence(head),
    ...(decision.verdict === 'unknown' && { unknown: unknown ?? 'its condition is not known' }),
  };
  return { observed, decision };
}

/** Whether a resource is where complete mode looks for what is not declared: no other resource group is swept. */
function isSweptScope(base: Resource, { mode, root }: CheckContext): boolean {
  return mode !== 'complete' || root === undefined || textKey(base.scope) === textKey(root);
}

/** Whether another lock of head guards what a lock guarded. */
function isStillLocked(base: Resource, context: CheckContext): boolean {
  return isLock(base) && locksOf(context).some((head) => isCoveredBy(base, head));
}

/** The locks that head certainly deploys. */
const locksOf = memo(({ pairs }: CheckContext) =>
  pairs.flatMap(({ head }) => (head && isLock(head) && isTrue(presenceValue(head)) ? [head] : [])),
);

/** Why nobody can tell whether head still deploys the resource. */
function unseenReason({ hiddenBy, possibleMatch }: Pair): string | undefined {
  if (hiddenBy) return `armlock cannot see ${hiddenBy.hides} (${hiddenBy.why.text})`;
  return possibleMatch && `it may be ${nameText(possibleMatch.name)}, whose name is not known`;
}

function decideRemoval({ base, head, otherDeclarations }: Pair): Decision {
  const judge: Judge = ([before], after) => {
    if (isFalse(before)) return { verdict: 'nothing' };
    if (after.some(isTrue)) return { verdict: 'preserved' };
    if (after.every(isFalse)) return { verdict: 'weakened' };
    const own = after.find((value) => !isFalse(value));
    return { verdict: before && own && isSameCondition(before, own) ? 'preserved' : 'unknown' };
  };
  return decide([presenceValue(base)], [head, ...otherDeclarations].map(presenceValue), judge);
}

function isSameCondition(before: Value, after: Value): boolean {
  return equalValues(before, after) === true;
}

function outcomeFor(base: Resource, context: CheckContext): Outcome | undefined {
  const { mode, root } = context;
  const isElsewhere = root !== undefined && isOtherScope(base.scope, root);
  if (mode === 'complete' && isElsewhere) return undefined;
  const vault = vaultStateOf({ base, head: base }, context);
  return removalOutcome({ what: removedKind(base), vault, mode, inUse: isUsed(base, context) });
}

function isOtherScope(one: Value, other: Value): boolean {
  return one.kind === 'string' && other.kind === 'string' && textKey(one) !== textKey(other);
}

/** Whether an item of head still names a policy. */
function isUsed(policy: Resource, context: CheckContext): boolean {
  return protectedKind(policy) === 'policy' && usedPolicies(context).has(policy);
}

/** The policies of base that items of head name. */
const usedPolicies = memo(({ pairs, base }: CheckContext) => {
  const used = pairs.flatMap(({ head }) => {
    const property = head && policyReferences[head.type.toLowerCase()];
    if (!head || property === undefined || !isTrue(presenceValue(head))) return [];
    return base.policyOf(head, observe(head, stepsOf(property)).value) ?? [];
  });
  return new Set(used);
});

const kindsByType: Readonly<Record<string, RemovedKind>> = {
  'microsoft.recoveryservices/vaults/backupfabrics/backupprotectionintent': 'intent',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers': 'container',
  'microsoft.recoveryservices/vaults/backupcrosstenantvaultmappings': 'mapping',
  'microsoft.dataprotection/backupvaults/crosstenantvaultmappings': 'mapping',
};

function removedKind(base: Resource): RemovedKind {
  if (isLock(base)) return 'lock';
  return kindsByType[base.type.toLowerCase()] ?? protectedKind(base) ?? guardKind(base) ?? 'other';
}

function removedText(head: Resource | undefined): string {
  if (!head) return 'not declared';
  return head.existing ? 'declared as existing' : 'switched off by its condition';
}

/** Where the name comes from: another value there means another resource. */
function nameEvidence(base: Resource): Observation['base'] {
  const own = evidenceOfResource(base);
  return { ...own, own: [...base.name.origins, ...own.own] };
}

/** Where head says that the resource is not deployed. */
function presenceEvidence(head: Resource): Observation['head'] {
  const own = evidenceOfResource(head);
  return { ...own, own: [...(head.condition?.origins ?? []), ...own.own] };
}

function deletionText(outcome: Outcome | undefined, { mode }: CheckContext): string {
  if (!outcome || mode !== 'undeclared') return '';
  return 'How the target is deployed is not declared: say it with --mode.';
}
