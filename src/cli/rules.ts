import { rulesWith } from '../library/setup.ts';
import { rulesOnDisk } from '../library/sources.ts';
import { printable, withoutCommands } from '../report/writing/sanitize.ts';
import type { Rule } from '../rules/rule.ts';
import { whereIs } from '../text/source.ts';
import { type Io, UsageError } from './io.ts';

/**
 * The shipped rules and those of the folders. Warns of what keeps a rule from finding anything, and throws a UsageError
 * that lists everything that is wrong.
 */
export async function rulesOf(folders: readonly string[], io: Pick<Io, 'err'>): Promise<readonly Rule[]> {
  const files = folders.map((folder) => {
    const found = rulesOnDisk(folder, folder);
    if (!found) throw new UsageError(`There is no folder of rules '${folder}'`);
    return found;
  });
  const { rules, warnings } = await rulesWith(files.flat());
  for (const { span, message } of warnings)
    io.err(withoutCommands(`${printable(`${whereIs(span)}: warning: ${message}`)}\n`));
  return rules;
}
