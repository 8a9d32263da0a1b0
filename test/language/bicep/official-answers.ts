/** What follows the declarations that a group shares, or a file as a whole, and the official outputs, or `refused`. */
export type Answer = readonly [text: string, outputs: string];

/** Modules of a loop and a single one, with the outputs days and tags. */
export const moduleHead = `module m 'mod.bicep' = [for i in range(0, 3): {
  name: 'm\${i}'
  params: { i: i + 5 }
}]
module one 'mod.bicep' = {
  name: 'one'
  params: { i: 1 }
}
`;

/** Resources, existing ones, loops of both and a nested one. */
export const resourceHead = `param names array = ['a', 'b']
resource v 'Microsoft.RecoveryServices/vaults@2024-10-01' = {
  name: 'v'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: { publicNetworkAccess: 'Enabled' }
}
resource ps 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-10-01' = [for n in names: {
  parent: v
  name: 'p-\${n}'
  properties: { backupManagementType: 'AzureIaasVM' }
}]
resource ex 'Microsoft.RecoveryServices/vaults@2024-10-01' existing = {
  name: 'ex'
}
resource exs 'Microsoft.RecoveryServices/vaults@2024-10-01' existing = [for n in names: {
  name: 'ex\${n}'
}]
resource outer 'Microsoft.RecoveryServices/vaults@2024-10-01' = {
  name: 'outer'
  location: 'westeurope'
  resource inner 'backupPolicies' = {
    name: 'inner'
    properties: { backupManagementType: 'AzureIaasVM' }
  }
}
`;

/** Outputs of modules that are reached through a value. */
export const moduleAnswers: readonly Answer[] = [
  ['var x = m[0]\noutput o int = x.outputs.days\noutput n string = x.name', '{"o":5,"n":"m0"}'],
  ['var x = one\noutput o int = x.outputs.days\noutput n string = x.name', '{"o":1,"n":"one"}'],
  ['var x = m\noutput o int = x[1].outputs.days\noutput n string = x[1].name', 'refused'],
  ['var x = one.outputs\noutput o int = x.days', '{"o":{"type":"Int","value":1}}'],
  ['var x = m[1]\nvar y = x\noutput o int = y.outputs.days\noutput n string = y.name', '{"o":6,"n":"m1"}'],
  ['output o int = [one, m[1]][1].outputs.days', '{"o":6}'],
  ['var x = [one, m[1]]\noutput o int = x[1].outputs.days', '{"o":6}'],
  ['var x = { a: one }\noutput o int = x.a.outputs.days\noutput n string = x.a.name', 'refused'],
  [
    'var x = { a: one, b: m[1] }\noutput o array = map(items(x), e => e.value.outputs.days)',
    '{"o":[{"type":"Int","value":1},{"type":"Int","value":6}]}',
  ],
  ['output o array = map(filter(m, x => x.outputs.days > 5), x => x.outputs.days)', '{"o":[6,7]}'],
  ['output o array = map(sort(m, (a, b) => a.outputs.days > b.outputs.days), x => x.outputs.days)', '{"o":[7,6,5]}'],
  ['output o int = first(m).?outputs.days ?? 0', '{"o":{"type":"Int","value":5}}'],
  ['output o int = first(m).?outputs.?days ?? 0', '{"o":{"type":"Int","value":5}}'],
  ['output o int = last(m)!.outputs.days', '{"o":7}'],
  ['output o array = map(take(m, 2), x => x.outputs.days)', '{"o":[5,6]}'],
  ['output o array = map(skip(m, 2), x => x.outputs.days)', '{"o":[7]}'],
  ['output o object = mapValues({ a: one }, x => x.outputs.days)', '{"o":{"a":1}}'],
  [
    'output o object = reduce(m, one, (c, x) => x).outputs',
    '{"o":{"days":{"type":"Int","value":7},"tags":{"type":"Object","value":{"a":7}}}}',
  ],
  ['output o array = map(map(m, x => x), x => x.outputs.days)', '{"o":[5,6,7]}'],
  ['param b bool = true\noutput o int = (b ? m[0] : one).outputs.days', '{"o":5}'],
  ['param b bool = true\nvar x = b ? m[0] : one\noutput o int = x.outputs.days', '{"o":5}'],
  ["output o int = m[0]['outputs'].days", '{"o":{"type":"Int","value":5}}'],
  ['output o object = any(one).outputs.days', '{"o":{"type":"Int","value":1}}'],
  ['output o int = (first(filter(m, x => false)) ?? one).outputs.days', '{"o":1}'],
  ['var x = { a: { b: [one] } }\noutput o int = x.a.b[0].outputs.days', '{"o":1}'],
  ['var x = one\noutput o int = x.?outputs.?days ?? 1', '{"o":1}'],
  ['output o int = first(m)!.outputs.tags.a', '{"o":5}'],
  [
    'output o array = map(distinct(m), x => x.outputs.days)',
    '{"o":[{"type":"Int","value":5},{"type":"Int","value":6},{"type":"Int","value":7}]}',
  ],
  ['var x = { ...{ a: one } }\noutput o int = x.a.outputs.days', '{"o":1}'],
  [
    "module two 'mod.bicep' = { name: 'two', params: { i: first(m)!.outputs.days } }\noutput o int = two.outputs.days",
    '{"o":5}',
  ],
  ['output o int = m[^1].outputs.days', '{"o":6}'],
  ['var v = m\noutput o int = v[^1].outputs.days', '{"o":7}'],
];

