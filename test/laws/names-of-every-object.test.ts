import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { baseOfEvent } from '../../src/action/event.ts';
import { main } from '../../src/cli/main.ts';
import { readConfiguration } from '../../src/config/read.ts';
import { openEditor } from '../../src/editor/editor.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { check } from '../../src/library/check.ts';
import { readContext } from '../../src/library/context.ts';
import { diff } from '../../src/library/diff.ts';
import { history } from '../../src/library/history.ts';
import { whatIf } from '../../src/library/what-if.ts';
import { reporters } from '../../src/report/reporters.ts';
import { readRules } from '../../src/rules/load.ts';
import { sourceFile } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge } from '../support/cases.ts';
import { repositoryIn, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { objectNames } from '../support/object-names.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01/deployment';

const vault = (state: unknown, name: unknown = 'rsv'): object => ({
  type: 'Microsoft.RecoveryServices/vaults',
  apiVersion: '2024-04-01',
  name,
  location: 'westeurope',
  sku: { name: 'RS0' },
  properties: { securitySettings: { immutabilitySettings: { state } } },
});

/** JSON in which `NAME` is an own member, also where the name is `__proto__`. */
const json = (name: string, parts: object): string => JSON.stringify(parts).replaceAll('NAME', name);

const template = (name: string, parts: object): string =>
  json(name, { $schema: `${schemas}Template.json#`, contentVersion: '1.0.0.0', ...parts });

const bicepVault = (state: string): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }\n}\n`;

/** Files of which each is allowed to be wrong. Whatever it is: the vault beside it, in `a.json`, is judged. */
const entrances: Readonly<Record<string, (name: string) => Files>> = {
  'all names of a template': (name) => ({
    'b.json': template(name, {
      languageVersion: '2.0',
      definitions: { NAME: { type: 'string' } },
      parameters: { NAME: { $ref: '#/definitions/NAME', defaultValue: 'x', metadata: { NAME: 'NAME' } } },
      variables: { NAME: { NAME: `[parameters('NAME')]` } },
      functions: [{ namespace: 'NAME', members: { NAME: { parameters: [], output: { type: 'string', value: 'x' } } } }],
      resources: {
        NAME: { ...vault(`[variables('NAME').NAME]`, `[NAME.NAME()]`), tags: { NAME: `[reference('NAME').NAME]` } },
      },
      outputs: { NAME: { type: 'object', value: { NAME: `[variables('NAME')]` } } },
    }),
  }),
  'types of a template': (name) => ({
    'b.json': template(name, {
      parameters: { p: { type: 'NAME', defaultValue: 1, allowedValues: [1] } },
      resources: [vault('Locked')],
      outputs: { o: { type: 'NAME', value: 1 } },
    }),
  }),
  'types of resources and properties': (name) => ({
    'b.json': template(name, {
      resources: [
        { type: 'NAME', apiVersion: 'NAME', name: 'NAME', properties: { NAME: { NAME: 1 }, policyId: 'NAME' } },
        { type: 'Microsoft.RecoveryServices/vaults/NAME', apiVersion: '2024-04-01', name: 'rsv/NAME', properties: {} },
        {
          type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
          apiVersion: '2024-04-01',
          name: 'rsv/NAME',
          properties: {
            backupManagementType: 'NAME',
            policyType: 'NAME',
            retentionPolicy: {
              retentionPolicyType: 'NAME',
              NAME: { retentionDuration: { count: 1, durationType: 'NAME' } },
            },
            schedulePolicy: { schedulePolicyType: 'NAME', scheduleRunFrequency: 'NAME', scheduleRunDays: ['NAME'] },
            tieringPolicy: { NAME: { tieringMode: 'NAME' } },
          },
        },
        {
          type: 'Microsoft.DataProtection/backupVaults/backupPolicies',
          apiVersion: '2024-04-01',
          name: 'bv/NAME',
          properties: {
            datasourceTypes: ['NAME'],
            policyRules: [
              {
                name: 'NAME',
                objectType: 'AzureRetentionRule',
                lifecycles: [
                  { sourceDataStore: { dataStoreType: 'NAME' }, deleteAfter: { objectType: 'NAME', duration: 'NAME' } },
                ],
              },
              {
                name: 'NAME',
                objectType: 'AzureBackupRule',
                dataStore: { dataStoreType: 'NAME' },
                trigger: {
                  taggingCriteria: [{ tagInfo: { tagName: 'NAME' }, criteria: [{ absoluteCriteria: ['NAME'] }] }],
                },
              },
            ],
          },
        },
        { ...vault('NAME', 'NAME'), location: 'NAME', sku: { name: 'NAME', tier: 'NAME' } },
        {
          type: 'Microsoft.Authorization/locks',
          apiVersion: '2020-05-01',
          name: 'NAME',
          properties: { level: 'NAME' },
        },
        {
          type: 'Microsoft.DataProtection/resourceGuards',
          apiVersion: '2024-04-01',
          name: 'NAME',
          properties: { vaultCriticalOperationExclusionList: ['NAME'] },
        },
      ],
    }),
  }),
  'functions of a template': (name) => ({
    'b.json': template(name, { resources: [vault('[NAME(1)]'), vault(`[createObject('NAME', 1).NAME]`, 'other')] }),
  }),
  'a parameter file': (name) => ({
    'b.json': template(name, {
      parameters: { NAME: { type: 'object' } },
      resources: [vault(`[parameters('NAME').NAME]`)],
    }),
    'b.parameters.json': json(name, {
      $schema: `${schemas}Parameters.json#`,
      contentVersion: '1.0.0.0',
      parameters: { NAME: { value: { NAME: 'NAME' } }, other: { NAME: 1 }, third: { reference: { NAME: 'NAME' } } },
    }),
  }),
  'functions of Bicep': (name) => ({
    'b.bicep': `var a = ${name}(1)\nvar b = ${name}()\nvar c = sys.${name}('x', y => y)\nvar d = ${name}([1], x => x)\n${bicepVault('a')}`,
  }),
  'names of Bicep': (name) => ({
    'b.bicep': `targetScope = '${name}'\ntype ${name} = { ${name}: string, *: ${name}? }\n@${name}()\nparam ${name}1 ${name}\nfunc ${name}2(${name} string) string => ${name}\nvar ${name}3 = { ${name}: { ${name}: 'Locked' } }\n${bicepVault(`${name}3.${name}.${name}`)}output ${name}4 ${name} = v.${name}\nresource r '${name}@${name}' = { name: '${name}', ${name}: 1 }\nmodule m '${name}.bicep' = { name: '${name}' }\nextension ${name}\n`,
    [`${name}.bicep`]: `param ${name} string = '${name}'\n`,
  }),
  'a parameter file in Bicep': (name) => ({
    'b.bicep': `param ${name} object\nparam p string\n${bicepVault(`${name}.${name}`)}`,
    'b.bicepparam': `using 'b.bicep'\nvar ${name} = { ${name}: readEnvironmentVariable('${name}', '${name}') }\nparam ${name} = ${name}\nparam p = ${name}('x')\n`,
  }),
  'loaded files': (name) => ({
    'b.bicep': `var j = loadJsonContent('x.json')\nvar y = loadYamlContent('x.yaml')\nvar z = loadTextContent('x.json', '${name}')\nvar k = loadJsonContent('x.json', '$.${name}')\n${bicepVault(`j.${name}.${name}`)}`,
    'x.json': `{"${name}": {"${name}": "Locked"}}`,
    'x.yaml': `${name}: &${name} { ${name}: 1 }\nb: *${name}\n`,
  }),
  'a configuration of Bicep': (name) => ({
    'b.bicep': `module m 'br/${name}:x:v1' = { name: 'm' }\nmodule n 'ts/${name}:x:v1' = { name: 'n' }\n${bicepVault(`'Locked'`)}`,
    'bicepconfig.json': `{"${name}": 1, "moduleAliases": {"br": {"${name}": {"registry": "${name}"}}, "${name}": {}}, "extensions": {"${name}": "${name}"}}`,
  }),
};

