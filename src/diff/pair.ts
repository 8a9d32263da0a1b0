import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import { type Identity, identityOf, mayBeSame, textKey } from '../model/identity.ts';
import { segmentsOf } from '../model/segments.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { groupBy } from '../text/group-by.ts';

/** One resource in two revisions, or in one of them. */
export interface Pair {
  readonly base: Resource | undefined;
  readonly head: Resource | undefined;
  /** Other declarations of the same resource in head: any of them may be the one that is deployed. */
  readonly otherDeclarations: readonly Resource[];
  /** Whether they belong together only because nothing else is left: no verdict on them is certain. */
  readonly guessed: boolean;
  /** A part of head that cannot be seen and may hold the missing resource. */
  readonly hiddenBy?: Gap;
  /** A part of head that cannot be seen and may declare the resource once more, where head deploys it on conditions. */
  readonly declaredIn?: Gap;
  /** The target whose base is compared, if it is another one and may deploy to another place. */
  readonly knownFrom?: string;
  /** The target of head that declares the missing resource, although nothing shows that it is deployed. */
  readonly possibleHome?: string;
  /** The target that head gave up with its parameter file, if no other target of head declares the resource. */
  readonly givenUpWith?: string;
  /** The target that head does not have, if no other one took the resource over. */
  readonly lostWith?: string;
  /** A resource of head that may be the missing one, because a name is not known. */
  readonly possibleMatch?: Resource;
  /** Parameters by whose values callers of both revisions may override a default, by name in lower case. */
  readonly choices?: ReadonlySet<string>;
  /** Parameters whose defaults leave base out: it is deployed only where a caller gives another value. */
  readonly leftOutBy?: string;
}

/** A target with its resources, those of both revisions together. */
export interface PairedTarget {
  readonly target: EvaluatedTarget;
  readonly pairs: readonly Pair[];
}

/** What one revision deploys, without another one to compare it with. */
export function loneResources({ resources }: Deployment): readonly Pair[] {
  const deployed = resources.filter(({ existing, extension }) => !existing && extension === undefined);
  return deployed.map((head) => lonePair(undefined, head));
}

/** A resource as it is in two revisions, or in one of them, without looking for others of the same. */
export function lonePair(base: Resource | undefined, head: Resource | undefined): Pair {
  return { base, head, otherDeclarations: [], guessed: false };
}

/**
 * Finds out which resources of two revisions of a target are the same. Names decide where they are known; only where
 * they are not, symbolic names and the lack of alternatives do.
 */
export function pairDeployments(base: Deployment, head: Deployment): readonly Pair[] {
  const before = declaredOnce(base.resources).filter(({ resource }) => isDeclared(resource));
  const pairing = new Pairing(before, declaredOnce(head.resources));
  pairing.byKey(({ identity }) => (identity.stable ? identity.key : undefined));
  pairing.byKey(({ resource }) => nameKey(resource), namesMayAgree);
  pairing.byKey(({ resource }) => tailKey(resource), namesMayAgree);
  pairing.byKey(({ resource }) => symbolKey(resource), namesMayAgree);
  pairing.leftovers();
  const seen = new Set(base.gaps.map(({ content }) => content));
  const deleted = new Set(head.deleted?.map((resource) => identityOf(resource).key));
  const choices = sharedChoices(base, head);
  return pairing
    .result(
      head.gaps.filter(({ content }) => content === undefined || !seen.has(content)),
      deleted,
    )
    .map((pair) => ({ ...pair, choices }));
}

/**
 * What callers of both revisions may choose in place of a default. The value of a parameter without one is chosen
 * already, and armlock does not know how.
 */
function sharedChoices(base: Deployment, head: Deployment): ReadonlySet<string> {
  const before = new Set(base.parameters.map(({ name }) => name.toLowerCase()));
  const after = head.parameters.filter(({ defaultSpan }) => defaultSpan !== undefined);
  return new Set(after.map(({ name }) => name.toLowerCase()).filter((name) => before.has(name)));
}

interface Candidate {
  readonly resource: Resource;
  readonly identity: Identity;
}

/** What base says of a resource that it does not deploy is no protection that could be lost. */
function isDeclared({ existing, presence }: Resource): boolean {
  return !existing && presence !== 'never';
}

/** A resource that is deployed, and also declared as existing or switched off, is one that is deployed. */
function declaredOnce(resources: readonly Resource[]): readonly Candidate[] {
  const candidates = resources
    .filter(({ extension }) => extension === undefined)
    .map((resource) => ({ resource, identity: identityOf(resource) }));
  const declared = candidates.filter(({ resource }) => isDeclared(resource));
  const keys = new Set(declared.map(({ identity }) => identity.key));
  return candidates.filter(({ resource, identity }) => isDeclared(resource) || !keys.has(identity.key));
}

/** Type and name wherever they are deployed to. */
function nameKey(resource: Resource): string {
  return `${resource.type.toLowerCase()}|${textKey(resource.name)}`;
}

/** Type and what a child is called itself, whatever its parents are called. */
function tailKey(resource: Resource): string | undefined {
  const segments = segmentsOf(resource.name);
  const depth = resource.type.split('/').length - 1;
  if (segments.length !== depth || depth < 2) return undefined;
  return `${resource.type}|${segments.slice(1).join('/')}`.toLowerCase();
}