/** Properties of resources that are reached through a variable. */
export const resourceAnswers: readonly Answer[] = [
  [
    'var x = v\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v","name":"v","apiVersion":"2024-10-01"}',
  ],
  [
    "var x = ps[indexOf(names, 'b')]\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion",
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b","name":"p-b","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = ex\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/ex","name":"ex","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = exs[1]\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/exb","name":"exb","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = outer::inner\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/outer/backupPolicies/inner","name":"inner","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = ps[0]\nvar y = x\noutput id string = y.id\noutput name string = y.name\noutput type string = y.type\noutput apiVersion string = y.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","name":"p-a","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = ps\noutput id string = x[1].id\noutput name string = x[1].name\noutput type string = x[1].type\noutput apiVersion string = x[1].apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b","name":"p-b","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = [for i in range(0,2): ps[i]]\noutput id string = x[1].id\noutput name string = x[1].name\noutput type string = x[1].type\noutput apiVersion string = x[1].apiVersion',
    'refused',
  ],
  [
    "var x = ps[0]\noutput o string = x['id']\noutput p string = x['name']",
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","p":"p-a"}',
  ],
  [
    'var x = ps[0]\noutput o string? = x.?id\noutput p string? = x.?name',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","p":"p-a"}',
  ],
  [
    'var x = ps[0]\noutput o string = x!.id\noutput p string = (x).name',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","p":"p-a"}',
  ],
  [
    'param b bool = true\nvar x = b ? v : ex\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    "{\"type\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').type]\",\"id\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').id]\",\"name\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').name]\",\"apiVersion\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').apiVersion]\"}",
  ],
  [
    'param b bool = false\nvar x = ps[b ? 0 : 1]\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b","name":"p-b","apiVersion":"2024-10-01"}',
  ],
  [
    'var x = v\noutput o string = x.location\noutput p string = x.properties.publicNetworkAccess\noutput q string = x.sku.name',
    '{"o":"[reference(\'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v\', \'2024-10-01\', \'full\').location]","p":"Enabled","q":"[reference(\'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v\', \'2024-10-01\', \'full\').sku.name]"}',
  ],
  ['var x = outer\noutput o string = x::inner.id', 'refused'],
  [
    'output o string = first(ps)!.id',
    "{\"o\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a', '2024-10-01', 'full').id]\"}",
  ],
  [
    'output o array = map(ps, p => p.id)',
    "{\"o\":\"[createArray(reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a', '2024-10-01', 'full').id, reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b', '2024-10-01', 'full').id)]\"}",
  ],
  [
    'var x = (ps[0])\noutput id string = x.id\noutput name string = x.name\noutput type string = x.type\noutput apiVersion string = x.apiVersion',
    '{"type":"Microsoft.RecoveryServices/vaults/backupPolicies","id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","name":"p-a","apiVersion":"2024-10-01"}',
  ],
  [
    "var x = v\nresource p 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-10-01' = {\n  parent: x\n  name: 'z'\n  properties: { backupManagementType: 'AzureIaasVM' }\n}",
    'refused',
  ],
  [
    "var x = v\nresource l 'Microsoft.Authorization/locks@2020-05-01' = {\n  scope: x\n  name: 'z'\n  properties: { level: 'CanNotDelete' }\n}",
    'refused',
  ],
  [
    'var x = ps[0]\nvar id = x.id\nvar both = [id, x.name]\noutput o array = both',
    '{"o":["/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a","p-a"]}',
  ],
  [
    "var x = ps[0]\noutput o string = '${x.name}-${x.id}'",
    '{"o":"p-a-/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-a"}',
  ],
  ["var x = ps[0]\noutput o array = [for i in range(0,2): '${x.name}${i}']", '{"o":["p-a0","p-a1"]}'],
  [
    "var x = ps[0]\nresource z 'Microsoft.RecoveryServices/vaults@2024-10-01' = {\n  name: x.name\n  location: 'westeurope'\n}",
    'refused',
  ],
  ['var x = v\noutput o string = x.properties.publicNetworkAccess', '{"o":"Enabled"}'],
  [
    'var x = v\noutput o object = x.listKeys()',
    '{"o":"[listKeys(\'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v\', \'2024-10-01\')]"}',
  ],
  ["var x = ps[0]\noutput o string = last(split(x.id, '/'))", '{"o":"p-a"}'],
  [
    'var x = any(v)\noutput o string = x.id',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v"}',
  ],
  [
    'var x = v!\noutput o string = x.id',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v"}',
  ],
  [
    "param b bool = true\nresource c 'Microsoft.RecoveryServices/vaults@2024-10-01' existing = if (b) {\n name: 'c'\n}\nvar x = c\noutput o string = x.id\noutput p string? = x.?id",
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/c","p":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/c"}',
  ],
  [
    "param k string = 'id'\nvar x = v\noutput o string = x[k]",
    "{\"o\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').id]\"}",
  ],
  [
    "var k = 'id'\nvar x = v\noutput o string = x[k]",
    "{\"o\":\"[reference('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v', '2024-10-01', 'full').id]\"}",
  ],
  [
    'output o string = ps[^1].id',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b"}',
  ],
  [
    'var x = ps[^1]\noutput o string = x.id',
    '{"o":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p-b"}',
  ],
  ['var x = ps[?1]\noutput o string? = x.?id', 'refused'],
];

