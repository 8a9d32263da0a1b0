import type { Judgement } from '../../diff/worlds.ts';
import { decide } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { type Ladder, ladders, rankOf, spelledLevel } from '../../protection/azure/ladders.ts';
import { contradictionOutcome } from '../../protection/outcome/setting-outcome.ts';
import { type CheckContext, evidenceOf, isFalse, type Observation, reasonOf } from '../check.ts';
import type { Places } from './property-paths.ts';
import { allDeclared, type Declared, isUnset, lookAtSettings, type Setting, valuesOf } from './setting.ts';

/** A setting that has several places must not say different things in them. */
export interface ContradictionCheck extends Places {
  readonly kind: 'contradiction';
  /** The ladder of its levels, if it has one: words of one rank are the same level. */
  readonly ladder?: string;
}

/** Finds settings of which two places say different things, in one revision or newly in head. */
export function checkContradiction(check: ContradictionCheck, { pairs }: CheckContext): readonly Observation[] {
  const ladder = check.ladder === undefined ? undefined : ladders[check.ladder];
  return lookAtSettings(check, pairs, (setting) => observeContradiction(setting, ladder));
}

function observeContradiction(setting: Setting, ladder: Ladder | undefined): Observation | undefined {
  const decision = decide(valuesOf(setting, 'base'), valuesOf(setting, 'head'), (base, head) =>
    judge(conflictOf(writtenIn(setting, base), ladder), conflictOf(writtenIn(setting, head), ladder)),
  );
  const said = writtenIn(setting, decision.head);
  const [first, ...others] = said;
  const other = others.find(({ value }) => first && !isAlike(first.value, value, ladder)) ?? others[0];
  const shown = other?.surface;
  const subject = shown?.pair.head;
  if (!first?.surface || !other || !shown?.head || !subject) return undefined;
  const unknown = decision.verdict === 'unknown' ? reasonOf(said.map(({ value }) => value)) : undefined;
  const before = first.surface.base ?? shown.base;
  return {
    subject,
    pair: shown.pair,
    property: shown.property,
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: decision.widened ?? false,
    before: textOf(first.value, ladder),
    after: textOf(other.value, ladder),
    texts: { first: first.surface.pair.head?.type ?? '', second: subject.type },
    base: before && evidenceOf(before),
    head: evidenceOf(shown.head),
    outcome: contradictionOutcome(shown.property),
    ...(unknown !== undefined && { unknown }),
  };
}

/** The places that are deployed and say something. */
function writtenIn(setting: Setting, values: readonly Value[]): readonly Declared[] {
  return allDeclared(setting, values).filter(({ presence, value }) => !isFalse(presence) && !isUnset(value));
}

/** Whether places differ: no, yes, or what decides. */
type Conflict = 'no' | 'yes' | { readonly undecided: string };

function conflictOf(said: readonly Declared[], ladder: Ladder | undefined): Conflict {
  const [first, ...others] = said;
  if (!first) return 'no';
  const alike = others.map(({ value }) => isAlike(first.value, value, ladder));
  if (alike.includes(false)) return 'yes';
  return alike.includes(undefined) ? { undecided: said.map(({ value }) => printValue(value)).join('|') } : 'no';
}

function judge(before: Conflict, after: Conflict): Judgement {
  if (after === 'no') return { verdict: 'preserved' };
  if (after === 'yes') return { verdict: before === 'yes' ? 'preserved' : 'weakened' };
  const same = typeof before === 'object' && before.undecided === after.undecided;
  return { verdict: same ? 'preserved' : 'unknown' };
}

function isAlike(left: Value, right: Value, ladder: Ladder | undefined): boolean | undefined {
  const [from, to] = [rankOfWord(left, ladder), rankOfWord(right, ladder)];
  return from !== undefined && to !== undefined ? from === to : equalValues(left, right);
}

function rankOfWord(value: Value, ladder: Ladder | undefined): number | undefined {
  if (!ladder || (value.kind !== 'string' && value.kind !== 'bool')) return undefined;
  return rankOf(ladder, String(value.value));
}

function textOf(value: Value, ladder: Ladder | undefined): string {
  if (value.kind === 'string') return ladder ? spelledLevel(ladder, value.value) : value.value;
  return value.kind === 'bool' || value.kind === 'int' ? value.value.toString() : 'not known';
}
