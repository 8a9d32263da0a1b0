import { given, inFile, json, removed, strong, type Trick, vault, weakened } from './trick.ts';

/** The same in JSON, and what only JSON has. */
export const templates: readonly Trick[] = [
  ...inFile('main.json', weakened, {
    'a variable': [
      json({ variables: { s: 'Locked' }, resources: [vault("[variables('s')]")] }),
      json({ variables: { s: 'Disabled' }, resources: [vault("[variables('s')]")] }),
    ],
    'a variable that a loop makes': [copied("createArray('Locked')"), copied("createArray('Disabled')")],
    'symbolic names': [strong, json({ languageVersion: '2.0', resources: { a: vault('Disabled') } })],
    'another symbol takes the name': [
      json({ languageVersion: '2.0', resources: { a: vault('Locked'), b: vault('Disabled', { name: 'rsv-test' }) } }),
      json({ languageVersion: '2.0', resources: { a: vault('Locked', { name: 'rsv-test' }), b: vault('Disabled') } }),
    ],
    'a function of a namespace': [called('Locked'), called('Disabled')],
    'an inner template': [
      json({ resources: [nested(vault('Locked'))] }),
      json({ resources: [nested(vault('Disabled'))] }),
    ],
    'from outer to inner scope': [scoped('outer'), scoped('inner')],
    'an argument of a nested deployment': [argument('Locked'), argument('Disabled')],
    'a name in brackets': [strong, json({ resources: [vault('Disabled', { name: "[concat('rsv', '-prod')]" })] })],
    'a template in the properties of a template': [strong, json({ resources: [nested(nested(vault('Disabled')))] })],
    'a text that is split': [
      json({ resources: [vault("[concat('Loc', 'ked')]")] }),
      json({ resources: [vault("[concat('Dis', 'abled')]")] }),
    ],
    'all its properties are one expression': [
      strong,
      json({
        resources: [
          vault('', { properties: `[json('{"securitySettings":{"immutabilitySettings":{"state":"Disabled"}}}')]` }),
        ],
      }),
    ],
    'the default of a parameter': [
      json({ parameters: { s: { type: 'string', defaultValue: 'Locked' } }, resources: [vault("[parameters('s')]")] }),
      json({
        parameters: { s: { type: 'string', defaultValue: 'Disabled' } },
        resources: [vault("[parameters('s')]")],
      }),
    ],
    'another parameter': [two('a'), two('b')],
  }),
  ...inFile('main.json', removed, {
    'a condition, in JSON': [strong, json({ resources: [vault('Locked', { condition: false })] })],
    'a condition that is an expression': [
      strong,
      json({ resources: [vault('Locked', { condition: '[equals(1, 2)]' })] }),
    ],
    'a loop of nothing': [strong, json({ resources: [vault('Locked', { copy: { name: 'c', count: 0 } })] })],
    'a loop of a parameter of nothing': [counted(1), counted(0)],
    'the deployment that makes it is switched off': [
      json({ resources: [nested(vault('Locked'))] }),
      json({ resources: [{ ...nested(vault('Locked')), condition: false }] }),
    ],
    'no resources': [strong, json({ resources: [] })],
  }),
  ...inFile('main.json', ['vault-left-unmanaged', removed], {
    'it only exists, in JSON': [
      json({ languageVersion: '2.0', resources: { a: vault('Locked') } }),
      json({ languageVersion: '2.0', resources: { a: vault('Locked', { existing: true }) } }),
    ],
  }),
  ...inFile('main.json', ['unseen-module-changed', removed, 'incomplete'], {
    'a link to another address': [
      linked({ uri: 'https://example.com/a.json' }),
      linked({ uri: 'https://example.com/b.json' }),
    ],
    'another version of a template spec': [
      linked({ id: '/subscriptions/s/versions/1.0' }),
      linked({ id: '/subscriptions/s/versions/2.0' }),
    ],
    'the vault moves behind an address': [strong, linked({ uri: 'https://example.com/a.json' })],
  }),
  {
    name: 'a linked template that is in the repository',
    base: { 'main.json': linked({ relativePath: 'inner/vault.json' }), 'inner/vault.json': strong },
    head: { 'inner/vault.json': json({ resources: [vault('Disabled')] }) },
    verdict: weakened,
  },
  {
    name: 'another linked template',
    base: {
      'main.json': linked({ relativePath: 'a.json' }),
      'a.json': strong,
      'b.json': json({ resources: [vault('Disabled')] }),
    },
    head: { 'main.json': linked({ relativePath: 'b.json' }) },
    verdict: weakened,
  },
  {
    name: 'a group that is deployed to',
    base: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg-a' }] }) },
    head: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg-b' }] }) },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a subscription that is deployed to',
    base: {
      'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg', subscriptionId: 'a' }] }),
    },
    head: {
      'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg', subscriptionId: 'b' }] }),
    },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a nested deployment that is complete deletes its neighbour',
    base: { 'main.json': json({ resources: [nested(vault('Locked'), 'Complete')] }) },
    head: { 'main.json': json({ resources: [nested(vault('Locked', { name: 'rsv-other' }), 'Complete')] }) },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'parameters of a vault in place of a value',
    base: {
      'main.json': json({ parameters: { s: { type: 'secureString' } }, resources: [vault("[parameters('s')]")] }),
      'main.parameters.json': given({ s: { value: 'Locked' } }),
    },
    head: {
      'main.parameters.json': given({ s: { reference: { keyVault: { id: '/subscriptions/s/kv' }, secretName: 'x' } } }),
    },
    verdict: weakened,
  },
];

function copied(list: string): string {
  return json({
    variables: { copy: [{ name: 's', count: 1, input: `[${list}[copyIndex('s')]]` }] },
    resources: [vault("[variables('s')[0]]")],
  });
}

function called(level: string): string {
  const members = { level: { parameters: [], output: { type: 'string', value: level } } };
  return json({ functions: [{ namespace: 'own', members }], resources: [vault('[own.level()]')] });
}

function nested(inner: object, mode = 'Incremental', more: object = {}, template: object = {}): object {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'inner',
    properties: { mode, ...more, template: { ...(JSON.parse(json({ resources: [inner] })) as object), ...template } },
  };
}

function scoped(scope: string): string {
  const inner = nested(
    vault("[variables('s')]"),
    'Incremental',
    { expressionEvaluationOptions: { scope } },
    { variables: { s: 'Disabled' } },
  );
  return json({ variables: { s: 'Locked' }, resources: [inner] });
}

function argument(level: string): string {
  const more = { expressionEvaluationOptions: { scope: 'inner' }, parameters: { s: { value: level } } };
  return json({
    resources: [nested(vault("[parameters('s')]"), 'Incremental', more, { parameters: { s: { type: 'string' } } })],
  });
}

function two(name: string): string {
  const parameters = { a: { type: 'string', defaultValue: 'Locked' }, b: { type: 'string', defaultValue: 'Disabled' } };
  return json({ parameters, resources: [vault(`[parameters('${name}')]`)] });
}

function counted(count: number): string {
  const copy = { name: 'c', count: "[parameters('n')]" };
  return json({ parameters: { n: { type: 'int', defaultValue: count } }, resources: [vault('Locked', { copy })] });
}

function linked(templateLink: object): string {
  return json({
    resources: [
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'inner',
        properties: { mode: 'Incremental', templateLink },
      },
    ],
  });
}
