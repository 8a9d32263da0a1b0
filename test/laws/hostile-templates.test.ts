import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { printValue } from '../../src/expr/print.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { loadTarget, type Target } from '../../src/workspace/load.ts';
import { targetsOfTemplate } from '../../src/workspace/targets.ts';
import { judge } from '../support/cases.ts';
import { judgeChange } from '../support/judge-targets.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { strongVaults } from './strong-vaults.ts';

type Files = Readonly<Record<string, string>>;

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const vaultType = 'Microsoft.RecoveryServices/vaults';

function vault(state: string, name = 'rsv'): object {
  const properties = { securitySettings: { immutabilitySettings: { state } } };
  return { type: vaultType, apiVersion: '2024-04-01', name, location: 'westeurope', sku: { name: 'RS0' }, properties };
}

function template(members: object): string {
  return JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: [vault('Locked')], ...members });
}

/** A template whose vault is as immutable as the last one of some variables says. */
function chained(count: number, first: unknown, next: (before: string) => unknown): Files {
  const variables = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `v${index}`,
      index === 0 ? first : next(`variables('v${index - 1}')`),
    ]),
  );
  const state = `[string(variables('v${count - 1}'))]`;
  return { 'main.json': template({ parameters: { p: { type: 'string' } }, variables, resources: [vault(state)] }) };
}

function computed(expression: string): Files {
  return chained(1, `[${expression}]`, () => '');
}

function bicep(text: string, state: string, files: Files = {}): Files {
  return {
    'main.bicep': `${text}
resource v '${vaultType}@2024-04-01' = {
  name: 'rsv'
  location: 'westeurope'
  sku: { name: 'RS0' }
  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }
}
`,
    ...files,
  };
}

/** Lines, each made of its number and of what the one before it is called. */
function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

function targetIn(files: Files): Target {
  const [main = ''] = Object.keys(files);
  const [target] = targetsOfTemplate({ tree: memoryTree(files), path: main });
  if (!target) throw new Error('There is a template.');
  return target;
}

const locked = targetIn({ 'main.json': template({}) });

/** How a locked vault looks once the hostile files are deployed. */
function judged(files: Files): RunResult {
  return judgeChange([{ base: locked, head: targetIn(files) }], { mode: 'incremental' });
}

const nested = (resources: readonly object[], name: string, count: number): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: `[concat('${name}', copyIndex())]`,
  copy: { name, count },
  properties: {
    mode: 'Incremental',
    expressionEvaluationOptions: { scope: 'inner' },
    template: { $schema: schema, contentVersion: '1.0.0.0', resources },
  },
});

