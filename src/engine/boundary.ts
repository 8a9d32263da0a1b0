import { unseenDeployment } from '../model/deployment.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import { internalError } from '../text/internal-error.ts';
import { sourceFile, spanOf } from '../text/source.ts';
import { type Judgement, judgeTargets, openJudgement, type RunOptions } from './judge.ts';
import type { RunResult } from './result.ts';

/**
 * A run in which a mistake of armlock in one target does not keep the others from being judged: those on which it fails
 * even alone count as targets of which nothing can be seen, and a diagnostic says why.
 */
export function openBoundedJudgement(mode: RunResult['mode'], options: RunOptions): Judgement {
  if (mode === 'diff') {
    const targets: EvaluatedTarget[] = [];
    return {
      add: (target) => targets.push(target),
      result: () => judgedApart(targets, (some) => judgeTargets(mode, some, options)),
    };
  }
  const judgement = openJudgement(mode, options);
  const add = (target: EvaluatedTarget): void => {
    try {
      judgement.add(target);
    } catch (error) {
      judgement.add(unseenTarget(target, error));
    }
  };
  return { add, result: judgement.result };
}

/** The same for targets that are all there. */
export function judgedApart<T>(
  targets: readonly EvaluatedTarget[],
  judge: (targets: readonly EvaluatedTarget[]) => T,
): T {
  try {
    return judge(targets);
  } catch (error) {
    const seen = targets.map((target) => withoutFailing(target, judge));
    // What fails only with all of them together has no target to blame.
    if (seen.every((target, index) => target === targets[index])) throw error;
    return judge(seen);
  }
}

function withoutFailing(
  target: EvaluatedTarget,
  judge: (targets: readonly EvaluatedTarget[]) => unknown,
): EvaluatedTarget {
  try {
    judge([target]);
    return target;
  } catch (error) {
    return unseenTarget(target, error);
  }
}

function unseenTarget(target: EvaluatedTarget, error: unknown): EvaluatedTarget {
  const unseen = (side: TargetRevision | undefined): TargetRevision | undefined =>
    side && unseenRevision(side, target.name, error);
  return { ...target, base: unseen(target.base), head: unseen(target.head), withoutDefaults: undefined };
}

function unseenRevision(side: TargetRevision, name: string, error: unknown): TargetRevision {
  const span = spanOf(side.root ?? sourceFile(name, ''), 0, 0);
  const deployment = unseenDeployment(span, 'armlock failed on it');
  return { ...side, deployment: { ...deployment, diagnostics: [internalError(error, span)] }, unreadable: true };
}
