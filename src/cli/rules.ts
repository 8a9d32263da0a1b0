import { statSync } from 'node:fs';
import type { Rule } from '../rules/rule.ts';
import { shippedRules } from '../rules/shipped.ts';
import { whereIs } from '../text/source.ts';
import { UsageError } from './io.ts';

/** The shipped rules and those of the folders. Throws a UsageError that lists everything that is wrong with them. */
export async function rulesOf(folders: readonly string[]): Promise<readonly Rule[]> {
  const shipped = await shippedRules();
  if (folders.length === 0) return shipped;
  const { loadRules } = await import('../rules/load.ts');
  const loaded = folders.map((folder) => {
    if (!isFolder(folder)) throw new UsageError(`There is no folder of rules '${folder}'`);
    return loadRules(folder, folder);
  });
  const problems = loaded.flatMap(({ diagnostics }) => diagnostics);
  if (problems.length > 0) {
    throw new UsageError(problems.map(({ span, message }) => `${whereIs(span)}: ${message}`).join('\n'));
  }
  return distinct([...shipped, ...loaded.flatMap(({ rules }) => rules)]);
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

function distinct(rules: readonly Rule[]): readonly Rule[] {
  const seen = new Set<string>();
  for (const { id } of rules) {
    if (seen.has(id)) throw new UsageError(`There are two rules with the id '${id}'`);
    seen.add(id);
  }
  return rules;
}
