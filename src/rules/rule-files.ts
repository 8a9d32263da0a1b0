import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { filesUnder } from '../text/walk.ts';

/** Whether a file in a folder of rules is one of them. */
export function isRuleFile(file: string): boolean {
  return /\.ya?ml$/.test(file);
}

/**
 * The files with rules in a folder on disk. Throws if one of them cannot be read, or a folder cannot be listed.
 *
 * @param shown the folder as people know it
 */
export function ruleFilesIn(folder: string, shown: string): readonly SourceFile[] {
  return filesUnder(folder, ({ folder: below, reason }) => {
    throw new Error(`The folder '${path.posix.join(shown, below)}' with rules cannot be used: ${reason}`);
  })
    .filter(isRuleFile)
    .map((file) => sourceFile(path.posix.join(shown, file), readFileSync(path.join(folder, file), 'utf8')));
}
