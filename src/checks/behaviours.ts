import type { AnyBehaviour, CheckOf } from './behaviour.ts';
import type { CheckContext, Observation } from './check.ts';
import { itemBackupsStopped } from './item/item-backups-stopped.ts';
import { itemCoverageNarrowed } from './item/item-coverage-narrowed.ts';
import { itemPolicyLowered } from './item/item-policy-lowered.ts';
import { itemRedeployed } from './item/item-redeployed.ts';
import { backupFrequencyReduced } from './policy/backup-frequency-reduced.ts';
import { backupTypeRemoved } from './policy/backup-type-removed.ts';
import { dailyBackupsDropped } from './policy/daily-backups-dropped.ts';
import { defaultRetentionShortened } from './policy/default-retention-shortened.ts';
import { policyKindUndeclared } from './policy/policy-kind-undeclared.ts';
import { policyUpdatedInPlace } from './policy/policy-updated-in-place.ts';
import { retentionBelowFloor } from './policy/retention-below-floor.ts';
import { retentionCoverageNarrowed } from './policy/retention-coverage-narrowed.ts';
import { retentionIncreaseRefused } from './policy/retention-increase-refused.ts';
import { retentionOverridden } from './policy/retention-overridden.ts';
import { retentionRuleIdle } from './policy/retention-rule-idle.ts';
import { retentionRuleUntagged } from './policy/retention-rule-untagged.ts';
import { retentionShortened } from './policy/retention-shortened.ts';
import { retentionTierRemoved } from './policy/retention-tier-removed.ts';
import { vaultTierRemoved } from './policy/vault-tier-removed.ts';
import { childMissing } from './resource/child-missing.ts';
import { propertyBecomesIgnored } from './resource/property-becomes-ignored.ts';
import { propertyIgnored } from './resource/property-ignored.ts';
import { resourceDeclaredTwice } from './resource/resource-declared-twice.ts';
import { resourceRemoved } from './resource/resource-removed.ts';
import { resourceReplaced } from './resource/resource-replaced.ts';
import { resourceUnmanaged } from './resource/resource-unmanaged.ts';
import { roleAssigned } from './resource/role-assigned.ts';
import { scriptChanged } from './resource/script-changed.ts';
import { targetGivenUp } from './resource/target-given-up.ts';
import { targetRemoved } from './resource/target-removed.ts';
import { unseenModuleAdded } from './resource/unseen-module-added.ts';
import { unseenModuleChanged } from './resource/unseen-module-changed.ts';
import { unseenModuleRemoved } from './resource/unseen-module-removed.ts';
import { safeguardRemovedWithLoss } from './safeguard-removed-with-loss.ts';
import { identityDetached } from './setting/identity-detached.ts';
import { levelBelowMinimum } from './setting/level-below-minimum.ts';
import { levelDowngradePermitted } from './setting/level-downgrade-permitted.ts';
import { levelLocked } from './setting/level-locked.ts';
import { levelLost } from './setting/level-lost.ts';
import { levelLowered } from './setting/level-lowered.ts';
import { levelUndeclared } from './setting/level-undeclared.ts';
import { listItemsAdded } from './setting/list-items-added.ts';
import { listItemsPresent } from './setting/list-items-present.ts';
import { numberDecreased } from './setting/number-decreased.ts';
import { propertyRequired } from './setting/property-required.ts';
import { settingContradicted } from './setting/setting-contradicted.ts';
import { valueChanged } from './setting/value-changed.ts';
import { valueSet } from './setting/value-set.ts';
import { valueUndeclared } from './setting/value-undeclared.ts';

/** All behaviours, by what they look at. */
export const behaviours = [
  levelBelowMinimum,
  levelDowngradePermitted,
  levelLocked,
  levelLost,
  levelLowered,
  levelUndeclared,
  listItemsAdded,
  listItemsPresent,
  numberDecreased,
  propertyRequired,
  settingContradicted,
  valueChanged,
  identityDetached,
  valueSet,
  valueUndeclared,
  childMissing,
  propertyBecomesIgnored,
  propertyIgnored,
  resourceDeclaredTwice,
  resourceRemoved,
  resourceReplaced,
  resourceUnmanaged,
  scriptChanged,
  targetGivenUp,
  targetRemoved,
  roleAssigned,
  unseenModuleAdded,
  unseenModuleChanged,
  unseenModuleRemoved,
  backupFrequencyReduced,
  backupTypeRemoved,
  dailyBackupsDropped,
  defaultRetentionShortened,
  policyUpdatedInPlace,
  policyKindUndeclared,
  retentionBelowFloor,
  retentionCoverageNarrowed,
  retentionIncreaseRefused,
  retentionOverridden,
  retentionRuleIdle,
  retentionRuleUntagged,
  retentionShortened,
  retentionTierRemoved,
  vaultTierRemoved,
  itemBackupsStopped,
  itemCoverageNarrowed,
  itemPolicyLowered,
  itemRedeployed,
  safeguardRemovedWithLoss,
] as const;

/** The check of a rule: the kind of a behaviour, with the parameters that the rule gives it. */
export type Check = CheckOf<(typeof behaviours)[number]>;

const byKind: ReadonlyMap<string, AnyBehaviour> = new Map(behaviours.map((one) => [one.kind, one]));

/** The behaviour of a kind, or undefined if there is none. */
export function behaviourOf(kind: string): AnyBehaviour | undefined {
  return byKind.get(kind);
}

/** Whether what a check finds in a change is a loss of something that base declares. */
export function takesAway({ kind }: Check): boolean {
  const found = byKind.get(kind);
  return found !== undefined && found.takesAway !== false && found.judges.includes('diff');
}

/** Looks at everything that a check is about. Throws for a kind that no behaviour has, which no rule can be loaded with. */
export function runCheck(check: Check, context: CheckContext): readonly Observation[] {
  const found = byKind.get(check.kind);
  if (!found) throw new Error(`Unknown behaviour '${check.kind}'`);
  return found.run(check, context);
}
