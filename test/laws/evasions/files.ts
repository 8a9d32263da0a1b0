import {
  bicep,
  caller,
  nothing,
  open,
  openJson,
  padding,
  parameters,
  parametersFor,
  strong,
  strongBicep,
  type Trick,
  weak,
  weakBicep,
  weakened,
} from './trick.ts';

const named = `param name string\n${bicep("'Locked'", 'name')}`;
const pointer = (id: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${id.repeat(64)}\nsize 1500\n`;
const chosen = `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-prod'
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: resourceGroup().name == 'rg-prod' ? 'STATE' : 'Locked' } } }
}
`;
const context = (group: string): string => JSON.stringify({ resourceGroup: group });

export const decoys: readonly Trick[] = [
  {
    name: 'a link to a text',
    base: { 'main.bicep': strongBicep },
    head: { 'x.txt': weakBicep, 'docs/sample.bicep': strongBicep, 'main.bicep': { link: 'x.txt' } },
    verdict: weakened,
  },
  {
    name: 'a link to a text, in JSON',
    base: { 'main.json': strong },
    head: { 'x.txt': weak, 'docs/sample.json': strong, 'main.json': { link: 'x.txt' } },
    verdict: weakened,
  },
  {
    name: 'a link out of the repository',
    base: { 'main.bicep': strongBicep },
    head: { 'docs/sample.bicep': strongBicep, 'main.bicep': { link: '../../x.bicep' } },
    verdict: 'incomplete',
  },
  {
    name: 'a link that leads nowhere',
    base: { 'main.json': strong },
    head: { 'docs/sample.json': strong, 'main.json': { link: 'nowhere.json' } },
    verdict: 'incomplete',
  },
  {
    name: 'a file that is too large',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `${padding}${weakBicep}`, 'docs/sample.bicep': strongBicep },
    verdict: 'incomplete',
  },
  {
    name: 'another case of the ending',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'main.BICEP': weakBicep, 'docs/sample.bicep': strongBicep },
    verdict: weakened,
  },
  {
    name: 'another case of the ending, in JSON',
    base: { 'main.json': strong },
    head: { 'main.json': undefined, 'main.JSON': weak, 'docs/sample.json': strong },
    verdict: weakened,
  },
  {
    name: 'JSON with comments',
    base: { 'main.json': strong },
    head: { 'main.json': undefined, 'main.jsonc': weak },
    verdict: weakened,
  },
  {
    name: 'a template without a schema',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace(/"\$schema".*\n/, ''), 'docs/sample.json': strong },
    verdict: weakened,
  },
  {
    name: 'a pointer of LFS',
    base: { 'main.json': strong },
    head: { 'main.json': pointer('a') },
    verdict: 'incomplete',
  },
  {
    name: 'another pointer of LFS',
    base: { 'main.json': pointer('a') },
    head: { 'main.json': pointer('b') },
    verdict: 'incomplete',
  },
  {
    name: 'a torn template',
    base: { 'main.json': strong },
    head: { 'main.json': weak.slice(0, -30), 'docs/sample.json': strong },
    verdict: 'incomplete',
  },
  {
    name: 'a submodule of that name',
    base: { 'main.json': strong },
    head: { 'docs/sample.json': strong, 'main.json': { submodule: 'a'.repeat(40) } },
    verdict: 'incomplete',
  },
];

export const moves: readonly Trick[] = [
  {
    name: 'another environment had the same vault',
    base: { 'prod/main.json': strong, 'test/main.json': strong },
    head: { 'prod/main.json': nothing, 'test/main.json': `${strong}\n` },
    verdict: 'vault-removed',
  },
  {
    name: 'the same, in complete mode',
    base: { 'prod/main.json': strong, 'test/main.json': strong },
    head: { 'prod/main.json': nothing, 'test/main.json': `${strong}\n` },
    options: { mode: 'complete' },
    verdict: 'vault-removed',
  },
  {
    name: 'the same, in Bicep',
    base: { 'prod/main.bicep': strongBicep, 'test/main.bicep': strongBicep },
    head: { 'prod/main.bicep': '', 'test/main.bicep': `${strongBicep}\n` },
    verdict: 'vault-removed',
  },
  {
    name: 'a sample has the vault',
    base: { 'prod/main.json': strong },
    head: { 'prod/main.json': nothing, 'docs/sample.json': strong },
    verdict: 'vault-removed',
  },
  {
    name: 'a sample has the vault, in Bicep',
    base: { 'prod/main.bicep': strongBicep },
    head: { 'prod/main.bicep': '', 'docs/sample.bicep': strongBicep },
    options: { mode: 'complete' },
    verdict: 'vault-removed',
  },
  {
    name: 'a sample has the vault, and it is weak',
    base: { 'prod/main.json': strong },
    head: { 'prod/main.json': nothing, 'docs/sample.json': weak },
    verdict: weakened,
  },
  {
    name: 'the whole folder goes, another one stays',
    base: { 'prod/main.json': strong, 'test/main.json': strong },
    head: { 'prod/main.json': undefined, 'test/main.json': `${strong}\n` },
    verdict: 'vault-removed',
  },
  {
    name: 'the last caller of a module goes',
    base: { 'main.bicep': caller('vault.bicep'), 'vault.bicep': strongBicep },
    head: { 'main.bicep': undefined },
    verdict: 'vault-removed',
  },
  {
    name: 'the last caller of a module goes, and the module is weaker',
    base: { 'main.bicep': caller('vault.bicep'), 'vault.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'vault.bicep': weakBicep },
    verdict: 'vault-removed',
  },
];

export const declarations: readonly Trick[] = [
  { name: 'a hotfix', base: { 'main.json': strong }, head: { 'hotfix.json': weak }, verdict: weakened },
  {
    name: 'a hotfix in the other language',
    base: { 'main.json': strong },
    head: { 'fix.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'the other language beside it',
    base: { 'main.bicep': strongBicep },
    head: { 'main.json': weak },
    verdict: weakened,
  },
  {
    name: 'a hotfix in a folder',
    base: { 'a/main.bicep': strongBicep },
    head: { 'b/c/x.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'another target that is there already',
    base: { 'main.json': strong, 'other.json': nothing },
    head: { 'other.json': weak },
    verdict: weakened,
  },
  {
    name: 'a second parameter file',
    base: { 'main.json': openJson, 'main.a.parameters.json': parameters('Locked') },
    head: { 'main.b.parameters.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'a second parameter file of Bicep',
    base: { 'main.bicep': open, 'a.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'b.bicepparam': parametersFor('main.bicep', 'Disabled') },
    verdict: weakened,
  },
];

export const parameterFiles: readonly Trick[] = [
  {
    name: 'a link',
    base: { 'main.json': openJson, 'main.parameters.json': parameters('Locked') },
    head: { 'x.txt': parameters('Disabled'), 'main.parameters.json': { link: 'x.txt' } },
    verdict: weakened,
  },
  {
    name: 'no schema',
    base: { 'main.json': openJson, 'main.parameters.json': parameters('Locked') },
    head: { 'main.parameters.json': parameters('Disabled', false) },
    verdict: weakened,
  },
  {
    name: 'too large',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': padding + parametersFor('main.bicep', 'Disabled') },
    verdict: 'incomplete',
  },
  {
    name: 'a link of Bicep',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'x.txt': parametersFor('main.bicep', 'Disabled'), 'main.bicepparam': { link: 'x.txt' } },
    verdict: weakened,
  },
  {
    name: 'another case of the ending',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': undefined, 'main.BICEPPARAM': parametersFor('main.bicep', 'Disabled') },
    verdict: weakened,
  },
  {
    name: 'a test calls the template',
    base: { 'main.bicep': open, 'main.parameters.json': parameters('Locked') },
    head: { 'test/t.bicep': caller('../main.bicep'), 'main.parameters.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'a test called the template already',
    base: { 'main.bicep': open, 'main.parameters.json': parameters('Locked'), 'test/t.bicep': caller('../main.bicep') },
    head: { 'main.parameters.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'a test calls the template and it is weaker',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'test/t.bicep': "module t '../main.bicep' = if (false) {\n  name: 't'\n}\n" },
    verdict: weakened,
  },
  {
    name: 'it names another template',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: {
      'weak.bicep': `param state string\n${weakBicep}`,
      'main.bicepparam': parametersFor('weak.bicep', 'Locked'),
    },
    verdict: weakened,
  },
  {
    name: 'one of two goes',
    base: {
      'main.bicep': named,
      'a.bicepparam': "using 'main.bicep'\nparam name = 'rsv-prod'\n",
      'b.bicepparam': "using 'main.bicep'\nparam name = 'rsv-dev'\n",
    },
    head: { 'a.bicepparam': undefined },
    verdict: 'parameters-removed',
  },
  {
    name: 'one of two goes, in complete mode',
    base: {
      'main.bicep': named,
      'a.bicepparam': "using 'main.bicep'\nparam name = 'rsv-prod'\n",
      'b.bicepparam': "using 'main.bicep'\nparam name = 'rsv-dev'\n",
    },
    head: { 'a.bicepparam': undefined },
    options: { mode: 'complete' },
    verdict: 'parameters-removed',
  },
];

export const settings: readonly Trick[] = [
  {
    name: 'the context of head',
    base: { 'main.bicep': chosen.replace('STATE', 'Locked'), 'ctx.json': context('rg-prod') },
    head: { 'main.bicep': chosen.replace('STATE', 'Disabled'), 'ctx.json': context('rg-x') },
    options: { contextFile: 'ctx.json' },
    verdict: weakened,
  },
  {
    name: 'the mode of a parameter file',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: {
      'main.bicep': 'param state string\n',
      'main.bicepparam': parametersFor('main.bicep', 'Locked', " with {\n  mode: 'deployment'\n}"),
    },
    verdict: 'vault-removed',
  },
];
