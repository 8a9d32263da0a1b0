import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide, type Judge } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText, textKey } from '../../model/identity.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { guardKind, policyReferences, protectedKind } from '../../protection/azure/kinds.ts';
import type { Outcome } from '../../protection/outcome/outcome.ts';
import { type RemovedKind, removalOutcome } from '../../protection/outcome/removal-outcome.ts';
import { guardsBackups, isCoveredBy, isLock } from '../../protection/resources/locks.ts';
import { memo } from '../../text/memo.ts';
import {
  type CheckContext,
  type Evidence,
  evidenceOfResource,
  isFalse,
  isTrue,
  presenceValue,
  vaultStateOf,
} from '../check.ts';
import { settled, type Where, type Words } from '../observation.ts';
import { resourceTypes } from '../parameters.ts';

/** Resources that head may lack. */
export const removalParameters = { resources: resourceTypes('The types of the resources.') };

/** A resource that base deploys, and whether head does. */
export interface Removal {
  readonly base: Resource;
  readonly decision: Decision;
  readonly where: Where;
  /** What is said of it however the target is deployed. */
  readonly words: Omit<Words<never>, 'texts'>;
}

/** The resources of some types that base deploys, each with what becomes of it. */
export function removalsOf(resources: readonly string[], { pairs }: CheckContext): readonly Removal[] {
  const types = new Set(resources.map((type) => type.toLowerCase()));
  return pairs.flatMap((pair) => {
    const { base } = pair;
    if (!base || !types.has(base.type.toLowerCase()) || (isLock(base) && !guardsBackups(base))) return [];
    return [removalOf(pair, base)];
  });
}

function removalOf(pair: Pair, base: Resource): Removal {
  const { head } = pair;
  const unseen = unseenReason(pair);
  return {
    base,
    decision: { ...(unseen === undefined ? decideRemoval(pair) : settled('unknown', 'possible')), widened: false },
    where: {
      subject: head ?? base,
      pair,
      property: '',
      base: nameEvidence(base),
      head: head && presenceEvidence(head),
    },
    words: {
      before: 'deployed',
      after: removedText(head),
      reason: unseen,
      unknown: 'its condition is not known',
    },
  };
}

/** Whether a resource is where complete mode looks for what is not declared: no other resource group is swept. */
export function isSweptScope(base: Resource, { mode, root }: CheckContext): boolean {
  return mode !== 'complete' || root === undefined || textKey(base.scope) === textKey(root);
}

/** Whether another lock of head guards what a lock guarded. */
export function isStillLocked(base: Resource, context: CheckContext): boolean {
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

/** What Azure does with what head does not deploy; undefined where the deployment does not reach it. */
export function outcomeFor(base: Resource, context: CheckContext): Outcome | undefined {
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

/** What a resource is to the mode of a deployment. */
export function removedKind(base: Resource): RemovedKind {
  if (isLock(base)) return 'lock';
  return kindsByType[base.type.toLowerCase()] ?? protectedKind(base) ?? guardKind(base) ?? 'other';
}

function removedText(head: Resource | undefined): string {
  if (!head) return 'not declared';
  return head.existing ? 'declared as existing' : 'switched off by its condition';
}

/** Where the name comes from: another value there means another resource. */
function nameEvidence(base: Resource): Evidence {
  const own = evidenceOfResource(base);
  return { ...own, own: [...base.name.origins, ...own.own] };
}

/** Where head says that the resource is not deployed. */
function presenceEvidence(head: Resource): Evidence {
  const own = evidenceOfResource(head);
  return { ...own, own: [...(head.condition?.origins ?? []), ...own.own] };
}

/** What to do to learn whether a resource is deleted; empty if that is known. */
export function deletionText(outcome: Outcome | undefined, { mode }: CheckContext): string {
  if (!outcome || mode !== 'undeclared') return '';
  return 'How the target is deployed is not declared: say it with --mode.';
}
