import { withoutEqualCases } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import type { ItemStep } from '../../model/observe.ts';
import { hasText, isDecided, itemsOf, knownItems, memberAt, memberOf, textAt } from '../resources/read-values.ts';

/** The rules of a Backup vault policy: those that make backups, and those that keep them by the tags that they get. */

export function isRetentionRule(rule: Value): boolean {
  return hasText(rule, 'objectType', 'AzureRetentionRule') !== false;
}

export function backupRules(rules: readonly Value[]): readonly Value[] {
  return rules.filter((rule) => hasText(rule, 'objectType', 'AzureBackupRule') === true);
}

/** The retention rules of a name; there may be one for each store. */
export function retentionRules(rules: readonly Value[], name: string): readonly Value[] {
  return rules.filter((rule) => isRetentionRule(rule) && textAt(rule, 'name')?.toLowerCase() === name.toLowerCase());
}

/** The tags that a backup rule gives; undefined if they are not known to their end. */
export function tagsOf(backupRule: Value): readonly Value[] | undefined {
  const written = memberAt(backupRule, 'trigger', 'taggingCriteria');
  const tags = written && withoutEqualCases(written);
  // A rule that runs on demand only gives one tag, which is not in a list.
  return tags?.kind === 'object' ? [tags] : knownItems(tags);
}

/** Whether any backup gets the tag; undefined if that is not known. A policy without schedule tags nothing. */
export function isTagged(policyRules: Value, name: string): boolean | undefined {
  const rules = knownItems(policyRules);
  if (!rules?.every((rule) => memberOf(rule, 'objectType')?.kind === 'string')) return undefined;
  const makers = backupRules(rules);
  if (makers.length === 0) return true;
  let undecided = false;
  for (const maker of makers) {
    const tags = tagsOf(maker);
    const fits = tags?.map((tag) => tagFits(tag, name)) ?? [undefined];
    if (fits.includes(true)) return true;
    undecided ||= fits.includes(undefined);
  }
  return undecided ? undefined : false;
}

/**
 * Whether any backup is made in a store, or copied to it by a rule before it expires; undefined if that is not known.
 * Without backup rules, nothing shows where backups are made.
 */
export function isFed(policyRules: Value, name: string, store: string): boolean | undefined {
  const rules = knownItems(policyRules);
  if (!rules?.every((rule) => memberOf(rule, 'objectType')?.kind === 'string')) return undefined;
  const makers = backupRules(rules).map((rule) => hasText(memberOf(rule, 'dataStore') ?? rule, 'dataStoreType', store));
  if (makers.length === 0 || makers.includes(true)) return true;
  const lifecycles = retentionRules(rules, name).flatMap((rule) => itemsOf(memberOf(rule, 'lifecycles')));
  const copies = lifecycles.map((one) => isCopiedTo(one, store));
  if (copies.includes(true)) return true;
  return makers.includes(undefined) || copies.includes(undefined) ? undefined : false;
}

/** Whether what is in the store of a lifecycle is copied to another one; undefined if that is not known. */
export function isCopiedTo(lifecycle: Value, store: string): boolean | undefined {
  const settings = memberOf(lifecycle, 'targetDataStoreCopySettings');
  const copies = knownItems(settings);
  if (!copies) return undefined;
  const fits = copies.map((copy) => {
    const target = memberOf(copy, 'dataStore');
    return target ? hasText(target, 'dataStoreType', store) : isDecided(copy) ? false : undefined;
  });
  if (fits.includes(true)) return true;
  return fits.includes(undefined) ? undefined : false;
}

/** The tag of that name among those of a rule that makes backups. */
export function tagCalled(name: string): ItemStep {
  return { label: name, fits: (tag) => tagFits(tag, name) };
}

function tagFits(tag: Value, name: string): boolean | undefined {
  const info = memberOf(tag, 'tagInfo');
  return info ? hasText(info, 'tagName', name) : undefined;
}
