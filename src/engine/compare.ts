import type { ContextOptions } from '../arm/context.ts';
import type { CheckContext } from '../checks/check.ts';
import { type LineMap, mapLines } from '../diff/lines.ts';
import { type Pair, pairDeployments } from '../diff/pair.ts';
import { withOmitted } from '../model/blend.ts';
import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import { identityOf, isType, mayBeSame } from '../model/identity.ts';
import type { DeploymentMode } from '../model/mode.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import { inventoryOf } from '../protection/resources/inventory.ts';
import { type KnownVault, knownVaultFor } from '../protection/resources/known-vaults.ts';
import type { FileTree } from '../text/files.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { homeOf } from '../whatif/live-state.ts';
import { isTemplateIn } from '../workspace/discovery.ts';
import { type LoadedTarget, loadTarget, type Surroundings, type Target } from '../workspace/load.ts';
import { type TargetPair, targetName } from '../workspace/targets.ts';
import type { Revisions } from './anchor.ts';

/** Two revisions that are compared, or one that is judged, with what rules need to know around them. */
export interface Comparison {
  readonly target: string;
  readonly context: CheckContext;
  readonly revisions: Revisions;
  /** Whether only what head newly allows counts, because the rest is judged elsewhere. */
  readonly onlyWidened: boolean;
  /** Root parameters of head whose default counts, by the file of the template. */
  readonly head: Deployment;
}

export interface CompareOptions {
  readonly context: ContextOptions;
  readonly mode: DeploymentMode;
  readonly surroundings?: Surroundings;
  /** Vaults that templates may refer to without declaring them. */
  readonly knownVaults?: readonly KnownVault[];
  /** The shortest retention that policies may have. */
  readonly retentionFloors?: RetentionFloors;
}

/** Both revisions of a target as they were loaded. */
export interface LoadedPair {
  readonly name: string;
  readonly base: LoadedTarget | undefined;
  readonly head: LoadedTarget | undefined;
}

export function loadPair(
  { base, head }: TargetPair,
  { context, surroundings }: CompareOptions,
  openDefaults = false,
): LoadedPair {
  const load = (target: Target | undefined, home: ContextOptions = {}): LoadedTarget | undefined =>
    target &&
    loadTarget(target, {
      ...surroundings,
      context: { ...home, ...context, ...target.settings?.context },
      openDefaults,
    });
  const named = head ?? base;
  const before = load(base);
  // What is compared with live state is taken as deployed to where that is.
  const home = base?.form === 'live-state' && before ? homeOf(before.deployment) : {};
  return { name: named ? targetName(named) : '', base: before, head: overlayLiveState(before, load(head, home)) };
}

/** Head as it will be where base is what Azure has: what head leaves out of a resource may stay as it is. */
function overlayLiveState(base: LoadedTarget | undefined, head: LoadedTarget | undefined): LoadedTarget | undefined {
  if (!base || !head || base.deployment.source !== 'live') return head;
  const kept = new Map<Resource, Resource>();
  for (const pair of pairDeployments(base.deployment, head.deployment)) {
    if (pair.base && pair.head) kept.set(pair.head, withOmitted(pair.base, pair.head));
  }
  const resources = head.deployment.resources.map((resource) => kept.get(resource) ?? resource);
  return { ...head, deployment: { ...head.deployment, resources } };
}

/** Compares all targets of two revisions. What one target gave up and another one has is compared across them. */
export function compareTargets(
  pairs: readonly TargetPair[],
  loaded: readonly LoadedPair[],
  options: CompareOptions,
): readonly Comparison[] {
  const sides = loaded.map((pair) => ({
    pair,
    resources: pairDeployments(deploymentOf(pair.base), deploymentOf(pair.head)),
  }));
  const orphanTargets = straysOf(sides);
  const locationInHead = headHomes(sides.filter(({ pair }) => !orphanTargets.head.has(pair)));
  const plain = sides.map(({ pair, resources }) => {
    const kept = resources
      .filter((one) => !movedToOtherTarget(one, pair, locationInHead))
      .map((one) => withUncertainRemoval(one, pair, orphanTargets));
    return comparisonOf(pair, pair, withKnownVaults(kept, options), options);
  });
  const moved = sides.flatMap(({ pair, resources }) => movedResources(pair, resources, locationInHead, options));
  return [...plain, ...moved, ...newlyAllowedComparisons(pairs, loaded, options)];
}

