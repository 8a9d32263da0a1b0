import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { FixedFile, FixPlan } from '../library/fixes.ts';
import { printable, printableLines, withoutCommands } from '../report/writing/sanitize.ts';
import { WriteError, writeWhole } from '../text/write-whole.ts';

/** What a plan does, as a patch without lines around it: those may hold secrets. */
export function planText({ files, fixed, left, result }: FixPlan): string {
  const patches = files.map(patchOf);
  const kept = left.map(
    ({ finding, why }) => `not fixed: ${finding.rule.id} of ${printable(finding.resource.name)}: ${why}\n`,
  );
  if (result.findings.length === 0 && files.length === 0) return 'There is nothing to restore.\n';
  if (files.length === 0) return [...kept, 'armlock cannot restore any value of base by itself.\n'].join('');
  const findings = fixed.length === 1 ? '1 finding' : `${fixed.length} findings`;
  return [...patches, ...kept, `These values of base fix ${findings}.\n`].join('');
}

function patchOf({ file, before, after }: FixedFile): string {
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, '', '', { context: 0 });
  return withoutCommands(printableLines(patch.replace(/^=+\n/, '')));
}

const byteOrderMark = '\uFEFF';

/**
 * Writes the files of a plan. Nothing is written through a link, to a file that changed in the meantime, or to one that
 * is not UTF-8.
 *
 * @param root the working tree
 * @returns a sentence for each file that is not written
 */
export function writeFixes(files: readonly FixedFile[], root: string): readonly string[] {
  return files.flatMap((file) => failureOf(file, root));
}

function failureOf({ file, before, after }: FixedFile, root: string): readonly string[] {
  const full = path.join(root, file);
  const failure = (why: string): readonly string[] => [`'${printable(file)}' is not changed: ${why}.`];
  try {
    if (!lstatSync(full).isFile() || realpathSync(full) !== path.join(realpathSync(root), file)) {
      return failure('a link leads to it');
    }
    const text = readFileSync(full, 'utf8');
    const mark = text.startsWith(byteOrderMark) && !before.startsWith(byteOrderMark) ? byteOrderMark : '';
    if (text !== mark + before) return failure('it is not what armlock read, or not UTF-8');
    writeWhole(full, mark + after, root);
    return [];
  } catch (error) {
    return failure(error instanceof WriteError ? error.message : 'it cannot be written');
  }
}