/** YAML files that are loaded. */
export const yamlAnswers: readonly Answer[] = [
  [
    'base: &b\n  days: 90\n  unit: D\nvm:\n  <<: *b\n  unit: W\n',
    '{"base":{"days":90,"unit":"D"},"vm":{"days":90,"unit":"W"}}',
  ],
  [
    'base: &b\n  days: 90\n  unit: D\nvm:\n  unit: W\n  <<: *b\n  z: 1\n',
    '{"base":{"days":90,"unit":"D"},"vm":{"unit":"W","days":90,"z":1}}',
  ],
  [
    'base: &b {days: 90, unit: D}\nvm: {<<: *b, unit: W}\n',
    '{"base":{"days":90,"unit":"D"},"vm":{"days":90,"unit":"W"}}',
  ],
  [
    'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nvm:\n  <<: [*a, *b]\n',
    '{"a":{"x":1,"y":1},"b":{"x":2,"z":2},"vm":{"x":2,"y":1,"z":2}}',
  ],
  [
    'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nvm:\n  <<:\n    - *a\n    - *b\n  y: 9\n',
    '{"a":{"x":1,"y":1},"b":{"x":2,"z":2},"vm":{"x":2,"y":9,"z":2}}',
  ],
  ['vm:\n  <<: {x: 1, y: 2}\n  y: 3\n', '{"vm":{"x":1,"y":3}}'],
  ['vm:\n  <<:\n    x: 1\n    y: 2\n  y: 3\n', '{"vm":{"x":1,"y":3}}'],
  ['a: &a {x: 1}\nvm:\n  "<<": *a\n  y: 3\n', '{"a":{"x":1},"vm":{"x":1,"y":3}}'],
  ["a: &a {x: 1}\nvm:\n  '<<': *a\n  y: 3\n", '{"a":{"x":1},"vm":{"x":1,"y":3}}'],
  [
    'a: &a {x: 1}\nb: &b {x: 2, q: 1}\nvm:\n  <<: *a\n  <<: *b\n  y: 3\n',
    '{"a":{"x":1},"b":{"x":2,"q":1},"vm":{"x":2,"q":1,"y":3}}',
  ],
  ['vm:\n  <<: 5\n  y: 3\n', 'refused'],
  ['vm:\n  <<: abc\n  y: 3\n', 'refused'],
  ['vm:\n  <<:\n  y: 3\n', '{"vm":{"y":3}}'],
  ['vm:\n  <<: [1]\n  y: 3\n', 'refused'],
  ['vm:\n  <<: []\n  y: 3\n', '{"vm":{"y":3}}'],
  ['vm:\n  <<: [{x: 1}, {x: 2, y: 4}]\n  y: 3\n', '{"vm":{"x":2,"y":3}}'],
  [
    'a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nvm:\n  <<: *b\n  z: 3\n',
    '{"a":{"x":1},"b":{"x":1,"y":2},"vm":{"x":1,"y":2,"z":3}}',
  ],
  ['a: &a {r: {d: 1, e: 2}}\nvm:\n  <<: *a\n  r: {d: 7}\n', '{"a":{"r":{"d":1,"e":2}},"vm":{"r":{"d":7}}}'],
  ['a: &a {x: 1}\nvm:\n  - <<: *a\n    y: 1\n  - <<: *a\n', '{"a":{"x":1},"vm":[{"x":1,"y":1},{"x":1}]}'],
  ['a: &a {X: 1}\nvm:\n  <<: *a\n  x: 2\n', '{"a":{"X":1},"vm":{"X":1,"x":2}}'],
  ['<<: {x: 1}\ny: 2\n', '{"x":1,"y":2}'],
  ['a: &a {x: 1}\nvm:\n  !!str <<: *a\n  y: 1\n', '{"a":{"x":1},"vm":{"x":1,"y":1}}'],
  ['a: &a {x: 1}\nvm:\n  !!merge <<: *a\n  y: 1\n', '{"a":{"x":1},"vm":{"x":1,"y":1}}'],
  ['a: &a [{x: 1}, {x: 2}]\nvm:\n  <<: *a\n', '{"a":[{"x":1},{"x":2}],"vm":{"x":2}}'],
  ['a: &a {x: 1}\nvm:\n  ? <<\n  : *a\n', '{"a":{"x":1},"vm":{"x":1}}'],
  ['vm: {a: }\n', '{"vm":{"a":""}}'],
  ['vm: {a, b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {a: , b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {b: 1, a}\n', '{"vm":{"b":1,"a":""}}'],
  ['vm: [a: , b: 2]\n', '{"vm":[{"a":""},{"b":2}]}'],
  ['vm: [a: 1, b: ]\n', '{"vm":[{"a":1},{"b":""}]}'],
  ['vm: {"a": , b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {"a":, b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm:\n  a:\n  b: 1\n', '{"vm":{"a":null,"b":1}}'],
  ['vm:\n  -\n  - 1\n', '{"vm":[null,1]}'],
  ['vm: {a: 1,}\n', '{"vm":{"a":1}}'],
  ['vm: {a: ~, b: null}\n', '{"vm":{"a":null,"b":null}}'],
  ['vm: {a: &x , b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {a: !!str , b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {? a, b: 1}\n', '{"vm":{"a":"","b":1}}'],
  ['vm: {a: 1, a: 2}\n', 'refused'],
  ['vm: {a: 1, A: 2}\n', '{"vm":{"a":1,"A":2}}'],
  ['vm:\n  a: 1\n  a: 2\n', 'refused'],
  ['a: &a\n  b: *a\n', 'refused'],
  ['a: &a\n  <<: *a\n  x: 1\n', 'refused'],
  ['a: &a {x: 1}\nvm:\n  <<: [*a, null]\n', 'refused'],
  ['vm: {<<: , a: 1}\n', 'refused'],
  ['a: &a {x: 1}\nvm: {<<: [*a], x: 2}\n', '{"a":{"x":1},"vm":{"x":2}}'],
  ['a: &a {x: 1}\nvm: [<<: *a]\n', '{"a":{"x":1},"vm":[{"x":1}]}'],
  ['a: &a {x: 1}\nvm:\n  <<: [[*a]]\n', 'refused'],
  [
    'a: &a {x: {y: 1}}\nb: &b {x: {z: 1}}\nvm:\n  <<: [*a, *b]\n',
    '{"a":{"x":{"y":1}},"b":{"x":{"z":1}},"vm":{"x":{"z":1}}}',
  ],
  ['vm: {a: {b: }, c: [d: ]}\n', '{"vm":{"a":{"b":""},"c":[{"d":""}]}}'],
  ['vm: {a: !!null , b: 1}\n', '{"vm":{"a":"","b":1}}'],
  [
    'a: &a {x: 1, y: 2}\nb: &b {z: 3}\nvm:\n  q: 1\n  <<: *b\n  y: 5\n  <<: *a\n',
    '{"a":{"x":1,"y":2},"b":{"z":3},"vm":{"q":1,"z":3,"y":5,"x":1}}',
  ],
  ['vm:\n  <<: ~\n  a: 1\n', '{"vm":{"a":1}}'],
  ["vm:\n  <<: ''\n  a: 1\n", 'refused'],
  ['vm: {\n a: # c\n , b: 2}\n', '{"vm":{"a":"","b":2}}'],
  ['vm: {<<: {x: 1}}\n', '{"vm":{"x":1}}'],
  ['vm:\n  <<: {<<: {x: 1}, y: 2}\n', '{"vm":{"x":1,"y":2}}'],
  ['vm: [a, ]\n', '{"vm":["a"]}'],
  ["vm: {'': 1}\n", '{"vm":{"":1}}'],
  ['vm: {a: {}, b: []}\n', '{"vm":{"a":{},"b":[]}}'],
  ['vm: {<<: {X: 1}, x: 2}\n', '{"vm":{"X":1,"x":2}}'],
];