/** Judges one revision alone. */
export function stateComparison(loaded: LoadedTarget, options: CompareOptions): Comparison {
  const { resources } = loaded.deployment;
  const alone = resources.filter(({ existing, extension }) => !existing && extension === undefined);
  const pairs = alone.map((head): Pair => ({ base: undefined, head, otherDeclarations: [], guessed: false }));
  const pair: LoadedPair = { name: targetName(loaded.target), base: undefined, head: loaded };
  return comparisonOf(pair, pair, pairs, options);
}

const nothing: Deployment = { resources: [], outputs: new Map(), gaps: [], diagnostics: [], parameters: [] };

function deploymentOf(loaded: LoadedTarget | undefined): Deployment {
  return loaded?.deployment ?? nothing;
}

function comparisonOf(
  from: LoadedPair,
  to: LoadedPair,
  pairs: readonly Pair[],
  { mode, knownVaults = [], retentionFloors = {} }: CompareOptions,
  onlyWidened = false,
): Comparison {
  const [base, head] = [deploymentOf(from.base), deploymentOf(to.head)];
  const { settings } = (from.base ?? to.head)?.target ?? {};
  return {
    target: to.name,
    context: {
      pairs,
      base: inventoryOf(base.resources, knownVaults),
      head: inventoryOf(head.resources, knownVaults),
      gaps: head.gaps,
      mode: settings?.mode ?? deploymentOf(from.head ?? from.base).mode ?? mode,
      root: base.scope,
      retentionFloors,
    },
    revisions: revisionsOf(from.base, to.head),
    onlyWidened,
    head,
  };
}

/** A vault that base does not deploy, but that is known to exist, is compared with what is known of it. */
function withKnownVaults(pairs: readonly Pair[], { knownVaults = [] }: CompareOptions): readonly Pair[] {
  return pairs.map((pair) => {
    const { base, head } = pair;
    if (!head || head.existing || (base && !base.existing) || protectedKind(head) !== 'vault') return pair;
    const known = knownVaultFor(head, knownVaults);
    return known ? { ...pair, base: known } : pair;
  });
}

/** The files of both revisions: those of one path belong together, and the templates do whatever they are called. */
function revisionsOf(base: LoadedTarget | undefined, head: LoadedTarget | undefined): Revisions {
  const partners = new Map<SourceFile, SourceFile>();
  const join = (before: SourceFile | undefined, after: SourceFile | undefined): void => {
    if (before && after) partners.set(after, before);
  };
  for (const [path, file] of head?.files ?? []) join(base?.files.get(path), file);
  // Live state was never a template: no line of it is a line of head.
  if (base?.target.form !== 'live-state') join(rootFile(base), rootFile(head));
  const headOf = new Map([...partners].map(([after, before]) => [before, after]));
  const maps = new Map<SourceFile, LineMap>();
  return {
    lines: (file) => {
      const known = maps.get(file) ?? mapLines(partners.get(file), file);
      maps.set(file, known);
      return known;
    },
    headOf: (file) => headOf.get(file),
    root: rootFile(head) ?? rootFile(base) ?? sourceFile('', ''),
  };
}

function rootFile(loaded: LoadedTarget | undefined): SourceFile | undefined {
  return loaded?.files.get(loaded.target.template.path);
}

interface Sides {
  readonly pair: LoadedPair;
  readonly resources: readonly Pair[];
}

/**
 * Targets of one revision of which the other one has the file: as a part of another template, as a rule. Whether
 * somebody deploys such a file by itself, no file tells. Parameters of its own say so.
 */
interface Strays {
  readonly base: ReadonlySet<LoadedPair>;
  readonly head: ReadonlyMap<LoadedPair, readonly Resource[]>;
}

