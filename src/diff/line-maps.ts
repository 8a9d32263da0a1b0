import path from 'node:path';
import type { TargetRevision } from '../model/target.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { type LineMap, mapLines } from './lines.ts';

/** The files of both revisions of a target, for finding places that changed. */
export interface LineMaps {
  /** Of a file of head against the same file in base. */
  readonly lines: (head: SourceFile) => LineMap;
  /** The file of head that was a file of base, if there is one. */
  readonly headOf: (base: SourceFile) => SourceFile | undefined;
  /** Whether a file is one of base and none of head. */
  readonly isGone: (file: SourceFile) => boolean;
  /** Whether people can change a file of head: modules of a registry lie in a cache. */
  readonly isCompared: (head: SourceFile) => boolean;
  /** The template of head, or of base if head has none. */
  readonly root: SourceFile;
}

/**
 * Files of one path belong together; else those of one path from the folder of the template, as where two templates are
 * named. The templates do whatever they are called.
 */
export function lineMapsOf(base: TargetRevision | undefined, head: TargetRevision | undefined): LineMaps {
  const partners = new Map<SourceFile, SourceFile>();
  const join = (before: SourceFile | undefined, after: SourceFile | undefined): void => {
    if (before && after) partners.set(after, before);
  };
  const [from, to] = [folderOf(base), folderOf(head)];
  for (const [file, after] of head?.files ?? []) {
    const beside = path.posix.join(from, path.posix.relative(to, file));
    join(base?.files.get(file) ?? base?.files.get(beside), after);
  }
  // Live state was never a template: no line of it is a line of head.
  if (base?.deployment.source !== 'live') join(base?.root, head?.root);
  const headOf = new Map([...partners].map(([after, before]) => [before, after]));
  const filesOf = (one: TargetRevision | undefined): ReadonlySet<SourceFile> => new Set(one?.files.values());
  const [ofBase, ofHead] = [filesOf(base), filesOf(head)];
  const maps = new Map<SourceFile, LineMap>();
  return {
    isCompared: (file) => head?.cached?.has(file) !== true,
    lines: (file) => {
      const known = maps.get(file) ?? mapLines(partners.get(file), file);
      maps.set(file, known);
      return known;
    },
    headOf: (file) => headOf.get(file),
    isGone: (file) => ofBase.has(file) && !ofHead.has(file),
    root: head?.root ?? base?.root ?? sourceFile('', ''),
  };
}

/** The folder of the template of a revision. */
function folderOf(revision: TargetRevision | undefined): string {
  const [file = ''] = [...(revision?.files ?? [])].find(([, one]) => one === revision?.root) ?? [];
  return path.posix.dirname(file);
}