const doubled = (before: string): string => `[concat(${before}, ${before})]`;
const numbers = 'range(0, 10000)';
const parentheses = (name: string, count: number, inner: string): string =>
  `${`${name}(`.repeat(count)}${inner}${')'.repeat(count)}`;

/** Small files that would take hours, or all memory, if they were computed to their end. */
const bombs: Readonly<Record<string, Files>> = {
  'a string that doubles': chained(60, 'xxxxxxxx', doubled),
  'a format that doubles': chained(60, 'xxxxxxxx', (before) => `[format('{0}{0}', ${before})]`),
  'a replacement that doubles': chained(60, 'x', (before) => `[replace(${before}, 'x', 'xx')]`),
  'an array that doubles': chained(60, [1, 2], doubled),
  'an object that doubles': chained(60, 'x', (before) => ({ a: `[${before}]`, b: `[${before}]` })),
  'an unknown string that doubles': chained(60, "[parameters('p')]", doubled),
  'an unknown object that doubles': chained(
    60,
    "[parameters('p')]",
    (before) => `[createObject('a', ${before}, 'b', ${before})]`,
  ),
  'variables that depend on each other': chained(2, "[variables('v1')]", (before) => `[${before}]`),
  'an expression that nests too deep': computed(parentheses('string', 5000, '1')),
  'loops in loops': computed(`map(${numbers}, lambda('x', map(${numbers}, lambda('y', lambdaVariables('x')))))`),
  'a union in a loop': computed(
    `reduce(${numbers}, createArray(), lambda('c', 'n', union(lambdaVariables('c'), createArray(lambdaVariables('n')))))`,
  ),
  'an intersection in a loop': computed(`map(${numbers}, lambda('x', intersection(${numbers}, ${numbers})))`),
  'a comparison in a loop': computed(`map(${numbers}, lambda('x', equals(${numbers}, ${numbers})))`),
  'a text in a loop': computed(`map(${numbers}, lambda('x', split(string(${numbers}), ',')))`),
  'a nesting that grows in a loop': computed(
    `reduce(${numbers}, createArray(), lambda('c', 'n', createArray(lambdaVariables('c'))))`,
  ),
  'an unknown that grows in a loop': computed(
    `reduce(${numbers}, parameters('p'), lambda('c', 'n', concat(lambdaVariables('c'), 'x')))`,
  ),
  'a padding of two thousand million characters': computed("padLeft('x', 2000000000)"),
  'a replacement of nothing': computed("replace('x', '', 'y')"),
  'a subnet of a huge network': computed("cidrSubnet('2001:db8::/32', 64, 1)"),
  'a number of a hundred thousand digits': computed(`add(${'9'.repeat(100_000)}, 1)`),
  'a parameter with a hundred thousand allowed values': {
    'main.json': template({
      parameters: { p: { type: 'string', allowedValues: Array.from({ length: 100_000 }, (_, index) => `v${index}`) } },
      resources: [vault("[parameters('p')]")],
    }),
  },
  'a type that is itself': {
    'main.json': template({
      languageVersion: '2.0',
      definitions: { t: { $ref: '#/definitions/t' } },
      parameters: { p: { $ref: '#/definitions/t' } },
      resources: { v: vault("[parameters('p')]") },
    }),
  },
  'Bicep variables that are put in place and double': bicep(
    `param p string
resource s 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: p }
var v0 = s.properties.x
${lines(60, (index) => `var v${index + 1} = [v${index}, v${index}]`)}`,
    'string(v60)',
  ),
  'Bicep variables in a circle': bicep('var a = b\nvar b = a', 'a'),
  'a Bicep union that doubles': bicep(
    `type t0 = 'x' | 'y'\n${lines(60, (index) => `type t${index + 1} = (t${index} | t${index})`)}\nparam p t60`,
    'p',
  ),
  'a Bicep function that doubles': bicep(
    `func f0(x string) string => '\${x}\${x}'\n${lines(40, (index) => `func f${index + 1}(x string) string => '\${f${index}(x)}\${f${index}(x)}'`)}`,
    "f40('a')",
  ),
  'Bicep imports in a circle': bicep("import { x } from 'other.bicep'\n@export()\nvar y = x", 'x', {
    'other.bicep': "import { y } from 'main.bicep'\n@export()\nvar x = y",
  }),
  'a file outside of the folder': bicep("var x = loadTextContent('../../../etc/passwd')", 'x'),
  'YAML that contains itself': bicep("var x = loadYamlContent('x.yaml')", 'string(x)', {
    'x.yaml': 'a: &a\n  b: *a\n',
  }),
  'YAML that multiplies': bicep("var x = loadYamlContent('x.yaml')", 'string(x)', {
    'x.yaml': lines(
      12,
      (index) =>
        `${'abcdefghijkl'[index]}: &${'abcdefghijkl'[index]} [${index === 0 ? 'x' : Array(9).fill(`*${'abcdefghijkl'[index - 1]}`)}]`,
    ),
  }),
  'parameter files in a circle': {
    ...bicep('param p string', 'p'),
    'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'",
    'base.bicepparam': "using none\nextends 'main.bicepparam'\nparam p = base.p",
  },
};

describe('a value that is too costly, or has no end, is not known', () => {
  test.each(Object.entries(bombs))('%s', (_, files) => {
    const { findings } = judged(files);
    const found = findings.filter(({ verdict }) => verdict === 'unknown').map(({ rule }) => rule.id);
    expect(found).toContain('vault-immutability-weakened');
  });
});

/** Files that deploy more, or deeper, than can be evaluated. The vault is not among what can be seen. */
const crowds: Readonly<Record<string, Files>> = {
  'loops of deployments': {
    'main.json': template({
      resources: [
        nested([{ ...vault('Locked', "[concat('x', copyIndex())]"), copy: { name: 'i', count: 800 } }], 'o', 800),
      ],
    }),
  },
  'deployments in deployments': {
    'main.json': template({
      resources: Array.from({ length: 12 }).reduce(
        (inner: readonly object[], _, index) => [nested(inner, `d${index}`, 10)],
        [vault('Locked')],
      ),
    }),
  },
  'a loop of unknown length': {
    'main.json': template({
      resources: [{ ...vault('Locked', "[concat('x', copyIndex())]"), copy: { name: 'i', count: 1_000_000 } }],
    }),
  },
  'a linked template that is itself': {
    'main.json': template({
      resources: [
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'd',
          properties: { mode: 'Incremental', templateLink: { relativePath: 'main.json' } },
        },
      ],
    }),
  },
  'modules that deploy two modules each': {
    'main.bicep': "module a 'm0.bicep' = { name: 'a' }\nmodule b 'm0.bicep' = { name: 'b' }",
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `m${index}.bicep`,
        `module a 'm${index + 1}.bicep' = { name: 'a' }\nmodule b 'm${index + 1}.bicep' = { name: 'b' }`,
      ]),
    ),
  },
  'modules in a circle': {
    'main.bicep': "module m 'other.bicep' = { name: 'm' }",
    'other.bicep': "module m 'main.bicep' = { name: 'm' }",
  },
  'a thousand modules in a row': {
    'main.bicep': "module m 'm0.bicep' = { name: 'm' }",
    ...Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`m${index}.bicep`, `module m 'm${index + 1}.bicep' = { name: 'm' }`]),
    ),
  },
  'five thousand Bicep variables in a row, the last one first': bicep(
    `var v0 = 'x'
${lines(5000, (index) => `var v${index + 1} = v${index}`)}`,
    'v5000',
  ),
  'a deep array': { 'main.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
  'braces that are not closed': { 'main.json': '{"resources":'.repeat(100_000) },
  'comments that are not closed': { 'main.json': '/*'.repeat(100_000) },
  'quotes that are not closed': { 'main.bicep': "'${".repeat(50_000) },
};

