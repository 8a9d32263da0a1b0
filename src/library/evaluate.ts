import type { ContextOptions } from '../arm/context.ts';
import { acceptsOtherValues } from '../diff/widened-defaults.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import type { FileTree } from '../text/files.ts';
import { homeOf } from '../whatif/live-state.ts';
import { isTemplateIn } from '../workspace/discovery.ts';
import { loadTarget, type Surroundings, type Target } from '../workspace/load.ts';
import { type TargetPair, targetName } from '../workspace/targets.ts';

/** What targets are evaluated with. */
export interface EvaluationOptions {
  readonly context: ContextOptions;
  readonly surroundings?: Surroundings;
}

/** Evaluates targets in both revisions. What cannot be read becomes diagnostics and gaps; nothing is thrown. */
export function evaluateTargets(pairs: readonly TargetPair[], options: EvaluationOptions): readonly EvaluatedTarget[] {
  const evaluate = evaluator(pairs, options);
  return pairs.map(evaluate);
}

/**
 * The same, one target after the other. Between two of them others have their turn, and a signal can end it: the promise
 * is then rejected with the signal's reason.
 */
export async function evaluateInTurns(
  pairs: readonly TargetPair[],
  options: EvaluationOptions,
  signal: AbortSignal | undefined,
): Promise<readonly EvaluatedTarget[]> {
  const evaluate = evaluator(pairs, options);
  const evaluated: EvaluatedTarget[] = [];
  for (const pair of pairs) {
    signal?.throwIfAborted();
    evaluated.push(evaluate(pair));
    if (signal) await new Promise((resolve) => setImmediate(resolve));
  }
  signal?.throwIfAborted();
  return evaluated;
}

type Side = 'base' | 'head';

function evaluator(pairs: readonly TargetPair[], options: EvaluationOptions): (pair: TargetPair) => EvaluatedTarget {
  const treeOf = (side: Side): FileTree | undefined => pairs.find((pair) => pair[side])?.[side]?.template.tree;
  const trees = { base: treeOf('base'), head: treeOf('head') };
  return (pair) => {
    const sides = sidesOf(pair, options, false);
    const named = pair.head ?? pair.base;
    return {
      name: named ? targetName(named) : '',
      ...sides,
      templateRemains: remains(pair.base, pair.head, trees.head) || remains(pair.head, pair.base, trees.base),
      isOneDocument: pair.base?.form === 'what-if-before',
      withoutDefaults: widensDefaults(pair, sides) ? sidesOf(pair, options, true) : undefined,
    };
  };
}

type Sides = Pick<EvaluatedTarget, Side>;

function sidesOf(pair: TargetPair, { context, surroundings }: EvaluationOptions, openDefaults: boolean): Sides {
  const load = (target: Target | undefined, home: ContextOptions = {}): TargetRevision | undefined =>
    target &&
    revisionOf(target, {
      ...surroundings,
      context: { ...home, ...context, ...target.settings?.context },
      openDefaults,
    });
  const base = load(pair.base);
  // What is compared with live state is taken as deployed to where that is.
  const home = base?.deployment.source === 'live' ? homeOf(base.deployment) : {};
  return { base, head: load(pair.head, home) };
}

function revisionOf(target: Target, options: Parameters<typeof loadTarget>[1]): TargetRevision {
  const { deployment, files, unreadable } = loadTarget(target, options);
  return { deployment, files, root: files.get(target.template.path), mode: target.settings?.mode, unreadable };
}

/** Whether a target that the other revision does not have is a template in its tree nevertheless. */
function remains(target: Target | undefined, other: Target | undefined, tree: FileTree | undefined): boolean {
  return (
    target !== undefined &&
    !other &&
    !target.parameters &&
    tree !== undefined &&
    isTemplateIn(tree, target.template.path)
  );
}

function widensDefaults({ head: target }: TargetPair, { base, head }: Sides): boolean {
  if (!base || !head || target?.parameters) return false;
  return acceptsOtherValues(base.deployment, head.deployment);
}