function symbolKey({ type, symbol, route }: Resource): string | undefined {
  if (symbol === undefined && route.length === 0) return undefined;
  return [type, ...route, symbol ?? ''].join('|').toLowerCase();
}

function namesMayAgree(base: Candidate, head: Candidate): boolean {
  return mayBeSame(base.identity, head.identity);
}

/** Pairs step by step; what is left goes on to the next one. */
class Pairing {
  readonly #pairs: Pair[] = [];
  #base: readonly Candidate[];
  #head: readonly Candidate[];

  constructor(base: readonly Candidate[], head: readonly Candidate[]) {
    this.#base = base;
    this.#head = head;
  }

  /** Pairs what has the same key. Several of one key are paired in order, and the rest with the last one. */
  byKey(
    keyOf: (candidate: Candidate) => string | undefined,
    mayAgree: (base: Candidate, head: Candidate) => boolean = () => true,
  ): void {
    const heads = groupBy(this.#head, keyOf);
    const paired = new Set<Candidate>();
    for (const [key, bases] of groupBy(this.#base, keyOf)) {
      if (key === undefined) continue;
      const group = (heads.get(key) ?? []).filter((head) => bases.some((base) => mayAgree(base, head)));
      const allowed = bases.filter((base) => group.some((head) => mayAgree(base, head)));
      for (const pair of groupPairs(allowed, group)) this.#pairs.push(pair);
      if (group.length > 0) for (const one of [...allowed, ...group]) paired.add(one);
    }
    this.#base = this.#base.filter((one) => !paired.has(one));
    this.#head = this.#head.filter((one) => !paired.has(one));
  }

  /** Exactly one of a type on both sides, of which a name is not known. */
  leftovers(): void {
    const heads = groupBy(this.#head, typeOf);
    const paired = new Set<Candidate>();
    for (const [type, [base, ...more]] of groupBy(this.#base, typeOf)) {
      const [head, ...others] = heads.get(type) ?? [];
      if (!base || !head || more.length > 0 || others.length > 0 || !namesMayAgree(base, head)) continue;
      this.#pairs.push({ base: base.resource, head: head.resource, otherDeclarations: [], guessed: true });
      paired.add(base).add(head);
    }
    this.#base = this.#base.filter((one) => !paired.has(one));
    this.#head = this.#head.filter((one) => !paired.has(one));
  }

  /** @param deleted keys of what certainly goes, whatever cannot be seen */
  result(gaps: readonly Gap[], deleted: ReadonlySet<string>): readonly Pair[] {
    const added = newcomers(this.#head);
    const removed = this.#base.map((base) =>
      deleted.has(base.identity.key)
        ? removedPair(base, [], [])
        : removedPair(base, added.get(typeOf(base)) ?? [], gaps),
    );
    const fresh = this.#head.map(({ resource }) => ({
      base: undefined,
      head: resource,
      otherDeclarations: [],
      guessed: false,
    }));
    return [...this.#pairs.map((pair) => hiddenPair(pair, gaps, deleted)), ...removed, ...fresh];
  }
}

function typeOf({ resource }: Candidate): string {
  return resource.type.toLowerCase();
}

function groupPairs(bases: readonly Candidate[], heads: readonly Candidate[]): readonly Pair[] {
  const count = heads.length === 0 ? 0 : Math.max(bases.length, heads.length);
  return Array.from({ length: count }, (_, index) => {
    const base = (bases[index] ?? bases.at(-1))?.resource;
    const head = (heads[index] ?? heads.at(-1))?.resource;
    const otherDeclarations = heads.map(({ resource }) => resource).filter((resource) => resource !== head);
    return { base, head, otherDeclarations, guessed: false };
  });
}

/** What head declares without deploying it, or deploys on conditions, may be in a part that cannot be seen. */
function hiddenPair(pair: Pair, gaps: readonly Gap[], deleted: ReadonlySet<string>): Pair {
  const { base, head, otherDeclarations } = pair;
  const declared = [head, ...otherDeclarations].filter((one) => one && isDeclared(one));
  if (!base || declared.some((one) => one?.presence === 'always')) return pair;
  const gap = deleted.has(identityOf(base).key) ? undefined : hidingGap(base, gaps);
  if (!gap) return pair;
  return declared.length > 0 ? { ...pair, declaredIn: gap } : { ...pair, hiddenBy: gap };
}

function hidingGap({ type }: Resource, gaps: readonly Gap[]): Gap | undefined {
  return gaps.find(({ types }) => types.length === 0 || types.includes(type.toLowerCase()));
}

/** New resources by type. */
function newcomers(added: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  return groupBy(
    added.filter(({ resource }) => isDeclared(resource)),
    typeOf,
  );
}

/** @param added what is new of the same type, and may be the one that is missing */
function removedPair(base: Candidate, added: readonly Candidate[], gaps: readonly Gap[]): Pair {
  const hiddenBy = hidingGap(base.resource, gaps);
  const possibleMatch = added.find((head) => namesMayAgree(base, head));
  return {
    base: base.resource,
    head: undefined,
    otherDeclarations: [],
    guessed: false,
    ...(hiddenBy && { hiddenBy }),
    ...(possibleMatch && { possibleMatch: possibleMatch.resource }),
  };
}