describe('what cannot be evaluated is a gap or an error', () => {
  test.each(Object.entries(crowds))('%s', (_, files) => {
    const { deployment } = loadTarget(targetIn(files), { context: {} });
    const errors = deployment.diagnostics.filter(({ severity }) => severity === 'error');
    expect(deployment.gaps.length + errors.length).toBeGreaterThan(0);
  });
});

describe('what is long, but well, is judged', () => {
  test.each([
    ['a chain of ten thousand variables', chained(10_000, 'Locked', (before) => `[${before}]`)],
    ['a chain of deep expressions', chained(190, 'Locked', (before) => `[${parentheses('string', 200, before)}]`)],
  ])('%s', (_, files) => {
    expect(judged(files).findings.map(({ rule }) => rule.id)).not.toContain('vault-immutability-weakened');
  });

  test('a template of thousands of vaults on one line', () => {
    const resources = Array.from({ length: 2000 }, (_, index) => vault('Unlocked', `v${index}`));
    const { findings } = judged({ 'main.json': template({ resources: [vault('Unlocked'), ...resources] }) });
    expect(
      findings.some(({ rule, verdict }) => rule.id === 'vault-immutability-weakened' && verdict === 'weakened'),
    ).toBe(true);
  });

  test('a chain of thousands of dependencies', () => {
    const resources = Array.from({ length: 3000 }, (_, index) => ({
      ...vault('Locked', `v${index}`),
      dependsOn: index < 2999 ? [`v${index + 1}`] : [],
      tags: { next: index < 2999 ? `[reference('v${index + 1}').name]` : '' },
    }));
    const { deployment } = loadTarget(targetIn({ 'main.json': template({ resources }) }), { context: {} });
    expect(deployment.resources).toHaveLength(3000);
  });
});

const samples: Files = {
  'main.json': JSON.stringify(
    JSON.parse(
      template({
        parameters: { p: { type: 'string', allowedValues: ['a'] } },
        variables: { copy: [{ name: 'x', count: 2, input: "[copyIndex('x')]" }] },
      }),
    ),
    undefined,
    1,
  ),
  'main.bicep': `@allowed(['a', 'b'])
param p string = 'a' // comment
type t = { *: string }?
func f(x int) int => x > 1 ? x : -x
import { y } from 'other.bicep'
var text = '''multi''' == 'a\${p}b\\u{1F600}' ? [for i in range(0, 2): { a: i }] : []
${bicep('', "p == 'a' ? 'Locked' : 'Disabled'")['main.bicep']}
module m 'other.bicep' = if (f(1) > 0) { name: 'm', params: { ...text } }
output o string = v!.properties.?x ?? m.outputs.y
`,
  'main.bicepparam': `using 'main.bicep'
extends 'base.bicepparam'
var a = { b: [1, 2] }
param p = readEnvironmentVariable('X', '\${a.b[0]}')
`,
};

