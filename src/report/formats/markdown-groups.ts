import type { Finding, ResourceName } from '../../engine/result.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import { groupBy } from '../../text/group-by.ts';
import { blocksOf, clipped, countedOf, worstFirst } from '../writing/order.ts';
import { type VaultGroup, vaultGroupsOf } from '../writing/vault-groups.ts';
import { code } from './markdown-text.ts';

/** The findings about one vault with its policies and items, or about one resource of another kind. */
export interface Group {
  /** Markdown. */
  readonly title: string;
  readonly findings: readonly Finding[];
  /** The same losses of other vaults, if there are several alike. */
  readonly alike: readonly Pick<Group, 'title' | 'findings'>[];
}

/** Longer scopes are expressions, which are there to be recognised. */
const maxScope = 120;

/** Names in a heading; more are counted. */
const maxNames = 12;

/** Findings by vault, the worst vault first. Vaults that lose the same are one group with all their names. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const vaults = byVault(findings).map((group) => ({ ...group, alike: [] }));
  const alike = [...groupBy(vaults, lossesOf).values()];
  return alike
    .map((same): Group => {
      const [first] = same;
      if (!first) throw new Error('a group has at least one vault');
      if (same.length === 1) return first;
      return { ...first, alike: same, title: jointTitle(same.map(({ title }) => title)) };
    })
    .sort((left, right) => weightOf(right) - weightOf(left));
}

/** `Recovery Services vaults a, b (2 alike)`: what all have in common in front of their names is said once. */
function jointTitle(titles: readonly string[]): string {
  const noun = titles[0]?.split(' `')[0] ?? '';
  const isCommon = noun !== '' && titles.every((title) => title.startsWith(`${noun} \``));
  const names = isCommon ? titles.map((title) => title.slice(noun.length + 1)) : titles;
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  const listed = `${names.slice(0, maxNames).join(', ')}${more}`;
  return `${isCommon ? `${noun}s ` : ''}${listed} (${titles.length} alike)`;
}

/** Equal for vaults in which the same things change from the same to the same. */
function lossesOf({ findings }: Group): string {
  const cells = findings.map(
    ({ rule, severity, verdict, confidence, resource, property, before, after, outcome, names }) => {
      const own = protectedKind(resource) === 'vault' ? '' : resource.segments.slice(1).join('/');
      // What stands for several resources lists them in its details, which would be those of one vault only.
      const several = names.length > 1 ? names : [];
      return [
        rule.id,
        severity,
        verdict,
        confidence,
        resource.type,
        own,
        property,
        before,
        after,
        outcome?.kind,
        several,
      ];
    },
  );
  return JSON.stringify(cells);
}

/** The worst finding counts most, then how many of each severity there are. */
function weightOf({ findings }: Group): number {
  const number = (severity: Finding['severity']): number =>
    Math.min(999, countedOf(findings).filter((one) => one.severity === severity).length);
  return number('error') * 1e6 + number('warning') * 1e3 + number('note');
}

/** Findings by vault, vaults in the order of their first findings; within each, by resource. */
function byVault(findings: readonly Finding[]): readonly Pick<Group, 'title' | 'findings'>[] {
  return vaultGroupsOf(findings).map((group) => ({ title: titleOf(group), findings: byResource(group.findings) }));
}

function titleOf({ name: { noun, type, name }, scope, others }: VaultGroup): string {
  const title = `${noun ?? code(type)} ${code(name)}${others === 0 ? '' : ` and ${others} more`}`;
  return scope === '' ? title : `${title} in ${code(clipped(scope, maxScope))}`;
}

/** The worst first; of one severity what puts others together, then the vault, then its policies and items. */
function byResource(findings: readonly Finding[]): readonly Finding[] {
  const byName = groupBy(blocksOf(findings), ([{ resource }]) => resource.name);
  const place = ([{ resource, parts }]: readonly [Finding, ...Finding[]]): number =>
    parts.length > 0 ? 0 : protectedKind(resource) === 'vault' ? 1 : 2;
  const blocks = [...byName.values()].flat().sort((left, right) => place(left) - place(right));
  return worstFirst(blocks.flat());
}

/** A resource beside its vault: `policy` and its name, `vault` for the vault itself. */
export function partName(resource: ResourceName): string {
  const kind = protectedKind(resource);
  if (kind === 'vault') return 'vault';
  const own = resource.segments.at(-1) ?? '';
  return `${kind ?? resource.type.split('/').at(-1) ?? ''} ${code(own)}`.trim();
}