/** What one side of a comparison says beside the vault that gets weaker. */
function judgedBeside(files: Files, others: Files): RunResult {
  return judge(
    { 'a.json': vaultTemplate('Locked', 'strong'), ...files },
    { 'a.json': vaultTemplate('Disabled', 'strong'), ...others },
  );
}

describe.each(Object.entries(entrances))('%s can be called like a member of every object', (_, files) => {
  test.each(objectNames)('%s', (name) => {
    for (const [base, head] of [
      [files('plain'), files(name)],
      [files(name), files('plain')],
      [files(name), files(name)],
      [{}, files(name)],
      [files(name), {}],
    ] as const) {
      const result = judgedBeside(base, head);
      expect(result.notices.filter(({ code }) => code === 'internal-error')).toEqual([]);
      expect(result.findings.map(({ rule, resource }) => `${rule.id} ${resource.name}`)).toContain(
        'vault-immutability-weakened strong',
      );
      for (const reporter of Object.values(reporters)) reporter.write(result, { colour: false, waived: true });
    }
    for (const target of discoverTargets(memoryTree(files(name)))) loadTarget(target, { context: {} });
  });
});

describe('what is read beside templates', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);
  writeFiles(folder.path, { 'main.json': vaultTemplate('Disabled') });

  test.each(objectNames)('a configuration takes no more from %s than from any other name', (name) => {
    const texts = [
      `${name}: 1`,
      `severities: { ${name}: off }`,
      `retentionFloors: { ${name}: 1 day }`,
      `targets: [{ template: ${name}, context: { ${name}: x } }]`,
      `vaults: [{ name: ${name}, ${name}: x, immutability: ${name} }]`,
      `waivers: [{ rule: ${name}, resource: ${name}, reason: ${name}, owner: ${name}, expires: ${name} }]`,
      `mode: ${name}`,
    ];
    const problems = (text: string): number => {
      const { errors, warnings } = readConfiguration(sourceFile('armlock.yaml', text));
      return errors.length + warnings.length;
    };
    expect(texts.map(problems)).toEqual(
      texts.map((text) => problems(text.replaceAll(name, name.replace(/[a-z]/g, 'z')))),
    );
  });

  test.each(objectNames)('a rule takes no more from %s', (name) => {
    const rule = (check: string): string =>
      `id: x-y\ntitle: T\nstatus: preview\nsince: 0.1.0\nseverity: error\nmode: diff\ncheck:\n${check}\nmessages:\n  weakened: '{${name}}'\nwhy: w\nfix: f\nreferences: ['https://example.com']\n`;
    const texts = [
      `${name}: 1`,
      rule(`  kind: ${name}`),
      rule(`  kind: ladder\n  ladder: ${name}\n  event: weakened\n  properties:\n    ${name}: ${name}`),
      rule(`  kind: ladder\n  ladder: [${name}, b]\n  event: ${name}\n  properties:\n    ${name}: ${name}`),
    ];
    for (const text of texts) {
      const { rules, diagnostics } = readRules([sourceFile('x-y.yaml', text)]);
      expect({ rules: rules.length, wrong: diagnostics.length > 0 }).toEqual({ rules: 0, wrong: true });
    }
  });

  test.each(objectNames)('other inputs can be called %s', async (name) => {
    writeFiles(folder.path, {
      'context.json': `{"${name}": "x"}`,
      'baseline.json': `{"version": 1, "findings": [{"fingerprint": "${name}"}], "${name}": 1}`,
      'live.json': `[{"id": "${name}", "type": "${name}", "name": "${name}", "properties": {"${name}": 1}}]`,
      'event.json': `{"${name}": {"${name}": "x"}, "repository": {"${name}": "${name}"}}`,
      'empty.json': '{"repository": {}}',
      'a.snapshot.json': `{"predictedResources": [{"id": "/x", "type": "${name}", "name": "${name}", "${name}": {"${name}": "${name}"}}], "diagnostics": [], "${name}": 1}`,
      'b.snapshot.json': `{"predictedResources": [{"id": "${name}", "type": "Microsoft.RecoveryServices/vaults", "name": "${name}", "apiVersion": "${name}", "properties": {"${name}": 1}}], "diagnostics": ["${name}"]}`,
      'what-if.json': `{"changes": [{"resourceId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.X/${name}/${name}", "changeType": "${name}", "before": {"${name}": 1}, "after": {"type": "${name}"}, "delta": [{"path": "${name}", "propertyChangeType": "${name}"}]}]}`,
    });
    const cwd = folder.path;
    const runs = [
      async () => check({ cwd, paths: ['main.json'], baseline: 'baseline.json', environment: { [name]: 'x' } }),
      async () => whatIf({ cwd, file: 'what-if.json' }),
      async () => diff({ cwd, files: { base: 'live.json', head: 'main.json', isBaseLive: true } }),
      async () => diff({ cwd, files: { base: 'a.snapshot.json', head: 'b.snapshot.json' } }),
    ];
    for (const run of runs) await expect(run()).resolves.toMatchObject({ findings: expect.any(Array) });
    const event = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path.join(cwd, 'event.json') };
    expect(baseOfEvent({ ...event, GITHUB_EVENT_NAME: name }, cwd)).toEqual(
      baseOfEvent({ ...event, GITHUB_EVENT_NAME: 'plain' }, cwd),
    );
    expect(baseOfEvent(event, cwd)).toEqual(
      baseOfEvent({ ...event, GITHUB_EVENT_PATH: path.join(cwd, 'empty.json') }, cwd),
    );
    expect(() => readContext(path.join(cwd, 'context.json'))).toThrow('is not part of a context');
  });

  test.each(['constructor', '__proto__'])('histories, editors and fixes take %s for any other name', async (name) => {
    const repository = repositoryIn(path.join(folder.path, `repository-of-${name}`));
    const all = Object.entries(entrances).flatMap(([, files], index) =>
      Object.entries(files(name)).map(([file, text]) => [`e${index}/${file}`, String(text)] as const),
    );
    repository.commit({ [`${name}.json`]: vaultTemplate('Locked', name) });
    repository.commit({ ...Object.fromEntries(all), [`${name}.json`]: vaultTemplate('Disabled', name) }, name);
    const { commits } = await history({ cwd: repository.folder, since: 'HEAD~1', today: '2026-01-01' });
    const weaker = commits.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'weaker'));
    expect(weaker.map(({ resource }) => resource?.name)).toContain(name);

    const editor = openEditor({ cwd: repository.folder, base: 'HEAD~1', isCheckedElsewhere: () => false });
    const files = [[`${name}.json`, vaultTemplate('Disabled', name)] as const, ...all];
    const { byFile } = await editor.judge(new Map(files));
    expect([...byFile.values()].flat().map(({ code }) => code)).not.toContain('internal-error');
    expect(byFile.get(`${name}.json`)?.map(({ code }) => code)).toContain('vault-immutability-weakened');
    for (const [file, text] of files) {
      editor.lenses(file);
      for (let offset = 0; offset < text.length; offset += 9) editor.hover(file, offset);
    }
    const fixes = await editor.fixes({ file: `${name}.json`, start: 0, end: 10_000 });
    expect(fixes.map(({ title }) => title)).toEqual([expect.stringContaining('Locked')]);
    editor.close();
  });

  test.each(objectNames)('the command line knows no %s', async (name) => {
    const runs = [
      [name],
      ['help', name],
      ['explain', name],
      ['check', `--${name}`],
      ['check', '--report', name],
      ['check', '--mode', name],
      ['resolve', 'x.json', '--report', name],
    ];
    for (const args of runs) {
      const said: string[] = [];
      const write = (text: string): void => void said.push(text);
      const code = await main(args, { out: write, err: write, env: {}, terminal: false });
      expect({ args, code, said: said.join('') }).toMatchObject({
        code: 2,
        said: expect.not.stringContaining('internal'),
      });
    }
  });
});