/** Evaluates a file as it is, whatever it is. What it says must point into the files. */
function survives(name: string, text: string): Deployment {
  const tree = memoryTree({ ...samples, [name]: text });
  const parameters = name.endsWith('.bicepparam') ? { tree, path: name } : undefined;
  const path = parameters ? 'main.bicep' : name;
  const { deployment } = loadTarget({ template: { tree, path }, parameters }, { context: {} });
  const spans = [...deployment.diagnostics, ...deployment.gaps].flatMap(({ span }) => span ?? []);
  const outside = spans.filter(({ file, start, end }) => start < 0 || end < start || end > file.text.length);
  expect(outside).toEqual([]);
  return deployment;
}

const resourceTexts = ({ resources }: Deployment): readonly string[] =>
  resources.map(({ type, name, body }) => `${type} ${printValue(name)} ${printValue(body)}`);

describe('broken files end in diagnostics', () => {
  test.each(Object.entries(samples))('%s, cut off anywhere', (name, text) => {
    // A file can end after a statement and be whole, with less in it; what is left is then what it was.
    const whole = new Set(
      [survives(name, text), survives('main.bicep', samples['main.bicep'] ?? '')].flatMap(resourceTexts),
    );
    const silent = Array.from({ length: text.length + 1 }, (_, end) => end).filter((end) => {
      const cut = survives(name, text.slice(0, end));
      const isTold = cut.diagnostics.length + cut.gaps.length > 0;
      return !isTold && resourceTexts(cut).some((one) => !whole.has(one));
    });
    expect(silent.map((end) => text.slice(0, end))).toEqual([]);
  });

  test.each(Object.entries(samples))('%s, with anything in it', (name, text) => {
    const odd = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        "'",
        '"',
        '${',
        "'''",
        '\u0000',
        '\uFEFF',
        '\uD800',
        '\u202E',
        '\r',
        '//',
        '/*',
        ',',
        ':',
        '@',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const edit = fc.tuple(fc.nat(text.length), fc.nat(8), odd);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const broken = edits.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), text);
        survives(name, broken);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a file that is broken takes nothing away for sure', () => {
  const [strong] = fc.sample(strongVaults, { numRuns: 1, seed: 7 });
  const whole = JSON.stringify(strong?.template, undefined, 1);
  const $schema = schema.replace('deploymentTemplate', 'deploymentParameters');
  const values = { period: { value: 90 }, state: { value: 'Locked' } };
  const days = JSON.stringify({ $schema, contentVersion: '1.0.0.0', parameters: values }, undefined, 1);
  const byParameters = JSON.stringify({
    $schema: schema,
    contentVersion: '1.0.0.0',
    parameters: { period: { type: 'int', defaultValue: 14 }, state: { type: 'string', defaultValue: 'Disabled' } },
    resources: [
      {
        ...vault("[parameters('state')]"),
        properties: {
          securitySettings: {
            immutabilitySettings: { state: "[parameters('state')]" },
            softDeleteSettings: { softDeleteRetentionPeriodInDays: "[parameters('period')]" },
          },
        },
      },
    ],
  });

  const losses = (base: Files, head: Files): readonly Finding[] => {
    const { findings, complete } = judge(base, head);
    expect(complete).toBe(false);
    return findings.filter(({ verdict }) => verdict === 'weakened');
  };
  const rulesOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ rule }) => rule.id);

  test.each(Object.entries({ template: whole, 'parameter file': days }))('%s, cut off anywhere', (name, text) => {
    const file = name === 'template' ? 'main.json' : 'main.parameters.json';
    const files = { 'main.json': name === 'template' ? whole : byParameters, [file]: text };
    for (let end = 1; end < text.length - 1; end += name === 'template' ? 9 : 1) {
      expect(rulesOf(losses(files, { ...files, [file]: text.slice(0, end) }))).toEqual([]);
    }
  });

  test('template with brackets too many or too few', () => {
    const brackets = [...whole.matchAll(/[{}[\]]/g)].map(({ index }) => index);
    for (const at of brackets) {
      const without = whole.slice(0, at) + whole.slice(at + 1);
      const twice = whole.slice(0, at) + whole.slice(at, at + 1) + whole.slice(at);
      for (const head of [without, twice]) {
        // What stands where it is not read may be what a bracket moved.
        const found = losses({ 'main.json': whole }, { 'main.json': head });
        expect(rulesOf(found.filter(({ confidence }) => confidence === 'certain'))).toEqual([]);
      }
    }
  });
});
