import type { RunResult } from '../engine/result.ts';
import { openSession, type Session, type SessionOptions, type SessionRun } from '../library/session.ts';
import { type Hover, hoverAt } from './hover.ts';
import { type Lens, lensesOf } from './lenses.ts';
import { type ProblemOptions, type Problems, problemsOf } from './problems.ts';
import { allFixes, type QuickFix, quickFixesAt } from './quick-fixes.ts';

export type { Fix } from '../engine/result.ts';
export type { SessionOptions } from '../library/session.ts';
export { endOf, type SourceFile, type Span, startOf } from '../text/source.ts';
export { tool } from '../text/tool.ts';
export type { Hover } from './hover.ts';
export type { Lens } from './lenses.ts';
export type { Problem, Problems, Related } from './problems.ts';
export type { QuickFix } from './quick-fixes.ts';

/** Texts of open files, by their paths from the root. */
export type Texts = ReadonlyMap<string, string>;

/** A working tree as an editor sees it, with the texts that it last had. Calls must follow each other. */
export interface Editor extends Pick<Session, 'root' | 'hasBase' | 'refresh' | 'close'> {
  /** Judges texts; what is asked for afterwards is about them. Rejects as the session does. */
  readonly judge: (texts: Texts, signal?: AbortSignal) => Promise<Problems>;
  readonly hover: (file: string, offset: number) => Hover | undefined;
  readonly lenses: (file: string) => readonly Lens[];
  /** What restores values of base between two offsets of a file; without a file, wherever it is safe. */
  readonly fixes: (place?: {
    readonly file: string;
    readonly start: number;
    readonly end: number;
  }) => Promise<readonly QuickFix[]>;
}

/** Opens a working tree. Throws a GitError if git cannot read the repository. */
export function openEditor(options: SessionOptions & ProblemOptions): Editor {
  const { isCheckedElsewhere, ...rest } = options;
  const session = openSession(rest);
  let last: { readonly texts: Texts; readonly run: SessionRun } | undefined;
  const judgeTexts = async (more: Readonly<Record<string, string>>): Promise<RunResult> => {
    const { change } = await session.run(new Map([...(last?.texts ?? []), ...Object.entries(more)]));
    if (!change) throw new Error('a folder without a base has nothing to restore');
    return change;
  };
  return {
    root: session.root,
    hasBase: session.hasBase,
    refresh: session.refresh,
    close: session.close,
    judge: async (texts, signal) => {
      const run = await session.run(texts, signal);
      last = { texts, run };
      return problemsOf(run, (file) => texts.has(file), { isCheckedElsewhere });
    },
    hover: (file, offset) => last && hoverAt(last.run.targets, file, offset),
    lenses: (file) => (last ? lensesOf(last.run.targets, file) : []),
    fixes: async (place) => {
      const change = last?.run.change;
      if (!change) return [];
      if (!place) return [await allFixes(change, judgeTexts)];
      return quickFixesAt(change, judgeTexts, place.file, place.start, place.end);
    },
  };
}
