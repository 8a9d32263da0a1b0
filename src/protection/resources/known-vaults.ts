import { objectValue, stringValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameSegments, segmentsOf } from '../../model/segments.ts';
import type { Span } from '../../text/source.ts';
import { type VaultKind, vaultKindOf, vaultTypes } from '../azure/kinds.ts';
import { immutabilityPath } from './immutability.ts';

/**
 * What a person or a report of Azure's state says of a vault that templates refer to. It stands in for a vault that the
 * templates do not declare; what they declare themselves counts more.
 */
export interface KnownVault {
  readonly name: string;
  /** Without it, a vault of either family is meant. */
  readonly kind?: VaultKind;
  /** Without it, a vault of that name in any resource group is meant. */
  readonly resourceGroup?: string;
  readonly immutability?: 'Disabled' | 'Unlocked' | 'Locked';
  /** In the words of the vault's family: `AlwaysON`, `On`. */
  readonly softDelete?: string;
  readonly softDeleteDays?: bigint;
  /** Where it is said. */
  readonly span: Span;
}

/** Where each family has its soft delete. */
const softDeletePaths: Readonly<Record<VaultKind, { readonly state: string; readonly days: string }>> = {
  'recovery-services': {
    state: 'properties.securitySettings.softDeleteSettings.softDeleteState',
    days: 'properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays',
  },
  backup: {
    state: 'properties.securitySettings.softDeleteSettings.state',
    days: 'properties.securitySettings.softDeleteSettings.retentionDurationInDays',
  },
};

/**
 * The vault of a resource, or the resource itself if it is one, as far as something is known of it; undefined if nothing
 * is, or if two vaults fit.
 */
export function knownVaultFor(resource: Resource, known: readonly KnownVault[]): Resource | undefined {
  const kind = vaultKindOf(resource);
  const fitting = kind ? known.filter((one) => isOf(resource, kind, one)) : [];
  const [vault, ...others] = fitting;
  return kind && vault && others.length === 0 ? asResource(vault, kind, resource) : undefined;
}

function isOf(resource: Resource, kind: VaultKind, known: KnownVault): boolean {
  if (known.kind !== undefined && known.kind !== kind) return false;
  if (segmentsOf(resource.name)[0] !== known.name.toLowerCase()) return false;
  const group = groupOf(resource);
  return known.resourceGroup === undefined || group === undefined || group === known.resourceGroup.toLowerCase();
}

/** The resource group in lower case, if it is known. */
function groupOf({ scope }: Resource): string | undefined {
  const segments = nameSegments(scope);
  const index = segments.findIndex(({ text }) => text === 'resourcegroups');
  const group = index < 0 ? undefined : segments[index + 1];
  return group?.isKnown ? group.text : undefined;
}

/** The vault as if it was declared where the statement is. */
function asResource(known: KnownVault, kind: VaultKind, like: Resource): Resource {
  const { span } = known;
  const origins = [{ span, role: 'written' as const }];
  const written: (readonly [string, Value])[] = [];
  if (known.immutability !== undefined) written.push([immutabilityPath, stringValue(known.immutability, origins)]);
  const paths = softDeletePaths[kind];
  if (known.softDelete !== undefined) written.push([paths.state, stringValue(known.softDelete, origins)]);
  if (known.softDeleteDays !== undefined) {
    written.push([paths.days, { kind: 'int', value: known.softDeleteDays, origins }]);
  }
  return {
    ...like,
    type: vaultTypes[kind],
    name: stringValue(known.name, origins),
    body: bodyOf(written.map(([path, value]) => [path.split('.'), value])),
    presence: 'always',
    condition: undefined,
    existing: false,
    uncountedLoop: undefined,
    span,
    nameSpan: span,
    typeSpan: span,
  };
}

type PathValue = readonly [readonly string[], Value];

/** An object that has each value at its path. */
function bodyOf(values: readonly PathValue[]): ReturnType<typeof objectValue> {
  const names = [...new Set(values.flatMap(([[name]]) => name ?? []))];
  const entries = names.map((key) => {
    const inner = values.flatMap(([[first, ...rest], value]): PathValue[] => (first === key ? [[rest, value]] : []));
    const leaf = inner.find(([rest]) => rest.length === 0)?.[1];
    return { key, value: leaf ?? bodyOf(inner) };
  });
  return objectValue(entries);
}