/** Declarations with `@allowed`, and whether the compiler takes them. */
export const allowedAnswers: readonly (readonly [text: string, isTaken: boolean])[] = [
  ["@allowed(['A', 'B'])\nparam p ('A' | 'B')?", true],
  ["@allowed(['A'])\nparam p ('A' | 'B')?", true],
  ["@allowed(['C'])\nparam p ('A' | 'B')?", false],
  ["@allowed(['A', 'C'])\nparam p ('A' | 'B')?", false],
  ["@allowed(['A', null])\nparam p ('A' | 'B')?", false],
  ["@allowed(['A'])\nparam p 'A' | 'B' | null", false],
  ["@allowed(['A'])\nparam p 'A' | null", false],
  ["@allowed(['A'])\nparam p 'A' | 'B'", false],
  ["@allowed(['A'])\nparam p 'A'", false],
  ["@allowed(['A'])\nparam p 'A'?", false],
  ['@allowed([1, 2])\nparam p (1 | 2)?', true],
  ['@allowed([3])\nparam p (1 | 2)?', false],
  ['@allowed([-1])\nparam p (-1 | 2)?', true],
  ['@allowed([true])\nparam p (true | false)?', true],
  ["type t = 'A' | 'B'\n@allowed(['A'])\nparam p t", false],
  ["type t = 'A' | 'B'\n@allowed(['A'])\nparam p t?", false],
  ["@allowed(['A'])\nparam p (('A' | 'B'))?", true],
  ["@allowed(['A', 'A'])\nparam p ('A' | 'B')?", true],
  ["@allowed([])\nparam p ('A' | 'B')?", false],
  ["@allowed(['a'])\nparam p ('A' | 'B')?", false],
  ["@allowed([1])\nparam p ('A' | 'B')?", false],
  ["@allowed(['A'])\nparam p ('A')?", true],
  ["@allowed(['A'])\nparam p ('A' | null)?", true],
  ["@allowed(['A'])\nparam p ('A' | 'B' | null)?", true],
  ["@allowed(['A', null])\nparam p ('A' | 'B' | null)?", false],
  ["@allowed(['A'])\nparam p ('A' | 'A')?", true],
  ["type t = 'A' | 'B'\n@allowed(['A'])\nparam p (t)?", true],
  ['@allowed([(1)])\nparam p (1 | 2)?', false],
  ["@allowed(['${'A'}'])\nparam p ('A' | 'B')?", false],
  ['@allowed([2])\nparam p (1 | 3)?', false],
  ["@allowed([true])\nparam p ('A' | 'B')?", false],
  ["@allowed([['A']])\nparam p ('A' | 'B')?", false],
  ['@allowed([true])\nparam p (true)?', true],
  ['@allowed([1])\nparam p 1?', false],
  ["@allowed(['A'])\nparam p ((('A' | 'B')?)?)", true],
  ['@allowed([false])\nparam p (true | false)?', true],
  ['@allowed([1])\nparam p (-1 | -2)?', false],
];

