import { expect, test } from 'vitest';
import { nullValue, stringValue, unknownValue } from '../../src/expr/make-value.ts';
import { isRepeatable } from '../../src/expr/repeatable.ts';
import type { Expr } from '../../src/expr/value.ts';
import { mayBeEqual, nameSegments } from '../../src/model/segments.ts';
import { nameMatches } from '../../src/text/name-pattern.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';

const span = spanOf(sourceFile('main.json', ''), 0, 0);

function call(name: string, ...args: readonly Expr[]): Expr {
  return { kind: 'call', name, args, span, nameSpan: span };
}

function text(value: string): Expr {
  return { kind: 'literal', value, span };
}

const vault = call('parameters', text('vault'));

test.each<readonly [string, Expr | string, string]>([
  ['a known name', 'rsv/daily', 'rsv, daily'],
  ['a known name with a bracket in it', 'rsv[1]/daily', 'rsv[1], daily'],
  ['an unknown vault', call('concat', vault, text('/daily')), "[parameters('vault')]?, daily"],
  ['a partly known vault', call('concat', text('rsv-'), vault, text('/daily')), "rsv-[parameters('vault')]?, daily"],
  ['a name that each deployment makes anew', call('concat', text('rsv/'), call('newGuid')), 'rsv, [newguid()]?!'],
  ['a text that looks like such a call', call('concat', text('newGuid()'), vault), "newguid()[parameters('vault')]?"],
])('says of each segment whether it is known: %s', (_, name, wanted) => {
  const value =
    typeof name === 'string' ? stringValue(name) : unknownValue({ code: 'parameter', text: 'it has no value' }, name);
  const shown = nameSegments(value).map((one) => `${one.text}${one.isKnown ? '' : '?'}${one.isRepeatable ? '' : '!'}`);
  expect(shown.join(', ')).toBe(wanted);
});

const other = call('parameters', text('other'));
const group = (name: Expr, subscription: Expr = vault): Expr =>
  call('subscriptionResourceId', subscription, text('Microsoft.Resources/resourceGroups'), name);

test.each<readonly [string, Expr, Expr, boolean]>([
  ['another end', call('concat', vault, text('-a')), call('concat', other, text('-b')), false],
  ['another beginning', call('concat', text('a-'), vault), call('concat', text('b-'), other), false],
  ['a longer end of the same text', call('concat', vault, text('-a')), call('concat', other, text('-b-a')), true],
  ['a literal that fits', call('concat', text('rsv-'), vault), text('RSV-prod'), true],
  ['a literal that is too short', call('concat', text('ab'), vault, text('ba')), text('aba'), false],
  ['a literal that begins with less', text('rsv'), call('concat', text('rsv-'), vault), false],
  ['the same unknown in other words', call('concat', vault, text('-a')), call('concat', vault, text('-a-a')), false],
  ['a new text each time', call('newGuid'), call('newGuid'), true],
  ['another end of a part', call('concat', vault, text('a/x')), call('concat', other, text('b/x')), false],
  ['a name with a part more', call('concat', vault, text('/x')), call('concat', other, text('/y/x')), true],
  ['groups that differ', group(text('rg-a')), group(text('rg-b')), false],
  ['groups that differ, in other subscriptions', group(text('rg-a')), group(text('rg-b'), other), false],
  ['one group in perhaps one subscription', group(text('rg-a')), group(text('RG-a'), other), true],
  ['a group that is not known', group(text('rg-a')), group(other), true],
  ['a group and a resource in it', group(other), call('concat', group(vault), text('/providers/a.b/c/d')), false],
])('says whether two names may be one: %s', (_, left, right, wanted) => {
  const [one, two] = [left, right].map((expr) =>
    nameSegments(unknownValue({ code: 'parameter', text: 'it has no value' }, expr)),
  );
  expect(mayBeEqual(one ?? [], two ?? [])).toBe(wanted);
  expect(mayBeEqual(two ?? [], one ?? [])).toBe(wanted);
});

test.each<readonly [string, Expr, boolean]>([
  ['a call that is the same each time', vault, true],
  ['newGuid()', call('newGuid'), false],
  ['a function of a new GUID', call('uniqueString', call('NEWGUID')), false],
  ['what stands for a value without an expression', call('unknown'), false],
  ['a text that names newGuid()', call('concat', text('newGuid()'), vault), true],
  ['a text within a value', { kind: 'value', value: stringValue('unknown(') }, true],
  ['an index that is new each time', { kind: 'index', target: vault, index: call('newGuid'), span }, false],
  [
    'a property of a known value',
    { kind: 'property', target: { kind: 'value', value: nullValue() }, name: 'x', span, nameSpan: span },
    true,
  ],
])('knows whether an expression is the same each time: %s', (_, expr, wanted) => {
  expect(isRepeatable(expr)).toBe(wanted);
});

test.each([
  ['rsv-prod', 'RSV-Prod', true],
  ['rsv-prod', 'rsv-prod-2', false],
  ['*', 'rsv/daily', true],
  ['rsv-*', 'rsv-', true],
  ['*/daily', 'rsv/daily', true],
  ['rsv*daily', 'rsv/a/daily', true],
  ['ab*ba', 'aba', false],
  ['*a*a*', 'ba', false],
  ['a.c', 'abc', false],
  ['rsv?', 'rsv1', false],
])('the pattern %s and the name %s: %s', (pattern, name, wanted) => {
  expect(nameMatches(pattern, name)).toBe(wanted);
});
