import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { diff } from '../../src/library/diff.ts';
import type { DiffOptions } from '../../src/library/options.ts';
import {
  gitEnvironment,
  repositoryIn,
  run,
  type TestRepository,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { test } from '../support/folders.ts';

type Files = Readonly<Record<string, string | undefined>>;

/** A way of letting the protection of `rsv-prod` drop where a review does not look. */
interface Trick {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  /** What files alone cannot do. */
  readonly more?: (folder: string) => void;
  readonly options?: Omit<DiffOptions, 'cwd'>;
  /** The rule that must report it, or what an incomplete run must at least be. */
  readonly verdict: string;
}

const [strong, weak] = [vaultTemplate('Locked'), vaultTemplate('Disabled')];
const nothing = vaultTemplate('Locked').replace(/"resources": \[[\s\S]*\]/, '"resources": []');
const weakened = 'vault-immutability-weakened';

function bicep(state: string, name = "'rsv-prod'"): string {
  return `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: ${name}
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }
}
`;
}

const [strongBicep, weakBicep] = [bicep("'Locked'"), bicep("'Disabled'")];
const open = `param state string = 'Locked'\n${bicep('state')}`;
const named = `param name string\n${bicep("'Locked'", 'name')}`;
const openJson = strong
  .replace('"resources"', '"parameters": { "state": { "type": "string", "defaultValue": "Locked" } },\n  "resources"')
  .replace('"state": "Locked"', '"state": "[parameters(\'state\')]"');

function parameters(state: string, schema = true): string {
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
  return JSON.stringify({
    ...(schema && { $schema }),
    contentVersion: '1.0.0.0',
    parameters: { state: { value: state } },
  });
}

function parametersFor(template: string, state: string, more = ''): string {
  return `using '${template}'${more}\nparam state = '${state}'\n`;
}

const link = (target: string, place: string) => (folder: string) => {
  mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
  rmSync(path.join(folder, place), { force: true });
  symlinkSync(target, path.join(folder, place));
};
const move = (from: string, to: string) => (folder: string) => {
  mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
  renameSync(path.join(folder, from), path.join(folder, to));
};
const padding = `// ${'x'.repeat(100)}\n`.repeat(170_000);
const pointer = (id: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${id.repeat(64)}\nsize 1500\n`;
const caller = (file: string): string => `module vault '${file}' = {\n  name: 'vault'\n}\n`;

const decoys: readonly Trick[] = [
  {
    name: 'a link to a text',
    base: { 'main.bicep': strongBicep },
    head: { 'x.txt': weakBicep, 'docs/sample.bicep': strongBicep },
    more: link('x.txt', 'main.bicep'),
    verdict: weakened,
  },
  {
    name: 'a link to a text, in JSON',
    base: { 'main.json': strong },
    head: { 'x.txt': weak, 'docs/sample.json': strong },
    more: link('x.txt', 'main.json'),
    verdict: weakened,
  },
  {
    name: 'a link out of the repository',
    base: { 'main.bicep': strongBicep },
    head: { 'docs/sample.bicep': strongBicep },
    more: link('../../x.bicep', 'main.bicep'),
    verdict: 'incomplete',
  },
  {
    name: 'a link that leads nowhere',
    base: { 'main.json': strong },
    head: { 'docs/sample.json': strong },
    more: link('nowhere.json', 'main.json'),
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
    head: { 'main.bicep': weakBicep, 'docs/sample.bicep': strongBicep },
    more: move('main.bicep', 'main.BICEP'),
    verdict: weakened,
  },
  {
    name: 'another case of the ending, in JSON',
    base: { 'main.json': strong },
    head: { 'main.json': weak, 'docs/sample.json': strong },
    more: move('main.json', 'main.JSON'),
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
    head: { 'docs/sample.json': strong },
    more: (folder) => submodule(folder),
    verdict: 'incomplete',
  },
];

const submodule = (folder: string): void => {
  const inner = path.join(folder, 'main.json');
  rmSync(inner);
  mkdirSync(inner);
  run(inner, 'git', ['init', '-q'], gitEnvironment);
  repositoryIn(inner).commit({ 'x.txt': '' });
};

const moves: readonly Trick[] = [
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

const declarations: readonly Trick[] = [
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

const parameterFiles: readonly Trick[] = [
  {
    name: 'a link',
    base: { 'main.json': openJson, 'main.parameters.json': parameters('Locked') },
    head: { 'x.txt': parameters('Disabled') },
    more: link('x.txt', 'main.parameters.json'),
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
    head: { 'x.txt': parametersFor('main.bicep', 'Disabled') },
    more: link('x.txt', 'main.bicepparam'),
    verdict: weakened,
  },
  {
    name: 'another case of the ending',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': parametersFor('main.bicep', 'Disabled') },
    more: move('main.bicepparam', 'main.BICEPPARAM'),
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

const chosen = `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-prod'
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: resourceGroup().name == 'rg-prod' ? 'STATE' : 'Locked' } } }
}
`;
const context = (group: string): string => JSON.stringify({ resourceGroup: group });

const settings: readonly Trick[] = [
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

const odd = (template: string): string =>
  template.replace('schema.management.azure.com', 'example.com').replace(/deploymentTemplate/, 'mine');
const escaped = (template: string): string => template.replace('deploymentTemplate', 'deployment\\u0054emplate');
const predicted = (template: string): string =>
  template.replace('"resources"', '"predictedResources": [],\n  "resources"');
const linking = vaultTemplate('Locked').replace(
  /"resources": \[[\s\S]*\]/,
  '"resources": [{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "vault", "properties": { "mode": "Incremental", "templateLink": { "relativePath": "vault.txt" } } }]',
);
const script = `resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'script'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: { azCliVersion: '2.61.0', retentionInterval: 'PT1H', scriptContent: 'az backup vault list' }
}
`;

/** Files at which one could fail to look: none of these has anything that another one lacks but its place or its form. */
const reach: readonly Trick[] = [
  {
    name: 'a hidden folder',
    base: { '.azure/main.bicep': strongBicep },
    head: { '.azure/main.bicep': weakBicep },
    verdict: weakened,
  },
  { name: 'a hidden file', base: { '.main.json': strong }, head: { '.main.json': weak }, verdict: weakened },
  {
    name: 'a folder of dependencies',
    base: { 'node_modules/x/main.json': strong },
    head: { 'node_modules/x/main.json': weak },
    verdict: weakened,
  },
  {
    name: 'a schema of its own',
    base: { 'main.json': odd(strong) },
    head: { 'main.json': odd(weak) },
    verdict: weakened,
  },
  {
    name: 'a schema with an escape',
    base: { 'main.json': escaped(strong) },
    head: { 'main.json': escaped(weak) },
    verdict: weakened,
  },
  {
    name: 'a member of snapshots',
    base: { 'main.json': predicted(strong) },
    head: { 'main.json': predicted(weak) },
    verdict: weakened,
  },
  {
    name: 'a member of snapshots that is new',
    base: { 'main.json': strong },
    head: { 'main.json': predicted(weak) },
    verdict: weakened,
  },
  {
    name: 'a parameter file without a schema',
    base: { 'main.json': openJson, 'main.parameters.json': parameters('Locked', false) },
    head: { 'main.parameters.json': parameters('Disabled', false) },
    verdict: weakened,
  },
  {
    name: 'a parameter file that goes to another folder',
    base: { 'main.json': openJson, 'main.parameters.json': parameters('Locked') },
    head: { 'main.parameters.json': undefined, 'cfg/main.parameters.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'a large file with another change',
    base: { 'main.bicep': `${padding}${strongBicep}` },
    head: { 'main.bicep': `${padding}${weakBicep}` },
    verdict: 'incomplete',
  },
  {
    name: 'a linked template with another ending',
    base: { 'main.json': linking, 'vault.txt': strong },
    head: { 'vault.txt': weak },
    verdict: weakened,
  },
  {
    name: 'a folder that becomes a link out of the repository',
    base: { 'infra/main.bicep': strongBicep },
    head: { 'infra/main.bicep': undefined },
    more: (folder) => {
      rmSync(path.join(folder, 'infra'), { recursive: true });
      symlinkSync('../../elsewhere', path.join(folder, 'infra'));
    },
    verdict: 'incomplete',
  },
  {
    name: 'a vault that becomes an existing one',
    base: { 'main.bicep': strongBicep },
    head: {
      'main.bicep': `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {\n  name: 'rsv-prod'\n}\n`,
    },
    options: { mode: 'incremental' },
    verdict: 'vault-left-unmanaged',
  },
  {
    name: 'a script beside the vault',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `${strongBicep}${script}` },
    verdict: 'deployment-script-changed',
  },
  {
    name: 'a module that cannot be seen',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `${strongBicep}module m 'br:example.azurecr.io/v:v1' = {\n  name: 'm'\n}\n` },
    verdict: 'unseen-module-added',
  },
  {
    name: 'what costs too much',
    base: { 'main.bicep': strongBicep },
    head: {
      'main.bicep': bicep(
        "length(join(map(range(0, 9000), x => join(map(range(0, 9000), y => '${x}${y}'), '')), '')) > 0 ? 'Locked' : 'Disabled'",
      ),
    },
    verdict: 'incomplete',
  },
];

function judged(
  { folder, commit, git }: TestRepository,
  { base, head, more, options = {} }: Trick,
): Promise<RunResult> {
  const first = commit(base);
  writeFiles(folder, head);
  more?.(folder);
  git('add', '-A');
  git('commit', '-qm', 'head');
  return diff({ base: first, head: 'HEAD', ...options, cwd: folder });
}

/** The finding that a verdict asks for must weigh as much as a warning. */
function saidOf({ findings, complete }: RunResult): readonly string[] {
  const told = findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule.id);
  return complete ? told : [...told, 'incomplete'];
}

describe.each([
  ['a decoy takes the place of', decoys],
  ['a removal looks like a move', moves],
  ['a known vault is declared again', declarations],
  ['a parameter file is hidden', parameterFiles],
  ['head chooses how it is judged', settings],
  ['it is out of reach', reach],
] as const)('%s', (_, tricks) => {
  for (const trick of tricks) {
    test(trick.name, async ({ repository }) => {
      expect(saidOf(await judged(repository, trick))).toContain(trick.verdict);
    });
  }
});

test('a file that git skips in the working tree is judged as it is there', async ({ repository }) => {
  const { folder, commit, git } = repository;
  commit({ 'main.bicep': strongBicep });
  git('update-index', '--skip-worktree', 'main.bicep');
  writeFiles(folder, { 'main.bicep': weakBicep });
  expect(saidOf(await diff({ cwd: folder }))).toContain(weakened);
});

test('a link that makes a template of a text is judged by what it leads to', async ({ repository }) => {
  const { folder, commit, git } = repository;
  commit({ 'x.txt': strongBicep });
  link('x.txt', 'main.bicep')(folder);
  git('add', '-A');
  git('commit', '-qm', 'link');
  writeFiles(folder, { 'x.txt': weakBicep });
  expect(saidOf(await diff({ cwd: folder }))).toContain(weakened);
  git('commit', '-qam', 'head');
  expect(saidOf(await diff({ base: 'HEAD~1', head: 'HEAD', cwd: folder }))).toContain(weakened);
});
