import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandList } from '../../src/cli/main.ts';
import {
  armlock,
  gitEnvironment,
  type Ran,
  repositoryIn,
  root,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

let home: ReturnType<typeof temporaryFolder>;
let repository: TestRepository;
let past: TestRepository;

const weakened = 'vault-immutability-weakened';
const disabled = 'vault-immutability-disabled';
const whatIf = path.join(root, 'examples/what-if/what-if.json');
const live = path.join(root, 'examples/what-if/live.json');
const lived = path.join(root, 'examples/what-if/main.json');

const waiverOf = (rule: string): string =>
  `  - {rule: ${rule}, resource: "*", reason: agreed, owner: us, expires: 2999-12-31}\n`;

const deployment = 'https://schema.management.azure.com/schemas/2019-04-01/deployment';

/** Values for parameters of a template. */
function parameters(values: Readonly<Record<string, string>>): string {
  const given = Object.entries(values).map(([name, value]) => [name, { value }]);
  return JSON.stringify({
    $schema: `${deployment}Parameters.json#`,
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(given),
  });
}

/** A template whose vault has the level that a parameter says. */
const parametric = vaultTemplate(`[parameters('state')]`).replace(
  '"resources"',
  '"parameters": { "state": { "type": "string" } }, "resources"',
);

/** A rule that comes with armlock, under another name. */
const ownRule = (id: string, like: string): string =>
  readFileSync(path.join(root, `rules/${like}.yaml`), 'utf8')
    .replace(`id: ${like}`, `id: ${id}`)
    .replace(/^supersededBy:.*\n/m, '');

const bicepModule = (version: string): string =>
  `module vault 'br:example.azurecr.io/vault:${version}' = {\n  name: 'vault'\n}\n`;
const cached = (version: string): string => `modules/br/example.azurecr.io/vault/${version}$/main.json`;

/** A vault whose level a Bicep parameter file says. */
const bicep = `param state string

resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv'
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: state } } }
}
`;

/**
 * Commits v1 (Locked), v2 (Unlocked) and v3 (Unlocked); Disabled is staged, and the working tree is as v1 was. Beside
 * the repository lie files to be named.
 */
beforeAll(() => {
  home = temporaryFolder();
  repository = repositoryIn(path.join(home.path, 'repo'));
  for (const [tag, state] of [
    ['v1', 'Locked'],
    ['v2', 'Unlocked'],
    ['v3', 'Unlocked'],
  ] as const) {
    repository.commit({ 'main.json': vaultTemplate(state) });
    repository.git('tag', tag);
  }
  writeFiles(repository.folder, { 'main.json': vaultTemplate('Disabled') });
  repository.git('add', '-A');
  writeFiles(repository.folder, { 'main.json': vaultTemplate('Locked') });
  // A branch that left at v1, and has everything that v3 has.
  repository.git('branch', 'side', repository.git('commit-tree', '-p', 'v1', '-m', 'side', 'v3^{tree}'));
  past = repositoryIn(path.join(home.path, 'past'));
  past.commit({
    'main.json': vaultTemplate('Unlocked'),
    'placed.json': vaultTemplate('Unlocked', '[resourceGroup().name]'),
    'gone.json': vaultTemplate('Unlocked', 'rsv-gone'),
    'unknown.json': vaultTemplate('Unlocked', 'rsv-unknown'),
    'module.bicep': bicepModule('1.0'),
    'environment.bicep': bicep,
    'read.bicepparam': `using 'environment.bicep'\n\nparam state = 'Unlocked'\n`,
  });
  past.commit({
    'main.json': vaultTemplate('Disabled'),
    'placed.json': vaultTemplate('Disabled', '[resourceGroup().name]'),
    'gone.json': vaultTemplate('Unlocked').replace(/"resources": \[[\s\S]*\]/, '"resources": []'),
    'unknown.json': vaultTemplate(`[reference('x', '2020-01-01').state]`, 'rsv-unknown'),
    'module.bicep': bicepModule('2.0'),
    'read.bicepparam': `using 'environment.bicep'\n\nparam state = readEnvironmentVariable('STATE')\n`,
  });
  const predicted = readFileSync(whatIf, 'utf8');
  writeFiles(home.path, {
    'strong.json': vaultTemplate('Unlocked'),
    'weak.json': vaultTemplate('Disabled'),
    'gone.json': vaultTemplate('Unlocked').replace(/"resources": \[[\s\S]*\]/, '"resources": []'),
    'placed.json': vaultTemplate('Unlocked', '[resourceGroup().name]'),
    'weak-placed.json': vaultTemplate('Disabled', '[resourceGroup().name]'),
    'unknown.json': vaultTemplate(`[reference('x', '2020-01-01').state]`),
    'unknown-what-if.json': predicted.replaceAll('"Unlocked"', `"[reference('x').state]"`),
    'param/main.json': parametric,
    'unlocked.json': parameters({ state: 'Unlocked' }),
    'disabled.json': parameters({ state: 'Disabled' }),
    'context.json': '{ "resourceGroup": "rg-given" }',
    'repo/ignored.yaml': 'ignore: ["*.json"]\n',
    'quiet.yaml': `severities:\n  ${weakened}: off\n  ${disabled}: off\n`,
    'noted.yaml': `severities:\n  ${weakened}: note\n  ${disabled}: note\n`,
    'waiving.yaml': `waivers:\n${[weakened, disabled].map(waiverOf).join('')}`,
    'policies/ours.yaml': ownRule('ours', disabled),
    'cases/weak/case.yaml': 'about: it is weak\nexpect: []\n',
    'cases/weak/head/main.json': vaultTemplate('Locked'),
    'policies/ours-too.yaml': ownRule('ours-too', weakened),
    'module.bicep': bicepModule('1.0'),
    'weak-module.bicep': bicepModule('2.0'),
    [cached('1.0')]: vaultTemplate('Unlocked', 'rsv-module'),
    [cached('2.0')]: vaultTemplate('Disabled', 'rsv-module'),
    'environment.bicep': bicep,
    'strong.bicepparam': `using 'environment.bicep'\n\nparam state = 'Unlocked'\n`,
    'read.bicepparam': `using 'environment.bicep'\n\nparam state = readEnvironmentVariable('STATE')\n`,
  });
});

afterAll(() => home.remove());

/** What a run says of a thing. */
type Probe = (ran: Ran) => unknown;

const code: Probe = (ran) => ran.code;

/** The first change that is reported: `Locked -> Unlocked`. */
const change: Probe = ({ out }) => {
  const [, before, after] = /goes\s+from\s+(\w+)\s+to\s+(\w+)/.exec(out) ?? [];
  return before === undefined ? 'none' : `${before} -> ${after}`;
};

const says =
  (text: string): Probe =>
  ({ out }) =>
    out.replace(/\s+/g, ' ').includes(text);

/** How often a rule has a finding. */
const finds =
  (rule: string): Probe =>
  ({ out }) =>
    [...out.matchAll(/^(?:error|warning|note): .* \[([\w-]+)/gm)].filter(([, found]) => found === rule).length;

/** The text of a file that is written beside the repository. */
const writes =
  (file: string, text: string): Probe =>
  () => {
    const full = path.join(home.path, file);
    return existsSync(full) && readFileSync(full, 'utf8').includes(text);
  };

/** A command line without an option and with it, and what each says of a thing. In `repo` and `past`, it runs in a repository. */
type Row = readonly [command: string, option: string, probe: Probe, without: unknown, given: unknown];

/** Options that diff, check and what-if have in common, by what they do to a weak vault. */
function common(command: string, rest: string, rule: string): readonly Row[] {
  return [
    [`${command} ${rest}`, '--config quiet.yaml', finds(rule), 1, 0],
    [`${command} ${rest} --report sarif`, '--rules policies', says('"id": "ours'), false, true],
    [`${command} ${rest} --report sarif --config waiving.yaml`, '--waived', says('"suppressions"'), false, true],
    [`${command} ${rest} --config noted.yaml`, '--fail-on note', code, 0, 1],
    [`${command} ${rest}`, '--report json', says('"findings"'), false, true],
    [`${command} ${rest}`, '--quiet', says('why:'), true, false],
    [`${command} ${rest}`, '--color always', says('\u001b['), false, true],
    [`${command} ${rest}`, `--report sarif=${command}.sarif`, writes(`${command}.sarif`, rule), false, true],
  ];
}

const rows: readonly Row[] = [
  ...common('diff', 'strong.json weak.json', weakened),
  ...common('check', 'weak.json', disabled),
  ...common('what-if', whatIf, weakened),
  ['what-if unknown-what-if.json', '--unknown ignore', finds(weakened), 1, 0],
  ['repo diff --staged', '--base v1', change, 'Unlocked -> Disabled', 'Locked -> Disabled'],
  ['repo diff --staged --base side', '--exact-base', change, 'Locked -> Disabled', 'Unlocked -> Disabled'],
  ['repo diff --base v1 --exact-base', '--head v2', change, 'none', 'Locked -> Unlocked'],
  ['repo diff', '--staged', change, 'Unlocked -> Locked', 'Unlocked -> Disabled'],
  ['repo diff', '--pre-commit', change, 'Unlocked -> Locked', 'Unlocked -> Disabled'],
  [`diff ${lived}`, `--base-state ${live}`, change, 'none', 'Locked -> Unlocked'],
  ['diff strong.json param/main.json', '--parameters disabled.json', change, 'none', 'Unlocked -> Disabled'],
  [
    'diff param/main.json param/main.json --parameters disabled.json',
    '--base-parameters unlocked.json',
    change,
    'none',
    'Unlocked -> Disabled',
  ],
  ['diff placed.json weak-placed.json', '--context context.json', says('rg-given'), false, true],
  ['diff strong.json gone.json', '--mode incremental', finds('vault-removed'), 1, 0],
  ['diff strong.json gone.json', '--mode complete', says('vault-removed, possible'), true, false],
  ['diff module.bicep weak-module.bicep', '--module-cache modules', change, 'none', 'Unlocked -> Disabled'],
  ['diff strong.json unknown.json', '--unknown error', code, 0, 1],
  ['diff strong.json unknown.json', '--unknown ignore', finds(weakened), 1, 0],
  ['diff strong.bicepparam read.bicepparam', '--environment STATE=Disabled', change, 'none', 'Unlocked -> Disabled'],
  ['check read.bicepparam', '--environment STATE=Disabled', says('is Disabled'), false, true],
  ['resolve read.bicepparam', '--environment STATE=Disabled', says('Disabled'), false, true],
  ['check param/main.json', '--parameters disabled.json', says('is Disabled'), false, true],
  ['check weak.json', '--write-baseline known.json', writes('known.json', disabled), false, true],
  ['check weak.json', '--baseline known.json', finds(disabled), 1, 0],
  ['check weak-placed.json', '--context context.json', says('rg-given'), false, true],
  ['check weak-module.bicep', '--module-cache modules', finds(disabled), 0, 1],
  // What they write is looked at in fix.test.ts.
  ['repo diff --dry-run', '--fix', says('armlock cannot restore any value of base'), false, true],
  ['repo diff --staged', '--dry-run', code, 1, 2],
  ['check unknown.json', '--unknown ignore', finds(disabled), 1, 0],
  ['past history main.json', '--since HEAD~1', code, 2, 1],
  ['past history --since HEAD~1 main.json', '--head HEAD~1', says('1 weaker'), true, false],
  ['past history --since HEAD~1 main.json', '--report json', says('"sum": ['), false, true],
  ['past history --since HEAD~1 main.json', '--config ../quiet.yaml', says(weakened), true, false],
  ['past history --since HEAD~1 main.json', '--rules ../policies', says('ours-too'), false, true],
  ['past history --since HEAD~1 main.json --config ../noted.yaml', '--fail-on note', code, 0, 1],
  ['past history --since HEAD~1 placed.json', '--context ../context.json', says('rg-given'), false, true],
  ['past history --since HEAD~1 gone.json', '--mode incremental', says('vault-removed'), true, false],
  ['past history --since HEAD~1 module.bicep', '--module-cache ../modules', says('1 weaker'), false, true],
  ['past history --since HEAD~1 read.bicepparam', '--environment STATE=Disabled', says('1 weaker'), false, true],
  ['past history --since HEAD~1 unknown.json', '--unknown ignore', code, 3, 0],
  ['repo init', '--print', says('# Configuration of armlock'), false, true],
  ['resolve param/main.json', '--parameters disabled.json', says('Disabled'), false, true],
  ['resolve placed.json', '--context context.json', says('rg-given'), false, true],
  ['resolve weak-module.bicep', '--module-cache modules', says('rsv-module'), false, true],
  ['resolve weak.json', '--report snapshot', says('predictedResources'), false, true],
  ['rules', '--rules policies', says('ours'), false, true],
  ['repo init --print', '--github', says('jobs:'), false, true],
  ['repo init --print', '--azure-pipelines', says('vmImage'), false, true],
  ['repo init --print', '--gitlab', says('codequality'), false, true],
  ['repo init --print', '--pre-commit', says('id: armlock-diff'), false, true],
  ['repo init --print', '--schema', says('"$schema"'), false, true],
  ['rules --rules policies', '--report json', says('"id": "ours"'), false, true],
  ['rules --rules policies', '--test cases', says('1 of 1 cases'), false, true],
  ['repo targets', '--config ignored.yaml', says('1 target,'), true, false],
  ['repo targets', '--report json', says('"targets"'), false, true],
  ['explain ours', '--rules policies', code, 2, 0],
];

/** Runs a command line beside the repository, or in it. */
function outcome(command: string): Ran {
  const [first, ...args] = command.split(' ');
  if (first === 'past') return past.armlock(...args);
  return first === 'repo' ? repository.armlock(...args) : armlock(home.path, command.split(' '), gitEnvironment);
}

describe('every option of every command', () => {
  test.each(rows)('armlock %s %s does what its help says', (command, option, probe, without, given) => {
    expect([probe(outcome(command)), probe(outcome(`${command} ${option}`))]).toEqual([without, given]);
  });

  test('has such a test', async () => {
    const tested = new Set(
      rows.map(([command, option]) =>
        [command.replace(/^(?:repo|past) /, '').split(' ')[0], option.split(' ')[0]].join(' '),
      ),
    );
    const all = (await commandList()).flatMap(({ name, options }) =>
      options.map((option) => `${name} --${option.name}`),
    );
    // Those of lsp are for editors, and the client of lsp.test.ts passes them as VS Code does.
    expect(all.filter((one) => !tested.has(one))).toEqual(['lsp --stdio', 'lsp --clientProcessId']);
  });

  test('help lists them all', async () => {
    for (const { name, options } of await commandList()) {
      const { out, code } = outcome(`${name} --help`);
      expect([code, options.filter((option) => !out.includes(`--${option.name}`))]).toEqual([0, []]);
      for (const asked of [`${name} -h`, `help ${name}`, `--help ${name}`, `help ${name} --help`]) {
        expect(outcome(asked)).toEqual({ code: 0, out, err: '' });
      }
    }
    expect(outcome('help --help')).toEqual(outcome('--help'));
  });

  test.each([
    'diff --head v1 --staged',
    'diff --pre-commit --staged',
    'diff --pre-commit --base v1',
    'diff --base v1 --parameters x.json',
    'diff --base-state a.json',
    `diff --base-state ${live} --head v1 x.json`,
    'diff a b c',
    'diff --report pdf',
    'diff --report json --report sarif',
    'diff --report json=x --report sarif=./x',
    'diff --fail-on fatal',
    'diff --mode sometimes',
    'diff --unknown perhaps',
    'diff --environment STATE',
    'diff --base v1 --base v2',
    'diff --bsae v1',
    'diff --config none.yaml a b',
    'diff --config none.yaml',
    'diff --config none.yaml --staged',
    'diff --config none.yaml --base v1 --head v1',
    'diff --config ../none.yaml',
    `diff --config none.yaml --base-state ${live} ${lived}`,
    'check --config none.yaml',
    `what-if --config none.yaml ${whatIf}`,
    'help no-such-command',
    'help diff check',
    'check --rules nowhere',
    'resolve',
    'explain',
    'explain no-such-rule',
    'init here',
    'what-if',
    'nothing',
  ])('armlock %s is refused with one message', (command) => {
    const { code, out, err } = outcome(`repo ${command}`);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/^armlock: [^\n]+[.?]\n$/)]);
  });
});

test('a module of a registry goes by its reference, not by where this machine keeps it', () => {
  const { out } = outcome('diff module.bicep weak-module.bicep --module-cache modules');
  expect(out).toContain('rsv-module');
  expect(out).toMatch(/br:[\w.]+\/[\w/]+:\d/);
  expect(out).not.toContain('modules/br/');
});
