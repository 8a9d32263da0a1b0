import type { Judgement } from '../../diff/worlds.ts';
import { decide } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { isShown, printValue, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { type Ladder, rankOf, spelledLevel } from '../../protection/azure/ladders.ts';
import { contradictionOutcome } from '../../protection/outcome/setting-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { evidenceOf, isFalse, type Observation } from '../check.ts';
import { observation } from '../observation.ts';
import { levelNames, optional, places } from '../parameters.ts';
import { ladderOf } from './levels.ts';
import { allDeclared, type Declared, isUnset, lookAtSettings, type Setting, valuesOf } from './setting.ts';

type Placeholder = 'first' | 'second';

export const settingContradicted = behaviour({
  kind: 'setting-contradicted',
  about: 'Two resources set the same thing, or two places that set it differ, in one revision or newly in head.',
  takesAway: false,
  judges: ['diff', 'state'],
  schema: { ...places, levels: optional(levelNames()) },
  placeholders: { first: 'the type of the resource that says it first', second: 'the type of the other one' },
  run: ({ levels, ...check }, { pairs }) =>
    lookAtSettings(check, pairs, (setting) =>
      observeContradiction(setting, levels === undefined ? undefined : ladderOf({ levels }, setting)),
    ),
});

function observeContradiction(setting: Setting, ladder: Ladder | undefined): Observation<Placeholder> | undefined {
  const decision = decide(valuesOf(setting, 'base'), valuesOf(setting, 'head'), (base, head) =>
    judge(conflictOf(writtenIn(setting, base), ladder), conflictOf(writtenIn(setting, head), ladder)),
  );
  const said = writtenIn(setting, decision.head);
  const [first, ...others] = said;
  const other = others.find(({ value }) => first && !isAlike(first.value, value, ladder)) ?? others[0];
  const shown = other?.surface;
  const subject = shown?.pair.head;
  const [place, after] = [first?.surface, shown?.head];
  if (!first || !place || !other || !shown || !after || !subject) return undefined;
  const before = place.base ?? shown.base;
  const where = {
    subject,
    pair: shown.pair,
    property: shown.property,
    base: before && (() => evidenceOf(before)),
    head: () => evidenceOf(after),
  };
  return observation({ ...decision, base: [], head: said.map(({ value }) => value) }, where, () => ({
    before: textOf(first.value, ladder),
    after: textOf(other.value, ladder),
    texts: { first: place.pair.head?.type ?? '', second: subject.type },
    outcome: contradictionOutcome(shown.property),
    unknown: 'the values are not comparable',
  }));
}

/** The places that are deployed and say something. */
function writtenIn(setting: Setting, values: readonly Value[]): readonly Declared[] {
  return allDeclared(setting, values).filter(({ presence, value }) => !isFalse(presence) && !isUnset(value));
}

/** Whether several resources say something: no, the same, something else, or what decides. */
type Conflict = 'no' | 'same' | 'differs' | { readonly undecided: string };

function conflictOf(said: readonly Declared[], ladder: Ladder | undefined): Conflict {
  const [first, ...others] = said;
  if (!first) return 'no';
  const alike = others.map(({ value }) => isAlike(first.value, value, ladder));
  if (alike.includes(false)) return 'differs';
  if (alike.includes(undefined)) return { undecided: said.map(({ value }) => printValue(value)).join('|') };
  // Azure refuses a setting in two resources, even with equal values.
  return others.some(({ surface }) => surface?.pair !== first.surface?.pair) ? 'same' : 'no';
}

function judge(before: Conflict, after: Conflict): Judgement {
  if (after === 'no' || after === before) return { verdict: 'preserved' };
  if (after === 'differs') return { verdict: 'weakened' };
  if (after === 'same') return { verdict: before === 'no' ? 'weakened' : 'preserved' };
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
  if (!isShown(value)) return secureText;
  if (value.kind === 'string') return ladder ? spelledLevel(ladder, value.value) : value.value;
  return value.kind === 'bool' || value.kind === 'int' ? value.value.toString() : 'not known';
}
