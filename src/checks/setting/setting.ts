import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide, type Judge, type Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { absentValue, boolValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import { holdsResource, rootKey } from '../../model/identity.ts';
import { observe, type PropertyRead, stepsOf } from '../../model/observe.ts';
import { groupBy } from '../../text/group-by.ts';
import { memo } from '../../text/memo.ts';
import {
  type BasePlace,
  type Evidence,
  evidenceOf,
  isFalse,
  isTrue,
  type Observation,
  presenceValue,
} from '../check.ts';
import type { Where } from '../observation.ts';
import { type Places, type PropertyMap, pathsByType } from './property-paths.ts';

/**
 * One protection of one resource, with all the places where it can be set: Azure lets some settings of a vault be
 * written on the vault and on a child of it, under other names. They are judged as one.
 */
export interface Setting {
  /** In the order in which they count. */
  readonly surfaces: readonly Surface[];
}

/** One place where a setting can be written. */
export interface Surface {
  readonly pair: Pair;
  /** The path in the body. */
  readonly property: string;
  readonly base: PropertyRead | undefined;
  readonly head: PropertyRead | undefined;
}

/**
 * Looks at the settings that are written in some places: of each resource one, whatever the number of its surfaces.
 * Each is put together only when it is looked at, because an estate may have very many.
 */
export function lookAtSettings<H extends string>(
  { properties, also = {} }: Places,
  pairs: readonly Pair[],
  observeSetting: (setting: Setting) => Observation<H> | undefined,
): readonly Observation<H>[] {
  // Most targets of a repository have nothing that a rule looks at.
  if (pairs.length === 0) return [];
  const outer = knownIn(properties, pairs);
  const inner = knownIn(also, pairs);
  const partsOf = partsAmong(inner);
  const parts = new Map(inner.length === 0 ? [] : outer.map((one) => [one, partsOf(one)]));
  const taken = new Set([...parts.values()].flat());
  const alone = inner.filter((one) => !taken.has(one));
  const found: Observation<H>[] = [];
  for (const one of [...outer, ...alone]) {
    const surfaces = [one, ...(parts.get(one) ?? [])].flatMap(({ surfaceAt, paths }) => paths.map(surfaceAt));
    const observed = observeSetting({ surfaces });
    if (observed) found.push(observed);
  }
  return found;
}

/** The same for checks that have nothing to say of what neither revision writes. */
export function lookAtWritten<H extends string>(
  where: Places,
  pairs: readonly Pair[],
  observeSetting: (setting: Setting) => Observation<H> | undefined,
): readonly Observation<H>[] {
  return lookAtSettings(where, pairs, (setting) =>
    setting.surfaces.some(isWritten) ? observeSetting(setting) : undefined,
  );
}

function isWritten({ base, head }: Surface): boolean {
  return !isUnset(base?.value) || !isUnset(head?.value);
}

/** Finds what belongs to a resource. */
function partsAmong(inner: readonly Known[]): (whole: Known) => readonly Known[] {
  const near = groupBy(
    inner.flatMap((one) => rootsOf(one.pair).map((root) => ({ root, one }))),
    ({ root }) => root,
  );
  return ({ pair }) => {
    if (near.size === 0) return [];
    const found = new Set(rootsOf(pair).flatMap((root) => (near.get(root) ?? []).map(({ one }) => one)));
    return [...found].filter((one) => isPart(one.pair, pair));
  };
}

/** A pair of a list. */
interface Place {
  readonly pair: Pair;
  readonly index: number;
  /** What both revisions have at a path. Many rules ask for the same, and it is looked up once. */
  readonly surfaceAt: (property: string) => Surface;
}

interface Known extends Place {
  readonly paths: readonly string[];
}

function knownIn(properties: PropertyMap, pairs: readonly Pair[]): readonly Known[] {
  const found = [...pathsByType(properties)].flatMap(([type, paths]) =>
    (placesByType(pairs).get(type) ?? []).map((place) => ({ ...place, paths })),
  );
  return found.sort((left, right) => left.index - right.index);
}

/** Pairs by type in lower case, with their places in the list. Each rule looks at a few types of an estate. */
const placesByType = memo((pairs: readonly Pair[]) =>
  groupBy(
    pairs.map((pair, index): Place => ({ pair, index, surfaceAt: surfacesOf(pair) })),
    ({ pair: { base, head } }) => ((head ?? base)?.type ?? '').toLowerCase(),
  ),
);

/** Scope and first name of a resource in both revisions: what belongs to another one has these in common with it. */
function rootsOf({ base, head }: Pair): readonly string[] {
  const roots = [base, head].flatMap((one) => one ?? []).map(rootKey);
  return [...new Set(roots)];
}

/** Whether a resource belongs to another one in either revision; it may be declared in one of them only. */
function isPart(inner: Pair, outer: Pair): boolean {
  const [whole, parts] = [
    [outer.base, outer.head],
    [inner.base, inner.head],
  ] as const;
  return whole.some((one) => one && parts.some((part) => part && holdsResource(one, part)));
}

/** By pair, because rules may be asked about several lists that have it. */
const surfacesOf = memo((pair: Pair): ((property: string) => Surface) => {
  const known = new Map<string, Surface>();
  return (property) => {
    const found = known.get(property) ?? surfaceOf(pair, property);
    known.set(property, found);
    return found;
  };
});

function surfaceOf(pair: Pair, property: string): Surface {
  const steps = stepsOf(property);
  const [base, head] = [pair.base && observe(pair.base, steps), pair.head && observe(pair.head, steps)];
  return { pair, property, base, head };
}

/** What a revision says of a setting: what the first surface says that says anything. */
export interface Declared {
  readonly surface: Surface | undefined;
  readonly value: Value;
  /** Whether that surface is deployed. */
  readonly presence: Value;
}

/** A decision with what both revisions say in the world that decided. */
export interface SettingDecision extends Decision {
  readonly from: Declared;
  readonly to: Declared;
}

/** Judges what both revisions say of a setting in every world in which both deploy it. */
export function decideSetting(setting: Setting, judge: (from: Value, to: Value) => Judgement): SettingDecision {
  const judgeBoth: Judge = (base, head) => {
    const [from, to] = [declaredBy(setting, base), declaredBy(setting, head)];
    if (isFalse(from.presence)) return { verdict: 'nothing' };
    if (isFalse(to.presence)) return { verdict: 'nothing', confidence: 'possible' };
    const judged = judge(from.value, to.value);
    const together = isTrue(to.presence) || equalValues(from.presence, to.presence);
    return together ? judged : { ...judged, confidence: 'possible' };
  };
  const [base, head] = [valuesOf(setting, 'base'), valuesOf(setting, 'head')];
  return settingDecision(setting, decide(base, head, judgeBoth, choicesOf(setting)));
}

/** Judges what head alone says of a setting; `undefined` stands for a base that does not say anything. */
export function decideHead(setting: Setting, judge: (to: Value) => Judgement): SettingDecision {
  const decision = decide([], valuesOf(setting, 'head'), (_, head) => {
    const to = declaredBy(setting, head);
    return isFalse(to.presence) ? { verdict: 'nothing' } : judge(to.value);
  });
  return settingDecision(setting, decision);
}

/**
 * Judges what head says of a setting in every world in which it deploys it, where base may not: then, `undefined` stands
 * for what base says.
 */
export function decideNewly(
  setting: Setting,
  judge: (from: Value | undefined, to: Value) => Judgement,
): SettingDecision {
  const judgeBoth: Judge = (base, head) => {
    const [from, to] = [declaredBy(setting, base), declaredBy(setting, head)];
    if (isFalse(to.presence)) return { verdict: 'nothing', confidence: 'possible' };
    return judge(isFalse(from.presence) ? undefined : from.value, to.value);
  };
  const [base, head] = [valuesOf(setting, 'base'), valuesOf(setting, 'head')];
  return settingDecision(setting, decide(base, head, judgeBoth, choicesOf(setting)));
}

/** What callers choose of all places that say it. */
function choicesOf({ surfaces: [surface] }: Setting): Pair['choices'] {
  return surface?.pair.choices;
}

function settingDecision(setting: Setting, decision: Decision): SettingDecision {
  const [from, to] = [declaredBy(setting, decision.base), declaredBy(setting, decision.head)];
  const guessed = [from, to].some(({ surface }) => surface?.pair.guessed);
  const [base, head] = [valuesIn(from), valuesIn(to)];
  return { ...decision, base, head, from, to, ...(guessed && { confidence: 'possible' }) };
}

function valuesIn({ value, presence }: Declared): readonly Value[] {
  return [value, presence];
}

/** Presence and value of each surface in turn, as one list. */
export function valuesOf({ surfaces }: Setting, side: 'base' | 'head'): readonly Value[] {
  return surfaces.flatMap((surface) => [presenceValue(surface.pair[side]), surface[side]?.value ?? absentValue()]);
}

/** What each surface says once choices are decided, as {@link valuesOf} lists it. */
export function allDeclared({ surfaces }: Setting, values: readonly Value[]): readonly Declared[] {
  return surfaces.map((surface, index) => ({
    surface,
    presence: values[2 * index] ?? boolValue(false),
    value: values[2 * index + 1] ?? absentValue(),
  }));
}

function declaredBy(setting: Setting, values: readonly Value[]): Declared {
  let first: Declared | undefined;
  for (const one of allDeclared(setting, values)) {
    if (isFalse(one.presence)) continue;
    if (!isUnset(one.value)) return one;
    first ??= one;
  }
  return first ?? { surface: undefined, value: absentValue(), presence: boolValue(false) };
}

export function isUnset(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'absent' || value.kind === 'null';
}

/** Whether base has the setting at all, so that there is something to compare. */
export function isInBase({ surfaces }: Setting): boolean {
  return surfaces.some(({ pair }) => pair.base);
}

/** Where a decision is seen, whatever the setting is; undefined if no place of it is in either revision. */
export function placeOf({ surfaces }: Setting, { from, to }: SettingDecision): Where | undefined {
  const chosen = to.surface ?? from.surface ?? surfaces[0];
  // Where head says nothing, the place that base had says it best.
  const shown = isUnset(to.value) && from.surface?.head ? from.surface : chosen;
  const subject = shown?.pair.head ?? shown?.pair.base;
  if (!shown || !subject) return undefined;
  return {
    subject,
    pair: shown.pair,
    property: shown.property,
    ...(surfaces.length > 1 && { covers: [...(from.surface ? [from.surface] : []), ...surfaces].flatMap(inBase) }),
    base: () => evidenceAt(from.surface?.base ?? shown.base),
    head: () => evidenceAt(shown.head),
  };
}

function inBase({ pair, property }: Surface): readonly BasePlace[] {
  return pair.base ? [{ resource: pair.base, property }] : [];
}

/** Where a change of a setting that base has is seen; undefined where either revision lacks it. */
export function placeOfChange(setting: Setting, decision: SettingDecision): Where | undefined {
  const { from, to } = decision;
  const where = placeOf(setting, decision);
  return where?.pair.head && !(isUnset(from.value) && isUnset(to.value)) ? where : undefined;
}

function evidenceAt(observation: PropertyRead | undefined): Evidence | undefined {
  return observation && evidenceOf(observation);
}
