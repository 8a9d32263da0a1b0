import type { ContextOptions } from '../arm/context.ts';
import { openedDefaults } from '../diff/widened-defaults.ts';
import type { Gap } from '../model/deployment.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import type { FileTree } from '../text/files.ts';
import { homeOf } from '../whatif/live-state.ts';
import { isTemplateIn, isWhole, templateNamed } from '../workspace/discovery.ts';
import { loadTarget, mayDeploy, type Surroundings, type Target, unloadedTarget } from '../workspace/load.ts';
import type { GuardedTypes } from '../workspace/relevance.ts';
import { requiresParameters, type TargetPair, targetName } from '../workspace/targets.ts';
import type { JudgeOptions } from './options.ts';

/** What targets are evaluated with. */
export interface EvaluationOptions {
  readonly context: ContextOptions;
  readonly surroundings?: Surroundings;
  readonly kept?: KeptEvaluations;
}

/** What earlier runs evaluated and still holds, for runs that follow each other. */
export interface KeptEvaluations {
  readonly target: (pair: TargetPair, make: () => EvaluatedTarget) => EvaluatedTarget;
  /** @param openDefaults the parameters that count as not set */
  readonly base: (target: Target, openDefaults: Iterable<string>, make: () => TargetRevision) => TargetRevision;
}

/** Evaluates targets in both revisions. What cannot be read becomes diagnostics and gaps; nothing is thrown. */
export function evaluateTargets(pairs: readonly TargetPair[], options: EvaluationOptions): readonly EvaluatedTarget[] {
  const evaluate = evaluator(pairs, options);
  return pairs.map(evaluate);
}

/**
 * The same, one target after the other, without those that deploy nothing that is guarded. Each is handed over as soon
 * as it is there, so that a run need not hold all of them. Between two of them others have their turn, and a signal can
 * end it: the promise is then rejected with the signal's reason.
 */
export async function evaluateInTurns(
  pairs: readonly TargetPair[],
  options: EvaluationOptions,
  guarded: GuardedTypes,
  take: (target: EvaluatedTarget) => void,
  { signal, onProgress }: Pick<JudgeOptions, 'signal' | 'onProgress'> = {},
): Promise<void> {
  const evaluate = evaluator(pairs, options, guarded);
  for (const [index, pair] of pairs.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ done: index, targets: pairs.length });
    take(evaluate(pair));
    if (signal) await new Promise((resolve) => setImmediate(resolve));
  }
  signal?.throwIfAborted();
  onProgress?.({ done: pairs.length, targets: pairs.length });
}

type Side = 'base' | 'head';

function evaluator(
  pairs: readonly TargetPair[],
  options: EvaluationOptions,
  guarded?: GuardedTypes,
): (pair: TargetPair) => EvaluatedTarget {
  const treeOf = (side: Side): FileTree | undefined => pairs.find((pair) => pair[side])?.[side]?.template.tree;
  const trees = { base: treeOf('base'), head: treeOf('head') };
  const asking: AskingOptions = { ...options, guarded };
  const evaluate = (pair: TargetPair): EvaluatedTarget => {
    const isUnguarded = guarded !== undefined && !mayLose(pair, guarded, options);
    const sides = isUnguarded ? unguardedSides(pair) : sidesOf(pair, asking);
    const opened = defaultsToOpen(pair, sides);
    const detached = detachedIn(pair, trees.head);
    const isGivenUp = pair.assumed === 'head' || detached === 'gone';
    const named = isGivenUp ? pair.base : (pair.head ?? pair.base);
    return {
      name: named ? targetName(named) : '',
      paths: pathsIn(pair),
      ...sides,
      ...(isUnguarded && { isUnguarded }),
      isDeployed: isKnownToDeploy(pair),
      ...(pair.assumed && { assumed: pair.assumed }),
      templateRemains: remains(pair.base, pair.head, trees.head) || remains(pair.head, pair.base, trees.base),
      isOneDocument: pair.base?.form === 'what-if-before',
      ...(detached && { detached }),
      withoutDefaults: opened.size > 0 ? openedSides(pair, opened, asking) : undefined,
    };
  };
  const { kept } = options;
  return kept ? (pair) => kept.target(pair, () => evaluate(pair)) : evaluate;
}

function pathsIn({ base, head }: TargetPair): readonly string[] {
  const files = [base, head].flatMap((target) => [target?.template, target?.parameters]);
  return [...new Set(files.flatMap((file) => (file ? [file.path] : [])))];
}

