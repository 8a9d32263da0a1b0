import { expect, test } from 'vitest';
import { type Pair, pairDeployments } from '../../src/diff/pair.ts';
import { boolValue, objectValue, stringValue, unknownValue } from '../../src/expr/make-value.ts';
import type { Expr, Value } from '../../src/expr/value.ts';
import type { Deployment, Gap, Resource } from '../../src/model/deployment.ts';
import { nameText } from '../../src/model/identity.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';

const span = spanOf(sourceFile('main.json', ''), 0, 0);
const policies = 'Microsoft.RecoveryServices/vaults/backupPolicies';
const vaults = 'Microsoft.RecoveryServices/vaults';

function parameter(name: string): Expr {
  return { kind: 'call', name: 'parameters', args: [{ kind: 'literal', value: name, span }], span, nameSpan: span };
}

/** A name that is not known, made of a parameter and perhaps a text behind it. */
function unknown(name: string, after = ''): Value {
  const args: readonly Expr[] = [parameter(name), { kind: 'literal', value: after, span }];
  const residual: Expr = after === '' ? parameter(name) : { kind: 'call', name: 'concat', args, span, nameSpan: span };
  return unknownValue({ code: 'parameter', text: `parameter '${name}' has no value` }, residual);
}

function newGuid(): Value {
  return unknownValue(
    { code: 'runtime', text: 'each call is another one' },
    { kind: 'call', name: 'newGuid', args: [], span, nameSpan: span },
  );
}

function resource(name: string | Value, more: Partial<Resource> = {}): Resource {
  const value = typeof name === 'string' ? stringValue(name) : name;
  return {
    type: policies,
    name: value,
    id: value,
    scope: stringValue('/subscriptions/s/resourceGroups/rg'),
    apiVersion: stringValue('2024-04-01'),
    body: objectValue([]),
    presence: 'always',
    condition: undefined,
    existing: false,
    extension: undefined,
    uncountedLoop: undefined,
    skipped: false,
    options: new Set(),
    symbol: undefined,
    route: [],
    span,
    nameSpan: span,
    typeSpan: span,
    ...more,
  };
}

function deployment(resources: readonly Resource[], gaps: readonly Gap[] = []): Deployment {
  return { resources, outputs: new Map(), gaps, diagnostics: [], parameters: [] };
}

/** `base -> head`, with what makes a pair uncertain. */
function textOf({ base, head, guessed, hiddenBy, possibleMatch, otherDeclarations }: Pair): string {
  const name = (one: Resource | undefined): string => (one ? nameText(one.name) : '-');
  return [
    `${name(base)} -> ${name(head)}`,
    ...(guessed ? ['guessed'] : []),
    ...(otherDeclarations.length > 0 ? [`or ${otherDeclarations.map(name).join()}`] : []),
    ...(hiddenBy ? [`hidden by ${hiddenBy.hides}`] : []),
    ...(possibleMatch ? [`maybe ${name(possibleMatch)}`] : []),
  ].join(', ');
}

const elsewhere = { scope: stringValue('/subscriptions/s/resourceGroups/other') };
const module: Gap = { why: { code: 'gap', text: 'it is not there' }, hides: 'a module', types: [], span };
const guards: Gap = { ...module, hides: 'a guard', types: ['microsoft.dataprotection/resourceguards'] };

test.each<readonly [string, readonly Resource[], readonly Resource[], readonly string[]]>([
  ['the same name, whatever the case', [resource('rsv/a')], [resource('RSV/A')], ['rsv/a -> RSV/A']],
  ['another known name', [resource('rsv/a')], [resource('rsv/b')], ['rsv/a -> -', '- -> rsv/b']],
  ['another type', [resource('rsv')], [resource('rsv', { type: vaults })], ['rsv -> -', '- -> rsv']],
  ['another known scope', [resource('rsv/a')], [resource('rsv/a', elsewhere)], ['rsv/a -> -', '- -> rsv/a']],
  [
    'a scope that became unknown',
    [resource('rsv/a')],
    [resource('rsv/a', { scope: unknown('rg') })],
    ['rsv/a -> rsv/a'],
  ],
  [
    'a vault that became unknown',
    [resource('rsv/a')],
    [resource(unknown('v', '/a'))],
    ["rsv/a -> [parameters('v')]/a"],
  ],
  [
    'one unknown name on both sides',
    [resource(unknown('p'))],
    [resource(unknown('p'))],
    ["[parameters('p')] -> [parameters('p')]"],
  ],
  [
    'unknown names with the same symbol',
    [resource(unknown('p'), { symbol: 's' }), resource(unknown('q'), { symbol: 't' })],
    [resource(unknown('r'), { symbol: 't' }), resource(unknown('o'), { symbol: 's' })],
    ["[parameters('p')] -> [parameters('o')]", "[parameters('q')] -> [parameters('r')]"],
  ],
  ['the only one of its type', [resource('rsv/a')], [resource(unknown('p'))], ["rsv/a -> [parameters('p')], guessed"]],
  [
    'names that are new each time, by their text',
    [resource(newGuid())],
    [resource(newGuid())],
    ['[newGuid()] -> [newGuid()]'],
  ],
  [
    'several that may be the missing one',
    [resource('rsv/a'), resource('rsv/b')],
    [resource(unknown('p'))],
    ["rsv/a -> -, maybe [parameters('p')]", "rsv/b -> -, maybe [parameters('p')]", "- -> [parameters('p')]"],
  ],
  [
    'two declarations of one resource',
    [resource('rsv/a')],
    [resource('rsv/a'), resource('rsv/a')],
    ['rsv/a -> rsv/a, or rsv/a', 'rsv/a -> rsv/a, or rsv/a'],
  ],
  ['what base only refers to', [resource('rsv/a', { existing: true })], [], []],
  ['what base switches off', [resource('rsv/a', { presence: 'never' })], [], []],
  ['what base may deploy', [resource('rsv/a', { presence: boolValue(true) })], [], ['rsv/a -> -']],
  ['what head only refers to', [resource('rsv/a')], [resource('rsv/a', { existing: true })], ['rsv/a -> rsv/a']],
  [
    'what head deploys and refers to',
    [resource('rsv/a')],
    [resource('rsv/a', { existing: true }), resource('rsv/a')],
    ['rsv/a -> rsv/a'],
  ],
  ['what another extension deploys', [resource('rsv/a', { extension: 'kubernetes' })], [], []],
])('%s', (_, base, head, wanted) => {
  expect(pairDeployments(deployment(base), deployment(head)).map(textOf)).toEqual(wanted);
});

test.each([
  ['may hide anything', module, 'rsv/a -> -, hidden by a module'],
  ['hides other types', guards, 'rsv/a -> -'],
])('a new gap that %s', (_, gap, wanted) => {
  expect(pairDeployments(deployment([resource('rsv/a')]), deployment([], [gap])).map(textOf)).toEqual([wanted]);
});

test('a gap that base has with the same content hides nothing', () => {
  const gap = { ...module, content: 'the same' };
  const pairs = pairDeployments(deployment([resource('rsv/a')], [gap]), deployment([], [gap]));
  expect(pairs.map(textOf)).toEqual(['rsv/a -> -']);
});
