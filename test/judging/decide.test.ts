import { describe, expect, test } from 'vitest';
import { type Decision, decide, type Judge } from '../../src/diff/worlds.ts';
import { choiceByCondition, choiceValue } from '../../src/expr/choice.ts';
import { absentValue, intValue, nullValue, unknownValue } from '../../src/expr/make-value.ts';
import type { Expr, UnknownReason, UnknownValue, Value } from '../../src/expr/value.ts';
import { sourceFile } from '../../src/text/source.ts';

const why: UnknownReason = { code: 'parameter', text: 'a parameter has no value' };
const residual: Expr = { kind: 'value', value: nullValue() };
const unknown = unknownValue(why, residual);
const none = absentValue();

/** One of several values, by what an unknown turns out to be. */
function choice(key: string, cases: Readonly<Record<string, Value | number>>): Value {
  const all = Object.entries(cases).map(([when, value]) => ({ when, value: asValue(value) }));
  return choiceValue({ key, why }, all, residual);
}

function either(key: string, yes: Value | number, no: Value | number): Value {
  return choice(key, { true: yes, false: no });
}

function asValue(value: Value | number): Value {
  return typeof value === 'number' ? intValue(value) : value;
}

/** Days of retention: fewer are weaker, and what is absent is not compared. */
const fewerIsWeaker: Judge = ([from], [to]) => {
  if (from?.kind === 'absent') return { verdict: 'nothing' };
  if (to?.kind === 'absent') return { verdict: 'nothing', confidence: 'possible' };
  if (from?.kind !== 'int' || to?.kind !== 'int') return { verdict: 'unknown' };
  return { verdict: to.value < from.value ? 'weakened' : 'preserved' };
};

function textOf({ verdict, confidence, widened }: Decision): string {
  return [verdict, confidence, ...(widened ? ['widened'] : [])].join(' ');
}

