import { openBoundedJudgement } from '../engine/boundary.ts';
import type { Judgement } from '../engine/judge.ts';
import { type Request, requestsIn } from '../engine/requests.ts';
import type { Notice, RunResult } from '../engine/result.ts';
import { withWaivers } from '../engine/waivers.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import type { Patterns } from '../text/patterns.ts';
import { textOf } from '../text/source.ts';
import { type Edits, noEdits } from './edits.ts';
import type { Setup } from './setup.ts';

/** What is judged, and what is known around it. */
export interface JudgeRequest {
  /** Whether the change of the targets is judged, or what head deploys. */
  readonly mode: RunResult['mode'];
  readonly setup: Setup;
  /** Targets of base that are left out, if others may declare what they have. */
  readonly standing?: readonly EvaluatedTarget[];
  /** Targets that are left out because nothing in them changed. */
  readonly unchanged?: number;
  /** Notices of declared targets that are missing; with one, a result is not complete. */
  readonly missing?: readonly Notice[];
  /** What the change does to the configuration that judges it. */
  readonly edits?: Edits;
  /** Fingerprints of findings that are known already. */
  readonly baseline?: ReadonlySet<string>;
  /** How names of waivers match, if the change asks for waivers; those of the configuration otherwise. */
  readonly matchesName?: Patterns['matchesName'];
  /** The day of the run, as `2027-03-31`: that of waivers, and from which a lock keeps recovery points. */
  readonly today: string;
}

/** Judges targets that are all there already: see {@link openRun}. */
export function judge(targets: readonly EvaluatedTarget[], request: JudgeRequest): RunResult {
  const run = openRun(request);
  for (const target of targets) run.add(target);
  return run.result();
}

/**
 * The one way from evaluated targets to a result: what the rules find, less what waivers and the baseline cover, with
 * everything that limits it. Commands, the library, generated documentation and tests all take it.
 */
export function openRun(request: JudgeRequest): Judgement {
  const { mode, setup, unchanged = 0, standing = [], missing = [] } = request;
  const { edits = noEdits, baseline = new Set(), today } = request;
  const { matchesName = setup.patterns.matchesName } = request;
  const judgement = openBoundedJudgement(mode, { ...setup.run, today, unchanged, standing });
  const comments = openComments();
  return {
    add: (target) => {
      judgement.add(target);
      comments.add(target);
    },
    result: () => {
      const found = judgement.result();
      const notices = [...found.notices, ...setup.notices, ...missing, ...edits.notices];
      const permissions = {
        waivers: setup.read.configuration.waivers,
        requested: edits.requested,
        comments: comments.result(),
        ruleIds: setup.ruleIds,
        baseline,
        matchesName,
        today,
      };
      return {
        ...withWaivers({ ...found, notices }, permissions),
        today,
        complete: found.complete && missing.length === 0 && edits.valid,
      };
    },
  };
}

/** Collects the comments of head that ask for waivers, without those that base has as well. */
function openComments(): { readonly add: Judgement['add']; readonly result: () => readonly Request[] } {
  const requests = (side: TargetRevision | undefined): readonly Request[] =>
    [...(side?.files.values() ?? [])].flatMap(requestsIn);
  const keyOf = ({ span }: Request): string => `${span.file.path}\n${textOf(span)}`;
  const before = new Set<string>();
  const after = new Map<string, Request>();
  return {
    add: ({ base, head }) => {
      for (const request of requests(base)) before.add(keyOf(request));
      for (const request of requests(head)) after.set(`${request.span.file.path}:${request.span.start}`, request);
    },
    result: () => [...after.values()].filter((request) => !before.has(keyOf(request))),
  };
}
