import type { Gap, Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import type { Pair, PairedTarget } from './pair.ts';

/**
 * Targets that only one revision has, although the other one still has their templates. Whether such a template is
 * deployed by itself there, no file says.
 */
export interface OrphanTargets {
  readonly base: ReadonlySet<EvaluatedTarget>;
  /** With the resources that head deploys in them. */
  readonly head: ReadonlyMap<EvaluatedTarget, readonly Resource[]>;
}

export function orphanTargets(estate: readonly PairedTarget[]): OrphanTargets {
  const orphans = estate.filter(({ target }) => target.templateRemains);
  return {
    base: new Set(orphans.flatMap(({ target }) => (target.head ? [] : [target]))),
    head: new Map(
      orphans.flatMap(({ target, pairs }) => (target.base ? [] : [[target, pairs.flatMap(({ head }) => head ?? [])]])),
    ),
  };
}

/** What is missing is not removed for certain if it is in a template that may be deployed by itself, or may have been. */
export function withUncertainRemoval(pair: Pair, target: EvaluatedTarget, orphans: OrphanTargets): Pair {
  const { base, head } = pair;
  if (!base || head || pair.hiddenBy) return pair;
  if (orphans.base.has(target)) {
    const text = 'head has the file, but not as a template of its own';
    return { ...pair, hiddenBy: doubt(`whether '${target.name}' was deployed by itself`, text, base) };
  }
  // A module that lost its last caller deploys nothing, as long as nothing shows that it is deployed by itself.
  const [orphan] = [...orphans.head].find(([, resources]) => resources.some((one) => declares(one, base))) ?? [];
  return orphan && pair.possibleHome === undefined ? { ...pair, possibleHome: orphan.name } : pair;
}

function declares(head: Resource, base: Resource): boolean {
  return !head.existing && identityOf(head).key === identityOf(base).key;
}

function doubt(hides: string, text: string, { span }: Resource): Gap {
  return { why: { code: 'gap', text }, hides, types: [], span };
}
