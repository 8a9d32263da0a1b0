import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide, type Judge } from '../../diff/worlds.ts';
import { undecided } from '../../expr/choice.ts';
import { equalValues } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import type { Gap, Resource } from '../../model/deployment.ts';
import { doubtfulPlace, nameText, textKey } from '../../model/identity.ts';
import type { DeploymentMode } from '../../model/mode.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { guardKind, policyReferenceOf, protectedKind } from '../../protection/azure/kinds.ts';
import type { Outcome } from '../../protection/outcome/outcome.ts';
import { type RemovedKind, removalOutcome } from '../../protection/outcome/removal-outcome.ts';
import type { Inventory } from '../../protection/resources/inventory.ts';
import { guardsBackups, isCoveredBy, isLock } from '../../protection/resources/locks.ts';
import { groupBy } from '../../text/group-by.ts';
import { memo } from '../../text/memo.ts';
import { ownMember } from '../../text/own-member.ts';
import {
  type CheckContext,
  type Evidence,
  evidenceOfResource,
  isFalse,
  isTrue,
  presenceValue,
  vaultStateOf,
} from '../check.ts';
import { keepsAsLong } from '../item/item-policy-lowered.ts';
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
export function removalsOf(resources: readonly string[], context: CheckContext): readonly Removal[] {
  const { pairs } = context;
  const types = new Set(resources.map((type) => type.toLowerCase()));
  return pairs.flatMap((pair) => {
    const { base } = pair;
    if (!base || !types.has(base.type.toLowerCase()) || (isLock(base) && !guardsBackups(base, deployedInBase(context))))
      return [];
    return [removalOf(pair, base, context)];
  });
}

const deployedInBase = memo(({ pairs }: CheckContext) => pairs.flatMap(({ base }) => base ?? []));

function removalOf(pair: Pair, base: Resource, context: CheckContext): Removal {
  const { head } = pair;
  const unseen = unseenReason(pair);
  return {
    base,
    decision: { ...decisionOf(pair, unseen), widened: false },
    where: {
      subject: head ?? base,
      pair,
      property: '',
      base: () => identityEvidence(base),
      head: () => headEvidence(pair, base, context),
    },
    words: {
      before: 'deployed',
      after: removedText(head),
      reason: unseen,
      unknown: 'its condition is not known',
    },
  };
}

/** How a resource is deployed: by the stack that holds it, else as the target is. */
export function modeFor({ mode }: Resource, context: CheckContext): DeploymentMode {
  return mode ?? context.mode;
}

/** Whether a resource is where complete mode looks for what is not declared: no other resource group is swept. */
export function isSweptScope(base: Resource, context: CheckContext): boolean {
  const { root } = context;
  return modeFor(base, context) !== 'complete' || root === undefined || textKey(base.scope) === textKey(root);
}

/** Whether another lock of head guards what a lock guarded. */
export function isStillLocked(base: Resource, context: CheckContext): boolean {
  return isLock(base) && locksOf(context).some((head) => isCoveredBy(base, head));
}

/** The locks that head certainly deploys. */
const locksOf = memo(({ pairs }: CheckContext) =>
  pairs.flatMap(({ head }) => (head && isLock(head) && isTrue(presenceValue(head)) ? [head] : [])),
);

/** Why it is not known whether head still deploys the resource. */
export function unseenReason(pair: Pair): string | undefined {
  const { hiddenBy, possibleMatch } = pair;
  if (hiddenBy) return gapReason(hiddenBy);
  if (possibleMatch) return `it may be ${nameText(possibleMatch.name)}, whose name is not known`;
  return elsewhereReason(pair) ?? declaredAgainReason(pair);
}

/** Why another declaration may deploy what the seen ones leave out. */
function declaredAgainReason(pair: Pair): string | undefined {
  const { declaredIn } = pair;
  return declaredIn && decideRemoval(pair).verdict === 'weakened' ? gapReason(declaredIn) : undefined;
}

function gapReason({ hides, why }: Gap): string {
  return `armlock cannot see ${hides} (${why.text})`;
}

/** Why it is not known whether head deploys a resource to the same place. */
export function elsewhereReason({ base, head, otherDeclarations }: Pair): string | undefined {
  const declared = [head, ...otherDeclarations].flatMap((one) => (one && isDeployable(one) ? [one] : []));
  const [first] = declared;
  const place = base && first && doubtfulPlace(base, first);
  if (!base || place === undefined) return undefined;
  const isDoubtful = declared.every((one) => doubtfulPlace(base, one) !== undefined);
  return isDoubtful ? `base deploys it to ${place}, which may be a different one` : undefined;
}