function straysOf(sides: readonly Sides[]): Strays {
  const treeOf = (side: 'base' | 'head'): FileTree | undefined =>
    sides.find(({ pair }) => pair[side])?.pair[side]?.target.template.tree;
  const isIn = (tree: FileTree | undefined, target: Target | undefined): boolean =>
    target !== undefined && !target.parameters && tree !== undefined && isTemplateIn(tree, target.template.path);
  const [before, after] = [treeOf('base'), treeOf('head')];
  return {
    base: new Set(sides.flatMap(({ pair }) => (!pair.head && isIn(after, pair.base?.target) ? [pair] : []))),
    head: new Map(
      sides.flatMap(({ pair, resources }) =>
        !pair.base && isIn(before, pair.head?.target) ? [[pair, resources.flatMap(({ head }) => head ?? [])]] : [],
      ),
    ),
  };
}

/** What is missing is not gone for sure if it is in a file that may be deployed by itself, or may have been. */
function withUncertainRemoval(one: Pair, pair: LoadedPair, orphanTargets: Strays): Pair {
  const { base, head } = one;
  if (!base || head || one.hiddenBy) return one;
  if (orphanTargets.base.has(pair)) {
    const text = 'head has the file, but not as a template of its own';
    return { ...one, hiddenBy: doubt(`whether '${pair.name}' was deployed by itself`, text, base) };
  }
  const stray = [...orphanTargets.head].find(([, resources]) => resources.some((other) => mayBeIt(base, other)));
  if (!stray) return one;
  const [{ name }] = stray;
  const text = 'no template deploys it any more';
  return { ...one, hiddenBy: doubt(`whether '${name}' is deployed by itself`, text, base) };
}

function mayBeIt(base: Resource, head: Resource): boolean {
  const [before, after] = [identityOf(base), identityOf(head)];
  if (head.existing || !isType(head, base.type)) return false;
  return before.key === after.key || mayBeSame(before, after);
}

function doubt(hides: string, text: string, { span }: Resource): Gap {
  return { why: { code: 'gap', text }, hides, types: [], span };
}

/** Where in head each resource is, for those that have an identity that holds across targets. */
type Homes = ReadonlyMap<string, { readonly pair: LoadedPair; readonly head: Resource }>;

function headHomes(sides: readonly Sides[]): Homes {
  const locationInHead = new Map<string, { pair: LoadedPair; head: Resource }>();
  for (const { pair, resources } of sides) {
    for (const { head } of resources) {
      const { key, stable } = head && !head.existing ? identityOf(head) : { key: '', stable: false };
      if (head && stable && !locationInHead.has(key)) locationInHead.set(key, { pair, head });
    }
  }
  return locationInHead;
}

/** Whether a resource that a target gave up is in another target of head, or came to this one from another. */
function movedToOtherTarget({ base, head }: Pair, pair: LoadedPair, locationInHead: Homes): boolean {
  if (!base || head) return false;
  const home = locationInHead.get(identityOf(base).key);
  return home !== undefined && home.pair !== pair;
}

function movedResources(
  from: LoadedPair,
  resources: readonly Pair[],
  locationInHead: Homes,
  options: CompareOptions,
): readonly Comparison[] {
  return resources
    .filter((one) => movedToOtherTarget(one, from, locationInHead))
    .flatMap(({ base }) => {
      const home = base && locationInHead.get(identityOf(base).key);
      if (!home) return [];
      return [
        comparisonOf(from, home.pair, [{ base, head: home.head, otherDeclarations: [], guessed: false }], options),
      ];
    });
}

/**
 * Without parameter files, the verdict is about defaults. If a parameter newly accepts other values, these are judged,
 * too: the target is compared once more as if nothing had a default.
 */
function newlyAllowedComparisons(
  pairs: readonly TargetPair[],
  loaded: readonly LoadedPair[],
  options: CompareOptions,
): readonly Comparison[] {
  return loaded.flatMap(({ base, head }, index) => {
    const pair = pairs[index];
    if (!pair || !base || !head || head.target.parameters || !hasOtherDomains(base.deployment, head.deployment))
      return [];
    const open = loadPair(pair, options, true);
    const resources = pairDeployments(deploymentOf(open.base), deploymentOf(open.head));
    return [comparisonOf(open, open, withKnownVaults(resources, options), options, true)];
  });
}

function hasOtherDomains(base: Deployment, head: Deployment): boolean {
  const before = new Map(base.parameters.map(({ name, domain }) => [name.toLowerCase(), domain]));
  return head.parameters.some(({ name, domain }) => {
    const known = before.get(name.toLowerCase());
    return known !== undefined && known !== domain;
  });
}
