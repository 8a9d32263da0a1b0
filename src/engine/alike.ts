import { runCheck } from '../checks/behaviours.ts';
import type { BasePlace, CheckContext, Observation, Reported } from '../checks/check.ts';
import type { Pair } from '../diff/pair.ts';
import type { Resource } from '../model/deployment.ts';
import { rootKey } from '../model/identity.ts';
import { nameSegments } from '../model/segments.ts';
import { protectedKind, vaultKindOf } from '../protection/azure/kinds.ts';
import { isLock } from '../protection/resources/locks.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { once } from '../text/memo.ts';
import { evidenceAmong, type Ways, waysIn } from './places.ts';
import { noShapeWords, ShapeText, type ShapeWords } from './shape-text.ts';

/** Looks at what a rule is about. The observations of one resource are in the order in which the rule makes them. */
export type Ask = (rule: Rule) => readonly Observation[];

/**
 * Asks rules about a change of many vaults that are alike. In a family (a vault with all that is in it) everything that
 * a rule of this kind looks at is in the family, or in what is in no vault. So what a rule finds preserved in the first
 * family of a shape is preserved in all of that shape; only rules that find more there are asked about each.
 *
 * @param least fewer pairs than this are asked about one by one
 */
export function askAlike(context: CheckContext, least = minPairs): Ask {
  const shapes = shapesIn(context, least);
  if (shapes.length === 0) return askEach(context);
  const contexts = new Map<string, CheckContext>();
  const contextWithout = (left: readonly Shape[]): CheckContext => {
    const key = left.map(({ number }) => number).join();
    const known = contexts.get(key) ?? { ...context, pairs: pairsWithout(context, left) };
    contexts.set(key, known);
    return known;
  };
  const shapeOf = new Map(shapes.flatMap((shape) => [...shape.places.keys()].map((resource) => [resource, shape])));
  const shapeIn = ({ pair: { base, head } }: Observation): Shape | undefined =>
    (head && shapeOf.get(head)) ?? (base && shapeOf.get(base));
  const order = new Map(context.pairs.map((pair, index) => [pair, index]));
  return ({ check }) => {
    const seen = runCheck(check, contextWithout(shapes));
    const copies = new Map<Shape, Observation[] | undefined>();
    for (const one of seen) {
      const shape = shapeIn(one);
      if (!shape || (copies.has(shape) && !copies.get(shape))) continue;
      const made = copiesOf(one, shape);
      const known = copies.get(shape) ?? [];
      for (const copy of made ?? []) known.push(copy);
      copies.set(shape, made && known);
    }
    const same = shapes.filter((shape) => !copies.has(shape) || copies.get(shape));
    const observed = same.length === shapes.length ? seen : runCheck(check, contextWithout(same));
    const all = [...observed, ...[...copies.values()].flatMap((made) => made ?? [])];
    return all.sort((one, other) => (order.get(one.pair) ?? 0) - (order.get(other.pair) ?? 0));
  };
}

/** Asks rules about each resource. */
export function askEach(context: CheckContext): Ask {
  return ({ check }) => runCheck(check, context);
}

/** Families that differ in names only. */
export interface Shape {
  readonly number: number;
  /** The pairs of the first family, and those of the others in the same order. */
  readonly first: readonly Pair[];
  readonly others: readonly (readonly Pair[])[];
  /** Where each resource of the first family is in it. */
  readonly places: ReadonlyMap<Resource, ResourcePlace>;
  /** Where the places in the first family are. */
  readonly ways: () => Ways;
  /** The names of the first family that others do not have, in lower case. */
  readonly varying: readonly string[];
}

interface ResourcePlace {
  readonly index: number;
  readonly side: 'base' | 'head';
}

/** Writing shapes takes as long as asking a few rules. */
const minPairs = 30;

/** The shapes that several families of a comparison have. */
export function shapesIn(context: CheckContext, least: number): readonly Shape[] {
  if (context.pairs.length < least) return [];
  const { families, isOpen } = familiesIn(context);
  if (isOpen) return [];
  const words = noShapeWords();
  const texts = new Map(families.map((family) => [family, shapeText(family, context, words)]));
  const alike = groupBy(families, (family) => texts.get(family)?.text());
  return [...alike].flatMap(([text, [first, ...others]], number): readonly Shape[] => {
    if (text === undefined || !first || others.length === 0) return [];
    const places = new Map<Resource, ResourcePlace>();
    for (const [index, { base, head }] of first.entries()) {
      if (base) places.set(base, { index, side: 'base' });
      if (head) places.set(head, { index, side: 'head' });
    }
    const ways = once(() => waysIn(resourcesOf(first).flatMap((one) => one ?? [])));
    const [names = [], ...otherNames] = [first, ...others].map((family) => texts.get(family)?.names() ?? []);
    const varying = names.filter((name, at) => otherNames.some((own) => own[at] !== name));
    return [{ number, first, others, places, ways, varying: varying.map(inText) }];
  });
}

/**
 * The pairs of each vault and of what is in it. They are open if a name that is not known may be that of any of them, so
 * that vaults of one shape are not all alike.
 */
