import type { Deployment, Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { memo } from '../text/memo.ts';
import { overlayLiveState } from './live-overlay.ts';
import { knownElsewhere, type Location, type Locations, locationsIn, movedTo } from './moves.ts';
import { orphanTargets, withUncertainRemoval } from './orphan-targets.ts';
import { loneResources, type Pair, type PairedTarget, pairDeployments } from './pair.ts';

/** Resources that are compared with each other, in a target or across two of them. */
export interface TargetComparison {
  /** The target whose base is compared. */
  readonly from: EvaluatedTarget;
  /** The target whose head is compared: another one for resources that moved. */
  readonly to: EvaluatedTarget;
  readonly pairs: readonly Pair[];
  /** Whether only what head newly allows counts, because another comparison judges the rest. */
  readonly onlyWidened: boolean;
}

/**
 * Compares all targets of two revisions. A resource that went from one target to another is compared across them, and so
 * is one that a target newly declares, although another target of base has it.
 *
 * @param standing targets that nothing changes; only their base is asked for
 */
export function compareEstate(
  targets: readonly EvaluatedTarget[],
  standing: readonly EvaluatedTarget[] = [],
): readonly TargetComparison[] {
  const estate = targets.map(pairedTarget);
  const orphans = orphanTargets(estate);
  const before = locationsIn([...estate, ...standing.map(baseOnly)], 'base');
  const unchanged = locationsIn(standing.map(baseOnly), 'base');
  const after = locationsIn(
    estate.filter(({ target }) => !orphans.head.has(target)),
    'head',
  );
  const homeOf = (pair: Pair, target: EvaluatedTarget): Location | undefined => movedTo(pair, target, before, after);
  const within = estate.map(({ target, pairs }) => {
    const kept = pairs
      .filter((pair) => homeOf(pair, target)?.target.isDeployed !== true)
      .map((pair) => withLostTarget(withLostGuard(pair, target, [after, unchanged]), target));
    return comparisonWithin(
      target,
      kept.map((pair) => withUncertainRemoval(withPossibleHome(pair, homeOf(pair, target)), target, orphans)),
    );
  });
  const across = estate.flatMap((one) => comparisonsAcross(one, before, new Set(standing)));
  const left = estate.flatMap((one) => comparisonsWithHolders(one, [after, unchanged]));
  return [...within, ...across, ...left, ...targets.flatMap(openedComparisons)];
}

/** One revision of a target by itself. */
export function stateOf(target: EvaluatedTarget): TargetComparison {
  return comparisonWithin(target, loneResources(deploymentOf(target, 'head')));
}

const nothing: Deployment = { resources: [], outputs: new Map(), gaps: [], diagnostics: [], parameters: [] };

/** What one revision deploys, which is nothing if it does not have the target. */
export function deploymentOf(target: EvaluatedTarget, side: 'base' | 'head'): Deployment {
  return target[side]?.deployment ?? nothing;
}

function comparisonWithin(target: EvaluatedTarget, pairs: readonly Pair[], onlyWidened = false): TargetComparison {
  return { from: target, to: target, pairs, onlyWidened };
}

function baseOnly(target: EvaluatedTarget): PairedTarget {
  return { target, pairs: pairDeployments(deploymentOf(target, 'base'), nothing) };
}

function pairedTarget(target: EvaluatedTarget): PairedTarget {
  const { base, head } = target;
  const overlaid = base && head && { ...head, deployment: overlayLiveState(base.deployment, head.deployment) };
  const compared = { ...target, head: overlaid ?? head };
  return {
    target: compared,
    pairs: pairDeployments(deploymentOf(compared, 'base'), deploymentOf(compared, 'head')),
  };
}

/** Whether head gave the parameter file of a target up, and its template is still there. */
function isGivenUp({ assumed, detached }: EvaluatedTarget): boolean {
  return assumed === 'head' || detached !== undefined;
}

/** What a parameter file deployed that is gone, or is for no template any longer, and nothing else deploys. */
function withLostGuard(pair: Pair, target: EvaluatedTarget, after: readonly Locations[]): Pair {
  const { base } = pair;
  if (!isGivenUp(target) || !base) return pair;
  if (after.some((locations) => locations.has(identityOf(base).key))) return pair;
  return { ...pair, givenUpWith: target.name };
}

/** What went with its target: a template or a parameter file that head does not have. */
function withLostTarget(pair: Pair, target: EvaluatedTarget): Pair {
  const isGone = pair.givenUpWith !== undefined || (!target.head && !target.templateRemains);
  return isGone && pair.base ? { ...pair, lostWith: target.name } : pair;
}

function withPossibleHome(pair: Pair, home: Location | undefined): Pair {
  return home ? { ...pair, possibleHome: home.target.name } : pair;
}

/**
 * What a target newly declares against what other targets of base say of it. Names without what they are deployed to may
 * mean two resources: no verdict on these is certain, unless one of the two targets lost what the other one has.
 */
function comparisonsAcross(
  { target, pairs }: PairedTarget,
  before: Locations,
  standing: ReadonlySet<EvaluatedTarget>,
): readonly TargetComparison[] {
  return pairs.flatMap((pair) =>
    knownElsewhere(pair, target, before).map((known) => {
      const isOne = pair.head !== undefined && identityOf(pair.head).unknowns === '|';
      const isLost = !standing.has(known.target) && !hasHead(known);
      const isSure = isOne || (isLost && target.isDeployed === true);
      const across: Pair = {
        base: known.resource,
        head: pair.head,
        otherDeclarations: [],
        ...(!isSure && { knownFrom: known.target.name }),
        guessed: !isSure,
      };
      return { from: known.target, to: target, pairs: [across], onlyWidened: false };
    }),
  );
}

/**
 * What a parameter file deployed that is gone, against what other targets still say of it: from now on, these decide.
 * They may have been deployed to another place.
 */
function comparisonsWithHolders(
  { target, pairs }: PairedTarget,
  after: readonly Locations[],
): readonly TargetComparison[] {
  if (!isGivenUp(target)) return [];
  return pairs.flatMap(({ base }) =>
    holdersOf(base, target, after).map(({ target: holder, resource: head }) => ({
      from: target,
      to: holder.head ? holder : { ...holder, head: holder.base },
      pairs: [{ base, head, otherDeclarations: [], knownFrom: target.name, guessed: true }],
      onlyWidened: false,
    })),
  );
}

function holdersOf(
  base: Resource | undefined,
  target: EvaluatedTarget,
  after: readonly Locations[],
): readonly Location[] {
  if (!base || !isDeployed(base)) return [];
  const { key, stable } = identityOf(base);
  const holders = stable ? after.flatMap((locations) => locations.get(key) ?? []) : [];
  return holders.filter((one) => one.target !== target);
}

/** Whether head still declares a resource where base does. */
function hasHead({ target, resource }: Location): boolean {
  return declaredKeys(deploymentOf(target, 'head')).has(identityOf(resource).key);
}

const declaredKeys = memo(
  ({ resources }: Deployment): ReadonlySet<string> =>
    new Set(resources.filter(({ existing }) => !existing).map((one) => identityOf(one).key)),
);

/**
 * Without parameter files, the verdict is about defaults. What a caller can choose besides is judged, too: the target is
 * compared once more as if some parameters had no default. Of what the defaults deploy, only what head newly allows
 * counts then; what they leave out is compared as a whole, and never for certain.
 */
function openedComparisons(target: EvaluatedTarget): readonly TargetComparison[] {
  if (!target.withoutDefaults) return [];
  const { target: open, pairs } = pairedTarget({ ...target, ...target.withoutDefaults });
  const deployed = new Set(deploymentOf(target, 'base').resources.filter(isDeployed).map(declarationOf));
  const off = offParameters(target);
  const isLeftOut = ({ base }: Pair): boolean => off !== '' && base !== undefined && !deployed.has(declarationOf(base));
  const leftOut = pairs.filter(isLeftOut).map((pair): Pair => ({ ...pair, leftOutBy: off }));
  return [comparisonWithin(open, pairs, true), ...(leftOut.length > 0 ? [comparisonWithin(open, leftOut)] : [])];
}

function isDeployed({ presence, existing }: Resource): boolean {
  return presence !== 'never' && !existing;
}

/** Where a resource is declared, by way of the modules that lead to it. */
export function declarationOf({ span, callers = [] }: Resource): string {
  return [span, ...callers].map(({ file, start }) => `${file.path}:${start}`).join();
}

/** The parameters whose defaults leave something out. */
function offParameters(target: EvaluatedTarget): string {
  const parameters = (['base', 'head'] as const).flatMap((side) => deploymentOf(target, side).parameters);
  const names = parameters.filter(({ isSwitchedOff }) => isSwitchedOff).map(({ name }) => `'${name}'`);
  return [...new Set(names)].join(' or ');
}
