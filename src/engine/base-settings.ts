import { takesAway } from '../checks/behaviours.ts';
import { isFalse } from '../checks/check.ts';
import { type PropertyMap, pathsOf } from '../checks/setting/property-paths.ts';
import { isUnset } from '../checks/setting/setting.ts';
import type { Resource } from '../model/deployment.ts';
import { observe, type PropertyRead, pathOf, stepsOf } from '../model/observe.ts';
import { policyReferenceOf, protectedKind } from '../protection/azure/kinds.ts';
import { selectionsOf } from '../protection/item/item-scope.ts';
import { locateBackupState } from '../protection/item/item-state.ts';
import { retentionTiers } from '../protection/policy/retention.ts';
import { timersOf } from '../protection/policy/schedules.ts';
import { guardsBackups, isLock } from '../protection/resources/locks.ts';
import type { Rule } from '../rules/rule.ts';
import { memo } from '../text/memo.ts';

/** One thing that a resource of base says about protection, in a form that finds it in head, too. */
export interface BaseSetting {
  readonly resource: Resource;
  /** Path in the body; empty for the resource itself. */
  readonly property: string;
  /** The values that make it, as a resource has them. */
  readonly locate: (resource: Resource) => readonly PropertyRead[];
}

/** What the rules of a run look at, by resource type in lower case. */
interface Guarded {
  readonly resources: ReadonlySet<string>;
  readonly pathsFor: (type: string) => readonly string[];
}

/**
 * All that a revision declares about protection, as far as the rules of a run ask for it: resources, written settings,
 * what policies keep and how often they make backups, and what items say. It comes from what is declared and not from
 * what checks say, so that what none of them looked at is seen.
 */
export function settingsIn(
  resources: readonly Resource[],
  rules: readonly Rule[],
): ReadonlyMap<Resource, readonly BaseSetting[]> {
  const guarded = guardedIn(rules);
  const deployed = resources.filter(isDeployed);
  const counting = deployed.filter((one) => !isLock(one) || guardsBackups(one, deployed));
  return new Map(counting.map((one) => [one, eachOnce(settingsOf(one, guarded))]));
}

function eachOnce(settings: readonly BaseSetting[]): readonly BaseSetting[] {
  return [...new Map(settings.map((setting) => [setting.property, setting])).values()];
}

function isDeployed({ existing, presence, extension }: Resource): boolean {
  return !existing && presence !== 'never' && extension === undefined;
}

/** A repository can have many targets, and has the same rules for all. */
const guardedIn = memo((rules: readonly Rule[]): Guarded => {
  const comparing = rules.map(({ check }) => check).filter(takesAway);
  const named = comparing.flatMap((check) => ('resources' in check ? check.resources : []));
  const properties = comparing.flatMap((check): readonly PropertyMap[] =>
    'properties' in check ? [check.properties, ...('also' in check && check.also ? [check.also] : [])] : [],
  );
  const known = new Map<string, readonly string[]>();
  return {
    resources: new Set(named.map((type) => type.toLowerCase())),
    pathsFor: (type) => {
      const paths = known.get(type) ?? [...new Set(properties.flatMap((map) => pathsOf(map, type)))];
      known.set(type, paths);
      return paths;
    },
  };
});

function settingsOf(resource: Resource, { resources, pathsFor }: Guarded): readonly BaseSetting[] {
  const itself = resources.has(resource.type.toLowerCase()) ? [{ resource, property: '', locate: () => [] }] : [];
  const written = pathsFor(resource.type).flatMap((path) => settingAt(resource, path));
  switch (protectedKind(resource)) {
    case 'policy':
      return [...itself, ...written, ...settingsOfPolicy(resource)];
    case 'item':
      return [...itself, ...written, ...settingsOfItem(resource)];
    default:
      return [...itself, ...written];
  }
}

function settingAt(resource: Resource, path: string): readonly BaseSetting[] {
  const steps = stepsOf(path);
  const found = settingOf(resource, (one) => [observe(one, steps)]);
  // Rules name the item of a list by more than its label.
  return found.map((setting) => ({ ...setting, property: path }));
}

/** A setting, if anything of it is written. */
function settingOf(resource: Resource, locate: BaseSetting['locate']): readonly BaseSetting[] {
  const written = locate(resource).find(({ value }) => !isUnset(value));
  return written ? [{ resource, property: pathOf(written), locate }] : [];
}

/** The retention of each tier that recovery points can reach, and the schedules of a policy. */
function settingsOfPolicy(policy: Resource): readonly BaseSetting[] {
  const tiers = retentionTiers(policy).filter(({ reached }) => !isFalse(reached?.(policy).value));
  return [...tiers, ...timersOf(policy)].flatMap(({ locate }) => settingOf(policy, locate));
}

function settingsOfItem(item: Resource): readonly BaseSetting[] {
  const reference = policyReferenceOf(item);
  return [
    ...(reference === undefined ? [] : settingAt(item, reference)),
    ...selectionsOf(item).flatMap(({ locate }) => settingOf(item, locate)),
    ...settingOf(item, locateBackupState),
  ];
}