/** Whether either revision of a target may have something to lose. */
function mayLose({ base, head }: TargetPair, guarded: GuardedTypes, { surroundings = {} }: EvaluationOptions): boolean {
  return [base, head].some((target) => target && mayDeploy(target, guarded, surroundings));
}

function unguardedSides({ base, head }: TargetPair): Sides {
  const side = (target: Target | undefined): TargetRevision | undefined =>
    target && { ...unloadedTarget(target), root: undefined, mode: target.settings?.mode };
  return { base: side(base), head: side(head) };
}

type Sides = Pick<EvaluatedTarget, Side>;

type AskingOptions = EvaluationOptions & { readonly guarded: GuardedTypes | undefined };

function sidesOf(
  pair: TargetPair,
  { context, surroundings, guarded, kept }: AskingOptions,
  openDefaults?: ReadonlySet<string>,
): Sides {
  const load = (target: Target, home: ContextOptions = {}): TargetRevision =>
    revisionOf(
      target,
      {
        ...surroundings,
        context: { ...home, ...context, ...target.settings?.context },
        ...(openDefaults && { openDefaults }),
        ...(guarded && { asked: guarded.asks }),
      },
      guarded,
    );
  const { base: before, head: after } = pair;
  const base = before && (kept?.base(before, openDefaults ?? [], () => load(before)) ?? load(before));
  // What is compared with live state is taken as deployed to where that is.
  const home = base?.deployment.source === 'live' ? homeOf(base.deployment) : {};
  return { base, head: after && load(after, home) };
}

/** A target as it is judged: what certainly has nothing to do with backups hides nothing from rules about them. */
function revisionOf(
  target: Target,
  options: Parameters<typeof loadTarget>[1],
  guarded: GuardedTypes | undefined,
): TargetRevision {
  const { deployment: seen, files, cached, unreadable } = loadTarget(target, options);
  const gaps = seen.gaps.filter((gap) => mayHide(gap, guarded));
  const deployment = { ...seen, gaps };
  return { deployment, files, cached, root: files.get(target.template.path), mode: target.settings?.mode, unreadable };
}

/** Whether a gap may hide something that rules look at. Types of children are written without those of their parents. */
function mayHide({ types, isUnrelated }: Gap, guarded: GuardedTypes | undefined): boolean {
  if (isUnrelated) return guarded?.areOfBackups === false;
  return !guarded || types.length === 0 || types.some((type) => !/^[^/.]+\.[^/]+\//.test(type) || guarded.asks(type));
}

/** Whether the parameter file of a target is no longer for its template in head, or left it with nothing for a parameter. */
function detachedIn({ base, head, assumed }: TargetPair, tree: FileTree | undefined): EvaluatedTarget['detached'] {
  if (namesTemplate(base) === true && namesTemplate(head) === false) return 'renamed';
  if (!base?.parameters || !head || head.parameters || assumed) return undefined;
  if (base.template.path === head.template.path && tree?.has(base.parameters.path)) return 'renamed';
  // With a default for all of them, it is deployed without the file, and the values show what that changes.
  return requiresParameters(head.template) ? 'gone' : undefined;
}

/** Whether the Bicep parameter file of a target names a template; undefined without such a file, or if it is broken. */
function namesTemplate(target: Target | undefined): boolean | undefined {
  const { parameters } = target ?? {};
  if (!parameters || !/\.bicepparam$/i.test(parameters.path)) return undefined;
  if (templateNamed(parameters) !== undefined) return true;
  return isWhole(parameters) ? false : undefined;
}

function isKnownToDeploy({ base, head }: TargetPair): boolean {
  return head !== undefined && (base !== undefined || head.parameters !== undefined || head.settings !== undefined);
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

/**
 * Both sides without some defaults. Where one of them is not taken, another one may decide: `a || b` asks for `b` only
 * then. Ends because each round opens a default that was closed.
 */
function openedSides(pair: TargetPair, opened: ReadonlySet<string>, asking: AskingOptions): Sides {
  const sides = sidesOf(pair, asking, opened);
  const further = defaultsToOpen(pair, sides);
  const all = new Set([...opened, ...further]);
  return all.size === opened.size ? sides : openedSides(pair, all, asking);
}

function defaultsToOpen({ head: target }: TargetPair, { base, head }: Sides): ReadonlySet<string> {
  if (!base || !head || target?.parameters) return new Set();
  return openedDefaults(base.deployment, head.deployment);
}
