import { rulesWith } from '../library/setup.ts';
import { rulesOnDisk } from '../library/sources.ts';
import type { Rule } from '../rules/rule.ts';
import { UsageError } from './io.ts';

/** The shipped rules and those of the folders. Throws a UsageError that lists everything that is wrong with them. */
export async function rulesOf(folders: readonly string[]): Promise<readonly Rule[]> {
  const files = folders.map((folder) => {
    const found = rulesOnDisk(folder, folder);
    if (!found) throw new UsageError(`There is no folder of rules '${folder}'`);
    return found;
  });
  return rulesWith(files.flat());
}
