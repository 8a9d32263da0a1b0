import type { CheckContext } from '../checks/check.ts';
import { deploymentOf, type TargetComparison } from '../diff/estate.ts';
import { type LineMaps, lineMapsOf } from '../diff/line-maps.ts';
import { type Pair, pairDeployments } from '../diff/pair.ts';
import type { Deployment, Resource } from '../model/deployment.ts';
import { shownSegments } from '../model/identity.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import { inventoryOf } from '../protection/resources/inventory.ts';
import { type KnownVault, knownVaultFor } from '../protection/resources/known-vaults.ts';
import type { Span } from '../text/source.ts';
import { type Override, type Particulars, particularsOf } from './overrides.ts';

/** Two revisions that are compared, or one that is judged, with what rules need to know around them. */
export interface Comparison {
  readonly target: string;
  /** The target whose base is compared: another one for what moved. */
  readonly from: string;
  readonly context: CheckContext;
  readonly lineMaps: LineMaps;
  /** Whether only what head newly allows counts, because the rest is judged elsewhere. */
  readonly onlyWidened: boolean;
  readonly head: Deployment;
  /** Where head declares the parameters that base does not have. */
  readonly newParameters: readonly Span[];
  /** What holds for the vault of a resource in particular. */
  readonly particularsOf: (resource: Resource) => Particulars;
  /** Where each revision declares the parameters that both have. */
  readonly keptParameters: { readonly base: readonly Span[]; readonly head: readonly Span[] };
}

/** What is known beside the deployments. */
export interface ComparisonOptions {
  /** How targets are deployed that do not say it themselves. */
  readonly mode: DeploymentMode;
  /** Vaults that templates may refer to without declaring them. */
  readonly knownVaults?: readonly KnownVault[];
  /** The shortest retention that policies may have. */
  readonly retentionFloors?: RetentionFloors;
  /** The day of the run, as `2027-03-31`. */
  readonly today?: string;
  /** What holds for some targets or vaults, the last one counts. */
  readonly overrides?: readonly Override[];
}

/** Adds to paired resources what rules ask about the revisions around them. */
export function comparisonOf(
  { from, to, pairs, onlyWidened }: TargetComparison,
  { mode, knownVaults = [], retentionFloors = {}, overrides = [], today }: ComparisonOptions,
): Comparison {
  const [base, head] = [deploymentOf(from, 'base'), deploymentOf(to, 'head')];
  const particulars = (resource: Resource): Particulars => particularsOf(overrides, to, vaultOf(resource));
  const own = (from.base ?? to.head)?.mode ?? (from.base ?? to.head)?.deployment.mode;
  return {
    target: to.name,
    from: from.name,
    context: {
      pairs,
      unseen: from === to && !onlyWidened ? unseenPairs(base, isGivenUp(to) ? undefined : head) : [],
      base: inventoryOf(base.resources, knownVaults),
      head: inventoryOf(head.resources, knownVaults),
      gaps: head.gaps,
      mode: own ?? mode,
      root: base.scope,
      floorsOf: (resource) => ({ ...retentionFloors, ...particulars(resource).retentionFloors }),
      today,
    },
    particularsOf: particulars,
    lineMaps: lineMapsOf(from.base, to.head),
    onlyWidened,
    head,
    newParameters: newParametersOf(base, head),
    keptParameters: { base: keptParametersOf(base, head), head: keptParametersOf(head, base) },
  };
}

function newParametersOf(base: Deployment, head: Deployment): readonly Span[] {
  const before = new Set(base.parameters.map(({ name }) => name.toLowerCase()));
  return head.parameters.flatMap(({ name, nameSpan }) =>
    nameSpan && !before.has(name.toLowerCase()) ? [nameSpan] : [],
  );
}

function keptParametersOf(own: Deployment, other: Deployment): readonly Span[] {
  const added = new Set(newParametersOf(other, own));
  return own.parameters.flatMap(({ nameSpan }) => (nameSpan && !added.has(nameSpan) ? [nameSpan] : []));
}

/** Whether head has the template, and no longer the parameter file with which base deployed it. */
function isGivenUp({ assumed, detached }: EvaluatedTarget): boolean {
  return assumed === 'head' || detached !== undefined;
}

/** What both revisions deploy without showing it. A moved resource takes none of that along. */
function unseenPairs(base: Deployment, head: Deployment | undefined): readonly Pair[] {
  const only = (one: Deployment | undefined): Deployment => ({ ...base, resources: one?.unseen ?? [], gaps: [] });
  return pairDeployments(only(base), only(head));
}

/** A vault that base does not deploy, but that is known to exist, is compared with what is known of it. */
export function withKnownVaults(comparison: TargetComparison, knownVaults: readonly KnownVault[]): TargetComparison {
  return { ...comparison, pairs: comparison.pairs.map((pair) => withKnownVault(pair, knownVaults)) };
}

function withKnownVault(pair: Pair, knownVaults: readonly KnownVault[]): Pair {
  const { base, head } = pair;
  if (!head || head.existing || (base && !base.existing) || protectedKind(head) !== 'vault') return pair;
  const known = knownVaultFor(head, knownVaults);
  return known ? { ...pair, base: known } : pair;
}

/** The name of the vault that a resource is or belongs to; what is not known of it is an expression. */
function vaultOf({ name }: Resource): string {
  return shownSegments(name)[0] ?? '';
}
