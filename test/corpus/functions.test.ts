import { expect, test } from 'vitest';
import type { JsonNode } from '../../src/json/tree.ts';
import { corpus, corpusText, type Exceptions, expectOnly } from '../support/corpus.ts';
import { evaluateCase, type FunctionCase, functionCase, type Outcome } from '../support/corpus-functions.ts';
import { canonicalJson, memberAt, stringAt } from '../support/json-compare.ts';
import { describeWith } from '../support/needs.ts';

/** Recorded calls that give something else in armlock. */
const exceptions: Exceptions = {};

const recorded = (): readonly FunctionCase[] =>
  corpusText('official/functions.jsonl').trim().split('\n').map(functionCase);

/** What is wrong with armlock's own result, or undefined. */
function missOf(one: FunctionCase): string | undefined {
  const wanted = wantedOf(one);
  const got = gotOf(evaluateCase(one), one);
  const bothRefuse = wanted.startsWith('refused: ') && got.startsWith('refused: ');
  return wanted === got || bothRefuse ? undefined : `wanted ${wanted.slice(0, 300)}, got ${got.slice(0, 300)}`;
}

function wantedOf({ root, place }: FunctionCase): string {
  const refused = stringAt(root, 'error');
  if (refused !== undefined) return `refused: ${refused}`;
  const unresolved = stringAt(root, 'unresolved');
  if (unresolved !== undefined) return JSON.stringify(unresolved);
  // Comparisons that depend on the culture were recorded without one, and once more with it.
  const result = memberAt(root, 'result_with_icu') ?? memberAt(root, 'result');
  return textOf(place.includes('copy of') && result?.kind === 'array' ? result.items : [result]);
}

function gotOf(outcome: Outcome, { root }: FunctionCase): string {
  if ('refused' in outcome) return `refused: ${outcome.refused}`;
  const [first] = outcome.values;
  const isExpression = memberAt(root, 'unresolved') !== undefined && first?.kind === 'string';
  return isExpression ? JSON.stringify(unwrapped(first.value)) : textOf(outcome.values);
}

/** An output that is not known is an expression as a whole, with the object that the call was put in. */
function unwrapped(text: string): string {
  return text.replace(/^\[createObject\('v', (.*)\)\]$/s, '[$1]');
}

function textOf(values: readonly (JsonNode | undefined)[]): string {
  return values.map((value) => (value ? canonicalJson(value) : 'nothing')).join(', ');
}

describeWith(corpus('official/functions.jsonl'))('calls that the official evaluator was asked for', () => {
  test('give the same result, or are refused where it refuses', () => {
    const cases = recorded();
    expect(cases.length).toBeGreaterThan(1800);
    const misses = cases.flatMap((one) => {
      const miss = missOf(one);
      return miss === undefined ? [] : [[one.name, miss] as const];
    });
    expectOnly(new Map(misses), exceptions);
  });
});