describe('a decision', () => {
  test.each<readonly [string, Value | number, Value | number, string]>([
    ['the same value', 30, 30, 'preserved certain'],
    ['a weaker value', 30, 7, 'weakened certain'],
    ['a stronger value', 7, 30, 'preserved certain'],
    ['an unknown value', 30, unknown, 'unknown certain'],
    ['weaker in every case', 30, either('c', 7, 8), 'weakened certain'],
    ['weaker in one case that base does not depend on', 30, either('c', 30, 7), 'unknown possible'],
    ['the same choice on both sides', either('c', 30, 7), either('c', 30, 7), 'preserved certain'],
    ['weaker in one case of the same choice', either('c', 30, 7), either('c', 7, 7), 'weakened possible'],
    ['swapped cases', either('c', 30, 7), either('c', 7, 30), 'weakened possible'],
    ['other choices, weaker in all', either('a', 30, 40), either('b', 20, 10), 'weakened certain'],
    ['other choices, weaker in some', either('a', 30, 7), either('b', 30, 7), 'unknown possible'],
    [
      'a value that head newly allows, weaker',
      choice('p', { 30: 30 }),
      choice('p', { 30: 30, 7: 7 }),
      'weakened possible widened',
    ],
    [
      'a value that head newly allows, as strong',
      choice('p', { 30: 30 }),
      choice('p', { 30: 30, 60: 60 }),
      'preserved certain',
    ],
    [
      'a new value that is weaker than some of base only',
      choice('p', { 30: 30, 7: 7 }),
      choice('p', { 30: 30, 7: 7, 14: 14 }),
      'preserved certain',
    ],
    [
      'a value that head does not allow any longer',
      choice('p', { 30: 30, 7: 7 }),
      choice('p', { 30: 30 }),
      'preserved certain',
    ],
    ['nothing to compare', none, 7, 'preserved certain'],
    ['nothing to compare in one case', either('c', none, 30), either('c', 7, 7), 'weakened certain'],
    ['not deployed in one case', 30, either('c', 7, none), 'weakened possible'],
    ['a choice within a choice on the same unknown', 30, either('c', either('c', 30, 7), 30), 'preserved certain'],
    ['unknown in one case, preserved in the other', 30, either('c', 30, unknown), 'unknown possible'],
  ])('about %s', (_, from, to, wanted) => {
    expect(textOf(decide([asValue(from)], [asValue(to)], fewerIsWeaker))).toBe(wanted);
  });

  /** `parameters('env') == literal`, as a condition. */
  const comparison = (literal: string, isSwapped = false, parameter = 'env'): UnknownValue => {
    const span = { file: sourceFile('main.json', ''), start: 0, end: 0 };
    const text = (value: string): Expr => ({ kind: 'literal', value, span });
    const call = (name: string, args: readonly Expr[]): Expr => ({ kind: 'call', name, args, span, nameSpan: span });
    const sides = [call('parameters', [text(parameter)]), text(literal)];
    return unknownValue({ ...why, parameter }, call('equals', isSwapped ? sides.reverse() : sides));
  };
  const negated = (condition: UnknownValue): UnknownValue => ({
    ...condition,
    residual: { ...comparison('').residual, kind: 'call', name: 'not', args: [condition.residual] } as Expr,
  });
  const by = (condition: UnknownValue, whenTrue: Value | number, whenFalse: Value | number): Value =>
    choiceByCondition(condition, { whenTrue: asValue(whenTrue), whenFalse: asValue(whenFalse) }, residual);

  test.each<readonly [string, Value | number, Value | number, string]>([
    ['weaker where a caller chooses so', 30, by(comparison('test'), 7, 30), "weakened possible: 'test' true"],
    ['weaker where a caller chooses otherwise', 30, by(comparison('prod'), 30, 7), "weakened possible: 'prod' false"],
    ['as strong whatever a caller chooses', 30, by(comparison('test'), 60, 30), 'preserved certain'],
    ['weaker by another parameter', 30, by(comparison('test', false, 'other'), 7, 30), 'unknown possible'],
    [
      'weaker by two parameters',
      30,
      by(comparison('a'), by(comparison('b', false, 'other'), 7, 30), 30),
      'unknown possible',
    ],
    [
      'the condition the other way round',
      by(comparison('a'), 30, 7),
      by(negated(comparison('a')), 7, 30),
      'preserved certain',
    ],
    [
      'the condition turned twice',
      by(comparison('a'), 30, 7),
      by(negated(negated(comparison('a'))), 30, 7),
      'preserved certain',
    ],
    [
      'the sides of the condition swapped',
      by(comparison('a'), 30, 7),
      by(comparison('a', true), 30, 7),
      'preserved certain',
    ],
    [
      'the condition turned alone',
      by(comparison('a'), 30, 7),
      by(negated(comparison('a')), 30, 7),
      "weakened possible: 'a' true",
    ],
    [
      'conditions in another order that exclude each other',
      by(comparison('a'), 30, by(comparison('b'), 7, 14)),
      by(comparison('b'), 7, by(comparison('a'), 30, 14)),
      'preserved certain',
    ],
  ])('about a parameter: %s', (_, from, to, wanted) => {
    const decision = decide([asValue(from)], [asValue(to)], fewerIsWeaker, new Set(['env']));
    const chosen = decision.chosen?.map(({ atom, when }) => `${/'[^']*'(?=\)$)/.exec(atom.key)?.[0]} ${when}`) ?? [];
    expect([textOf(decision), ...chosen].join(': ')).toBe(wanted);
  });

  test('is as sure as its judge', () => {
    const doubting: Judge = () => ({ verdict: 'weakened', confidence: 'possible' });
    expect(textOf(decide([intValue(1)], [intValue(1)], doubting))).toBe('weakened possible');
  });

  test('shows the values of the case that decided', () => {
    const { base, head } = decide([either('c', 7, 30)], [either('c', 7, 14)], fewerIsWeaker);
    expect([base, head]).toEqual([[intValue(30)], [intValue(14)]]);
  });

  test('decides one unknown for all values together', () => {
    const [enabled, days] = [either('c', 1, 0), either('c', 30, 7)];
    const seen: string[] = [];
    decide([], [enabled, days], (_, [one, other]) => {
      seen.push([one, other].map((value) => (value?.kind === 'int' ? value.value : value?.kind)).join(' '));
      return { verdict: 'preserved' };
    });
    expect(seen).toEqual(['1 30', '0 7']);
  });

  test('follows 256 combinations, and says that more are unknown', () => {
    const count = (atoms: number): string => {
      const values = Array.from({ length: atoms }, (_, index) => either(`c${index}`, 7, 8));
      return textOf(decide([intValue(30)], values, ([from], to) => fewerIsWeaker([from ?? none], to)));
    };
    expect(count(8)).toBe('weakened certain');
    expect(count(9)).toBe('unknown possible');
  });
});
