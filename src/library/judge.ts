import { type LoadedPair, loadPair } from '../engine/compare.ts';
import { judgePairs, type RunOptions } from '../engine/judge.ts';
import { type Request, requestsIn } from '../engine/requests.ts';
import type { Notice, RunResult } from '../engine/result.ts';
import { withWaivers } from '../engine/waivers.ts';
import { loadPatterns } from '../text/patterns.ts';
import { textOf } from '../text/source.ts';
import type { ChangedTargets } from '../workspace/revision-pair.ts';
import type { TargetPair } from '../workspace/targets.ts';
import type { Edits } from './edits.ts';
import type { JudgeOptions } from './options.ts';
import { type Setup, todayOf } from './setup.ts';

/** Loads targets one after the other. Between two of them, others have their turn, and a signal can end it. */
export async function loadPairs(
  pairs: readonly TargetPair[],
  options: RunOptions,
  signal: AbortSignal | undefined,
): Promise<readonly LoadedPair[]> {
  const loaded: LoadedPair[] = [];
  for (const pair of pairs) {
    signal?.throwIfAborted();
    loaded.push(loadPair(pair, options));
    if (signal) await new Promise((resolve) => setImmediate(resolve));
  }
  signal?.throwIfAborted();
  return loaded;
}

/** Targets that may differ, and what is said about finding them. */
export interface Found extends ChangedTargets {
  readonly notices: readonly Notice[];
}

/** Judges targets that may differ, with what is known around them. */
export async function judged(found: Found, setup: Setup, edits: Edits, options: JudgeOptions): Promise<RunResult> {
  const { changed, unchanged } = found;
  const run = { ...setup.run, unchanged };
  const loaded = await loadPairs(changed, run, options.signal);
  const result = judgePairs(changed, loaded, run);
  const { waivers } = setup.read.configuration;
  const { matchesName } = await loadPatterns([...waivers, ...edits.requested].map(({ resource }) => resource));
  const permitted = {
    waivers,
    requested: edits.requested,
    comments: commentsOf(loaded),
    ruleIds: setup.ruleIds,
    baseline: new Set<string>(),
    matchesName,
    today: todayOf(options),
  };
  return {
    ...withWaivers(
      { ...result, notices: [...result.notices, ...setup.notices, ...found.notices, ...edits.notices] },
      permitted,
    ),
    complete: result.complete && found.notices.length === 0 && edits.valid,
  };
}

/** The comments of head that ask for waivers, without those that base has as well. */
export function commentsOf(loaded: readonly LoadedPair[]): readonly Request[] {
  const requests = (side: LoadedPair['head']): readonly Request[] =>
    [...(side?.files.values() ?? [])].flatMap(requestsIn);
  const keyOf = ({ span }: Request): string => `${span.file.path}\n${textOf(span)}`;
  const before = new Set(loaded.flatMap(({ base }) => requests(base)).map(keyOf));
  const after = loaded.flatMap(({ head }) => requests(head));
  const places = new Map(after.map((request) => [`${request.span.file.path}:${request.span.start}`, request]));
  return [...places.values()].filter((request) => !before.has(keyOf(request)));
}