/** Calls, their type, and what they give. */
export const callAnswers: readonly (readonly [call: string, type: string, output: string])[] = [
  ["toUpper('ı')", 'string', '"ı"'],
  ["toUpper('ſıß')", 'string', '"Sıß"'],
  ["toUpper('ıstanbul')", 'string', '"ıSTANBUL"'],
  ["toLower('İI')", 'string', '"İi"'],
  ["min(json('9223372036854775808'), 1)", 'int', 'refused'],
  ["max(json('9223372036854775808'), 1)", 'int', 'refused'],
  ["min([json('99999999999999999999'), 1])", 'int', 'refused'],
  ["json('-9223372036854775808') % -1", 'int', 'refused'],
  ["json('-9223372036854775808') / -1", 'int', 'refused'],
  ["json('9223372036854775808') % 2", 'int', 'refused'],
  ["string(json('null').?a ?? 'x')", 'string', '"x"'],
  ["string(json('{\"a\":null}').?a.b ?? 'x')", 'string', '"x"'],
  ["string(json('{\"a\":null}').?a[?^1] ?? 'x')", 'string', '"x"'],
  ["string(json('[null]')[?^1].?x ?? 'x')", 'string', '"x"'],
  ["string(json('[[1,2]]')[?^1][^1] ?? 'x')", 'string', '"2"'],
  ["dateTimeAdd('10:20','P1D','HH:mm')", 'string', '"10:20"'],
  ["dateTimeAdd('10:20 AM','PT1H','HH:mm')", 'string', '"11:20"'],
  ["dateTimeAdd('23:30','PT1H','HH:mm')", 'string', '"00:30"'],
  ["dateTimeAdd('00:00','-PT1M','HH:mm')", 'string', '"23:59"'],
  ["dateTimeAdd('10:20+02:00','P1D','HH:mm')", 'string', '"10:20"'],
  ["dateTimeAdd('8pm','PT1H','HH')", 'string', '"21"'],
  ["dateTimeAdd('24:00','PT1H','HH')", 'string', 'refused'],
  ["constructor('a')", 'string', 'refused'],
  ["sys.toString('a')", 'string', 'refused'],
  ["loadTextContent(('x.txt'))", 'string', '"hi"'],
  ["loadFileAsBase64((('x.txt')))", 'string', '"aGk="'],
  ["loadJsonContent(('x.json'), ('.a'))", 'object', '{"b":1}'],
  ["loadJsonContent('${'x'}.json').a", 'object', '{"b":1}'],
  ["length(loadDirectoryFileInfo(('d'), ('*.txt')))", 'int', '1'],
];
