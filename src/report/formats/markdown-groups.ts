import type { Finding, ResourceName } from '../../engine/result.ts';
import { protectedKind, vaultKindOf, vaultNoun } from '../../protection/azure/kinds.ts';
import { groupBy } from '../../text/group-by.ts';
import { worstFirst } from '../writing/order.ts';
import { code } from './markdown-text.ts';

/** The findings about one vault with its policies and items, or about one resource of another kind. */
export interface Group {
  /** Markdown. */
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Findings by vault, vaults in the order of their first findings; within each, by resource. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const titled = [...groupBy(findings, ({ resource }) => groupKey(resource)).values()].map(
    (members) => [members[0] ? titleOf(members[0].resource) : '', members] as const,
  );
  const byTitle = groupBy(titled, ([title]) => title);
  return titled.map(([title, members]) => {
    const isShared = (byTitle.get(title)?.length ?? 0) > 1;
    const scope = members[0]?.resource.scope ?? '';
    return { title: isShared && scope !== '' ? `${title} in ${code(scope)}` : title, findings: byResource(members) };
  });
}

/** Equal for findings that belong into one table. */
export function groupKey(resource: ResourceName): string {
  const kind = vaultKindOf(resource);
  const parts = kind ? [kind, vaultName(resource)] : [resource.type, resource.name];
  return JSON.stringify([resource.scope, ...parts]).toLowerCase();
}

function titleOf(resource: ResourceName): string {
  const kind = vaultKindOf(resource);
  return kind ? `${vaultNoun(kind)} ${code(vaultName(resource))}` : `${code(resource.type)} ${code(resource.name)}`;
}

function vaultName({ segments }: ResourceName): string {
  return segments[0] ?? '';
}

/** The vault first, then its policies and items in the order in which they are found; of each, the worst first. */
function byResource(findings: readonly Finding[]): readonly Finding[] {
  const names = [...new Set(findings.map(({ resource }) => resource.name))];
  const grouped = names.flatMap((name) => worstFirst(findings.filter(({ resource }) => resource.name === name)));
  const isVault = ({ resource }: Finding): boolean => protectedKind(resource) === 'vault';
  return [...grouped.filter(isVault), ...grouped.filter((one) => !isVault(one))];
}

/** A resource beside its vault: `policy` and its name, `vault` for the vault itself. */
export function partName(resource: ResourceName): string {
  const kind = protectedKind(resource);
  if (kind === 'vault') return 'vault';
  const own = resource.segments.at(-1) ?? '';
  return `${kind ?? resource.type.split('/').at(-1) ?? ''} ${code(own)}`.trim();
}
