import type { Finding, ResourceName } from '../../engine/result.ts';
import { vaultKindOf, vaultNoun } from '../../protection/azure/kinds.ts';
import { groupBy } from '../../text/group-by.ts';
import { blocksOf } from './order.ts';

/** The findings about one vault with its policies and items, or about one resource of another kind. */
export interface VaultGroup {
  readonly name: VaultName;
  /** Where it is, if another group has the same name; empty otherwise. */
  readonly scope: string;
  readonly findings: readonly Finding[];
  /** The number of other vaults or resources that come from the same place and lose the same. */
  readonly others: number;
}

export interface VaultName {
  /** `Recovery Services vault`; undefined for a resource that is no vault. */
  readonly noun: string | undefined;
  readonly type: string;
  /** The name of the vault, or of the resource. */
  readonly name: string;
}

/** Findings by vault, each with its parts; vaults in the order of their first findings, and findings in their order. */
export function vaultGroupsOf(findings: readonly Finding[]): readonly VaultGroup[] {
  const groups = [...groupBy(blocksOf(findings), ([{ resource }]) => groupKey(resource)).values()].flatMap((blocks) => {
    const members = blocks.flat();
    const [first] = members;
    if (!first) return [];
    const others = new Set(blocks.flatMap(([whole]) => placesOf(whole))).size - 1;
    return [{ name: vaultNameOf(first.resource), scope: first.resource.scope, findings: members, others }];
  });
  const byName = groupBy(groups, keyOfName);
  return groups.map((group) => {
    const isShared = (byName.get(keyOfName(group))?.length ?? 0) > 1;
    return isShared ? group : { ...group, scope: '' };
  });
}

/** The vaults, or other resources, that a finding is about, as {@link groupKey} has them. */
export function placesOf({ resource, names }: Finding): readonly string[] {
  return names.map((name) => {
    if (name === resource.name) return groupKey(resource);
    const parts = name.split('/');
    // An expression may have more or fewer slashes than the name that it makes; it is taken as a whole.
    const [vault = ''] = parts.length === resource.segments.length ? parts : [name];
    return groupKey({ ...resource, name, segments: [vault] });
  });
}

/** Equal for findings that belong into one group. */
export function groupKey(resource: ResourceName): string {
  const { noun, type, name } = vaultNameOf(resource);
  return JSON.stringify([resource.scope, noun ?? type, name]).toLowerCase();
}

function vaultNameOf(resource: ResourceName): VaultName {
  const kind = vaultKindOf(resource);
  const { type } = resource;
  return kind
    ? { noun: vaultNoun(kind), type, name: resource.segments[0] ?? '' }
    : { noun: undefined, type, name: resource.name };
}

function keyOfName({ name: { noun, type, name } }: Pick<VaultGroup, 'name'>): string {
  return JSON.stringify([noun ?? type, name]);
}