/** Whether a revision may deploy what it declares. */
export function isDeployable({ existing, presence }: Resource): boolean {
  return !existing && presence !== 'never';
}

function decisionOf(pair: Pair, unseen: string | undefined): Decision {
  if (unseen !== undefined) return settled('unknown', 'possible');
  const decision = decideRemoval(pair);
  return pair.possibleHome === undefined ? decision : { ...decision, confidence: 'possible' };
}

/** Whether head deploys what base does, in every world. */
export function decideRemoval({ base, head, otherDeclarations, choices }: Pair): Decision {
  const judge: Judge = ([before], after) => {
    if (isFalse(before)) return { verdict: 'nothing' };
    if (after.some(isTrue)) return { verdict: 'preserved' };
    if (after.every(isFalse)) return { verdict: 'weakened' };
    const own = after.find((value) => !isFalse(value));
    return { verdict: before && own && isSameCondition(before, own) ? 'preserved' : 'unknown' };
  };
  const after = [head, ...otherDeclarations].map((one) => undecided(presenceValue(one)));
  return decide([undecided(presenceValue(base))], after, judge, choices);
}

function isSameCondition(before: Value, after: Value): boolean {
  return equalValues(before, after) === true;
}

/** What Azure does with what head does not deploy; undefined where the deployment does not reach it. */
export function outcomeFor(base: Resource, context: CheckContext): Outcome | undefined {
  const { root } = context;
  const mode = modeFor(base, context);
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

/** Whether all items that named a policy have another one now, which keeps as long: that is how a policy is renamed. */
export function isSucceeded(policy: Resource, context: CheckContext): boolean {
  const users = protectedKind(policy) === 'policy' ? (usersByPolicy(context).get(policy) ?? []) : [];
  return users.length > 0 && users.every((pair) => isHandedOn(pair, policy, context));
}

function isHandedOn({ head, guessed }: Pair, policy: Resource, context: CheckContext): boolean {
  const successor = head && !guessed && isTrue(presenceValue(head)) ? policyNamedBy(head, context.head) : undefined;
  return successor !== undefined && isTrue(presenceValue(successor)) && keepsAsLong(policy, successor);
}

/** The items of base that name each policy. */
const usersByPolicy = memo(({ pairs, base: inventory }: CheckContext) =>
  groupBy(pairs, ({ base }) => base && policyNamedBy(base, inventory)),
);

function policyNamedBy(item: Resource, inventory: Inventory): Resource | undefined {
  const property = policyReferenceOf(item);
  return property === undefined ? undefined : inventory.policyOf(item, observe(item, stepsOf(property)).value);
}

/** The policies of base that items of head name. */
const usedPolicies = memo(({ pairs, base }: CheckContext) => {
  const used = pairs.flatMap(({ head }) => {
    const property = head && policyReferenceOf(head);
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
  return ownMember(kindsByType, base.type.toLowerCase()) ?? protectedKind(base) ?? guardKind(base) ?? 'other';
}

function removedText(head: Resource | undefined): string {
  if (!head) return 'not declared';
  return head.existing ? 'declared as existing' : 'switched off by its condition';
}

/** Where head says what becomes of what base has. */
function headEvidence(pair: Pair, base: Resource, context: CheckContext): Evidence | undefined {
  if (pair.head) return presenceEvidence(pair.head, elsewhereReason(pair) !== undefined);
  return isLock(base) ? movedEvidence(base, context) : undefined;
}

/** Where scope and name come from: another value there means another resource. */
function identityEvidence(base: Resource): Evidence {
  const own = evidenceOfResource(base);
  return { ...own, own: [...base.scope.origins, ...base.name.origins, ...own.own] };
}

/** Where head declares a lock of the same name that is on something else. */
function movedEvidence(base: Resource, { pairs }: CheckContext): Evidence | undefined {
  const name = textKey(base.name);
  const found = pairs.find((pair) => !pair.base && pair.head && isLock(pair.head) && textKey(pair.head.name) === name);
  if (!found?.head) return undefined;
  const own = evidenceOfResource(found.head);
  return { ...own, own: [...own.own, ...own.around] };
}

/** Where head says that the resource is not deployed, or not to the same place. */
function presenceEvidence(head: Resource, isElsewhere: boolean): Evidence {
  const own = evidenceOfResource(head);
  const place = isElsewhere ? head.scope.origins : [];
  return { ...own, own: [...(head.condition?.origins ?? []), ...place, ...own.own] };
}

/** What to do to learn whether a resource is deleted; empty if that is known. */
export function deletionText(outcome: Outcome | undefined, mode: DeploymentMode): string {
  if (!outcome || mode !== 'undeclared') return '';
  return 'The deployment mode of the target is not declared; declare it with --mode.';
}