function familiesIn({ pairs, base, head }: CheckContext): {
  readonly families: readonly (readonly Pair[])[];
  readonly isOpen: boolean;
} {
  const families: (readonly Pair[])[] = [];
  let isOpen = false;
  for (const [root, family] of groupBy(pairs, rootOf)) {
    if (root === undefined) continue;
    const [before, after] = [new Set(family.map((pair) => pair.base)), new Set(family.map((pair) => pair.head))];
    const isWhole = [before, after].every(({ size }) => size === family.length);
    const isAll = base.sizeOf(root) === before.size && head.sizeOf(root) === after.size;
    if (isWhole && isAll && family.every(isPlain)) families.push(family);
    else isOpen ||= family.some(({ base: one, head: other }) => !hasKnownName(one) || !hasKnownName(other));
  }
  return { families, isOpen };
}

/** Scope and name of the vault of a pair; undefined for what is in none. */
function rootOf({ base, head }: Pair): string | undefined {
  const one = base ?? head;
  return one && vaultKindOf(one) !== undefined ? rootKey(one) : undefined;
}

function hasKnownName(resource: Resource | undefined): boolean {
  return resource === undefined || nameSegments(resource.name).every(({ isKnown }) => isKnown);
}

/** Whether a pair has nothing that the shape of its resources does not show. */
function isPlain({ base, head, otherDeclarations, guessed, choices: _, ...others }: Pair): boolean {
  if (
    !base ||
    !head ||
    guessed ||
    otherDeclarations.length > 0 ||
    Object.values(others).some((one) => one !== undefined)
  )
    return false;
  return rootKey(base) === rootKey(head) && isPlainResource(base) && isPlainResource(head);
}

function isPlainResource(resource: Resource): boolean {
  const { presence, existing, extension, uncountedLoop, skipped, options, mode } = resource;
  if (presence !== 'always' || existing || skipped || options.size > 0 || isLock(resource)) return false;
  return extension === undefined && uncountedLoop === undefined && mode === undefined;
}

/** All that rules may ask of a family, without what its resources are called; undefined if that cannot be left out. */
function shapeText(
  pairs: readonly Pair[],
  { base, head, floorsOf }: CheckContext,
  words: ShapeWords,
): ShapeText | undefined {
  const text = new ShapeText(words);
  const vaults = new Set<Resource | undefined>();
  for (const pair of pairs) {
    if (!pair.base || !pair.head || !text.resource(pair.base) || !text.resource(pair.head)) return undefined;
    vaults.add(base.vaultOf(pair.base)).add(head.vaultOf(pair.head));
    if (protectedKind(pair.head) === 'policy') text.word(JSON.stringify(floorsOf(pair.head)));
  }
  // What is known of a vault from elsewhere is known by its name.
  const isWithin = [...vaults].every(
    (vault) => vault === undefined || pairs.some((pair) => pair.base === vault || pair.head === vault),
  );
  text.word(String(vaults.has(undefined)));
  return isWithin ? text : undefined;
}

/** The pairs of a context but for the copies of some shapes. */
function pairsWithout({ pairs }: CheckContext, shapes: readonly Shape[]): readonly Pair[] {
  if (shapes.length === 0) return pairs;
  const left = new Set(shapes.flatMap(({ others }) => others.flat()));
  return pairs.filter((pair) => !left.has(pair));
}

/** What is seen of the first family of a shape, for each of the others; undefined if that may not be the same. */
function copiesOf(one: Observation, shape: Shape): readonly Observation[] | undefined {
  const { subject, pair, covers = [] } = one;
  const index = pair.base && shape.places.get(pair.base)?.index;
  if (index === undefined || shape.first[index] !== pair) return undefined;
  if (![subject, ...covers.map(({ resource }) => resource)].every((resource) => shape.places.has(resource)))
    return undefined;
  if (one.verdict !== 'preserved' && !isNameless(one, shape)) return undefined;
  const copies = shape.others.flatMap((family) => copyIn(one, index, shape, family) ?? []);
  return copies.length === shape.others.length ? copies : undefined;
}

function copyIn(one: Observation, index: number, shape: Shape, family: readonly Pair[]): Observation | undefined {
  const [subject, pair] = [counterpart(one.subject, shape, family), family[index]];
  if (!subject || !pair) return undefined;
  const covers = one.covers && { covers: one.covers.flatMap((place) => coverIn(place, shape, family)) };
  const place = { subject, pair, property: one.property, ...covers };
  if (one.verdict === 'preserved') return { ...place, verdict: one.verdict };
  const resources = resourcesOf(family);
  const [base, head] = [one.base, one.head].map((seen) => seen && evidenceAmong(seen, shape.ways(), resources));
  return !base === !one.base && !head === !one.head ? { ...one, ...place, base, head } : undefined;
}

function resourcesOf(family: readonly Pair[]): readonly (Resource | undefined)[] {
  return family.flatMap(({ base, head }) => [base, head]);
}

/** Whether what is said is whole, and has no place and no name that other families do not have. */
function isNameless(
  { subject, property, before, after, texts, outcome, plans, chosen, unknown }: Reported,
  { varying }: Shape,
): boolean {
  if (chosen) return false;
  const said = inText([property, before, after, texts, outcome, plans, unknown]);
  return ['…', inText(subject.span.file.path), ...varying].every((one) => !said.includes(one));
}

/** As JSON without its quotes, in lower case. */
function inText(value: unknown): string {
  return JSON.stringify(value).slice(1, -1).toLowerCase();
}

function coverIn({ resource, property }: BasePlace, shape: Shape, family: readonly Pair[]): readonly BasePlace[] {
  const own = counterpart(resource, shape, family);
  return own ? [{ resource: own, property }] : [];
}

function counterpart(resource: Resource, { places }: Shape, family: readonly Pair[]): Resource | undefined {
  const place = places.get(resource);
  return place && family[place.index]?.[place.side];
}
