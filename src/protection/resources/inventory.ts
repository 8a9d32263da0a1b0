import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { isType, rootKey, textKey } from '../../model/identity.ts';
import { nameSegments, segmentsOf } from '../../model/segments.ts';
import { groupBy } from '../../text/group-by.ts';
import { memo } from '../../text/memo.ts';
import { guardKind, protectedKind, vaultKindOf, vaultTypes } from '../azure/kinds.ts';
import { type KnownVault, knownVaultFor } from './known-vaults.ts';

/** The resources of one revision by their part in backup protection. */
export interface Inventory {
  /** The vault that a policy, an item or a setting belongs to, if the deployment declares it or something is known of it. */
  readonly vaultOf: (resource: Resource) => Resource | undefined;
  /** Whether a vault is not declared, but known from elsewhere. */
  readonly isStated: (vault: Resource) => boolean;
  /** Whether a resource guard is linked to the vault that a resource belongs to, or is. */
  readonly isGuarded: (resource: Resource) => boolean;
  /** The policy that an item of a vault names by its id, if the deployment declares it. */
  readonly policyOf: (item: Resource, policyId: Value) => Resource | undefined;
  /** What belongs to a vault and is of one of these types. */
  readonly partsOf: (vault: Resource, type: string) => readonly Resource[];
  /** How many resources are, or are in, a vault of this scope and name. */
  readonly sizeOf: (root: string) => number;
}

/** Indexes what a deployment declares. Resources that only exist, or are switched off, say nothing. */
export function inventoryOf(resources: readonly Resource[], knownVaults: readonly KnownVault[] = []): Inventory {
  const known = resources.filter(({ existing, presence }) => !existing && presence !== 'never');
  const vaults = byKey(known.filter((one) => protectedKind(one) === 'vault').map((one) => [vaultKey(one), one]));
  const policies = byKey(known.filter((one) => protectedKind(one) === 'policy').map((one) => [policyKey(one), one]));
  const guarded = new Set(known.filter((one) => guardKind(one) === 'guard-link').map(vaultKey));
  guarded.delete(undefined);
  const stated = new Set<Resource>();
  let sizes: ReadonlyMap<string, readonly Resource[]> | undefined;
  let parts: ReadonlyMap<Resource | undefined, readonly Resource[]> | undefined;
  const vaultOf = (resource: Resource): Resource | undefined => {
    const declared = vaults.get(vaultKey(resource) ?? '');
    const vault = declared ?? knownVaultFor(resource, knownVaults);
    if (vault && !declared) stated.add(vault);
    return vault;
  };
  return {
    vaultOf,
    isStated: (vault) => stated.has(vault),
    isGuarded: (resource) => guarded.has(vaultKey(resource)),
    policyOf: (item, policyId) => policies.get(policyKeyOf(item, policyId) ?? ''),
    partsOf: (vault, type) => {
      parts ??= groupBy(known, vaultOf);
      return (parts.get(vault) ?? []).filter((one) => isType(one, type));
    },
    sizeOf: (root) => {
      sizes ??= groupBy(
        known.filter((one) => vaultKindOf(one) !== undefined),
        rootKey,
      );
      return sizes.get(root)?.length ?? 0;
    },
  };
}

function byKey(pairs: readonly (readonly [string | undefined, Resource])[]): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const [key, resource] of pairs) if (key !== undefined && !found.has(key)) found.set(key, resource);
  return found;
}

/** Scope, family and name of the vault of a resource, or of the vault itself; undefined for what belongs to none. */
export const vaultKey: (resource: Resource) => string | undefined = memo((resource) => {
  const kind = vaultKindOf(resource);
  const [name] = nameSegments(resource.name);
  if (!kind || !name?.isRepeatable) return undefined;
  return [textKey(resource.scope), vaultTypes[kind].toLowerCase(), name.text].join('|');
});

/** Whether the vault of a resource has a known scope and name, so that it is the same one in every target. */
export function isVaultKnown({ scope, name }: Resource): boolean {
  return [...nameSegments(scope), ...nameSegments(name).slice(0, 1)].every(({ isKnown }) => isKnown);
}

function policyKey(policy: Resource): string | undefined {
  const vault = vaultKey(policy);
  const [, name, ...more] = segmentsOf(policy.name);
  return vault === undefined || name === undefined || more.length > 0 ? undefined : `${vault}|${name}`;
}

/** An item has a policy of its own vault. Of the id only the end counts, unless it names another vault. */
function policyKeyOf(item: Resource, policyId: Value): string | undefined {
  const vault = vaultKey(item);
  const [named, collection, name] = nameSegments(policyId).slice(-3);
  const [own] = nameSegments(item.name);
  const isForeign = named?.text !== own?.text && [named, own].every((one) => one?.isKnown);
  const isPolicy = collection?.text === 'backuppolicies' && name !== undefined && !isForeign;
  return vault !== undefined && isPolicy ? `${vault}|${name.text}` : undefined;
}
