import type { Files } from './cases.ts';

/** A way for a secret into a deployment whose vault gets weaker on the same line, or through the secret itself. */
export interface Way {
  readonly files: (secret: string, days: number) => Files;
  /** Whether text and Markdown show the line, and so have to say that they do not. */
  readonly anchored: boolean;
}

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01/deployment';

const vaultWith = (days: unknown, more: object = {}): object => ({
  type: 'Microsoft.RecoveryServices/vaults',
  apiVersion: '2024-04-01',
  name: 'rsv',
  location: 'westeurope',
  sku: { name: 'RS0', tier: 'Standard' },
  ...more,
  properties: {
    securitySettings: { softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: days } },
  },
});

const template = (parts: object): object => ({
  $schema: `${schemas}Template.json#`,
  contentVersion: '1.0.0.0',
  ...parts,
});

const parametersFile = (values: object): string =>
  JSON.stringify({ $schema: `${schemas}Parameters.json#`, contentVersion: '1.0.0.0', parameters: values });

/** Without line breaks, the secret is on every line that a report can quote. */
const json = (parts: object): string => JSON.stringify(template(parts));

const given = { s: { type: 'secureString' }, days: { type: 'int' } };
const byParameter = vaultWith(`[parameters('days')]`);

const bicepVault = (days: string): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = { name: 'rsv', location: 'westeurope', sku: { name: 'RS0', tier: 'Standard' }, properties: { securitySettings: { softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: ${days} } } } }`;

/** The type of an object with a secure member beside the days. */
const settingsType = 'type settings = {\n  @secure()\n  password: string\n  days: int\n}';
const moduleText = `@secure()\nparam s string\nparam days int\n${bicepVault('days')}\n`;

const nested = (parameters: object): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: 'inner',
  properties: {
    mode: 'Incremental',
    expressionEvaluationOptions: { scope: 'inner' },
    parameters,
    template: template({ parameters: given, resources: [byParameter] }),
  },
});

/** Ways by which a secret comes into a deployment. */
export const secretWays: Readonly<Record<string, Way>> = {
  'a parameter file in JSON': {
    files: (s, days) => ({
      'main.json': json({ parameters: given, resources: [byParameter] }),
      'main.parameters.json': parametersFile({ s: { value: s }, days: { value: days } }),
    }),
    anchored: true,
  },
  'a parameter file in JSON, for a parameter that the template lacks': {
    files: (s, days) => ({
      'main.json': json({ parameters: { days: given.days }, resources: [byParameter] }),
      'main.parameters.json': parametersFile({ S1: { value: s }, days: { value: days } }),
    }),
    anchored: true,
  },
  'a secure object in a parameter file': {
    files: (s, days) => ({
      'main.json': json({
        parameters: { o: { type: 'secureObject' }, days: given.days },
        resources: [byParameter],
      }),
      'main.parameters.json': parametersFile({ o: { value: { deep: [s] } }, days: { value: days } }),
    }),
    anchored: true,
  },
  'the secure member of an object in a parameter file': {
    files: (s, days) => ({
      'main.json': json({
        languageVersion: '2.0',
        parameters: {
          o: { type: 'object', properties: { password: { type: 'secureString' }, days: { type: 'int' } } },
        },
        resources: { v: vaultWith(`[parameters('o').days]`) },
      }),
      'main.parameters.json': parametersFile({ o: { value: { password: s, days } } }),
    }),
    anchored: true,
  },
  'a value of the wrong type in a parameter file': {
    files: (s, days) => ({
      'main.json': json({
        parameters: { s: { type: 'secureObject' }, days: given.days },
        resources: [byParameter],
      }),
      'main.parameters.json': parametersFile({ s: { value: s }, days: { value: days } }),
    }),
    anchored: true,
  },
  'the default of a secure parameter in JSON': {
    files: (s, days) => ({
      'main.json': json({
        parameters: { s: { type: 'secureString', defaultValue: s }, days: { type: 'int', defaultValue: days } },
        resources: [byParameter],
      }),
    }),
    anchored: true,
  },
  'the default that a parameter file outdoes': {
    files: (s, days) => ({
      'main.json': json({
        parameters: { s: { type: 'secureString', defaultValue: s } },
        resources: [vaultWith(days)],
      }),
      'main.parameters.json': parametersFile({ s: { value: 'another' } }),
    }),
    anchored: true,
  },
  'an argument of a nested deployment': {
    files: (s, days) => ({ 'main.json': json({ resources: [nested({ s: { value: s }, days: { value: days } })] }) }),
    anchored: true,
  },
  'a secure output in JSON': {
    files: (s, days) => ({
      'main.json': json({ resources: [vaultWith(days)], outputs: { o: { type: 'secureString', value: s } } }),
    }),
    anchored: true,
  },
  'a variable of a secure output in JSON': {
    files: (s, days) => ({
      'main.json': json({
        variables: { v: s },
        resources: [vaultWith(days)],
        outputs: { o: { type: 'secureString', value: `[variables('v')]` } },
      }),
    }),
    anchored: true,
  },
  'a parameter that decides about protection itself': {
    files: (s, days) => ({
      'main.json': json({
        parameters: { s: given.s },
        resources: [vaultWith(`[${days > 14 ? 'toUpper' : 'toLower'}(parameters('s'))]`)],
      }),
      'main.parameters.json': parametersFile({ s: { value: `${s}${days}` } }),
    }),
    anchored: true,
  },
  'a parameter file in Bicep': {
    files: (s, days) => ({
      'main.bicep': `${settingsType}\nparam o settings\n${bicepVault('o.days')}\n`,
      'main.bicepparam': `using 'main.bicep'\nparam o = { password: '${s}', days: ${days} }\n`,
    }),
    anchored: true,
  },
  'a member of one of several objects that a tag selects': {
    files: (s, days) => ({
      'main.bicep': `type one = {\n  kind: 'one'\n  @secure()\n  password: string\n  days: int\n}\ntype two = {\n  kind: 'two'\n}\n@discriminator('kind')\ntype either = one | two\nparam o either\n${bicepVault(`o.kind == 'one' ? o.days : 14`)}\n`,
      'main.bicepparam': `using 'main.bicep'\nparam o = { kind: 'one', password: '${s}', days: ${days} }\n`,
    }),
    anchored: true,
  },
  'a variable of a parameter file in Bicep': {
    files: (s, days) => ({
      'main.bicep': moduleText,
      'main.bicepparam': `using 'main.bicep'\nvar all = { s: '${s}', days: ${days} }\nparam s = 'x\${all.s}'\nparam days = all.days\n`,
    }),
    anchored: true,
  },
  'a value of the wrong type in a parameter file in Bicep': {
    files: (s, days) => ({
      'main.bicep': `@secure()\nparam s object\n${bicepVault(`${days}`)}\n`,
      'main.bicepparam': `using 'main.bicep'\nparam s = '${s}'\n`,
    }),
    anchored: false,
  },
  'arguments of the wrong type of a module': {
    files: (s, days) => ({
      'module.bicep': `${settingsType}\n@secure()\nparam s 'a' | 'b'\n@secure()\nparam o object\nparam p settings\nparam q settings\nparam r settings\n`,
      'main.bicep': `${bicepVault(`${days}`)}\nmodule m 'module.bicep' = { name: 'm', params: { s: '${s}', o: '${s}', p: { password: ['${s}'], days: 1 }, q: '${s}', r: ['${s}'] } }\n`,
    }),
    anchored: false,
  },
  'a secret of a key vault in a parameter file in Bicep': {
    files: (s, days) => ({
      'main.bicep': `${moduleText}`,
      'main.bicepparam': `using 'main.bicep'\nparam s = az.getSecret('sub', 'group', 'vault', '${s}')\nparam days = ${days}\n`,
    }),
    anchored: false,
  },
  'an argument of a module': {
    files: (s, days) => ({
      'module.bicep': moduleText,
      'main.bicep': `module m 'module.bicep' = { name: 'm', params: { s: '${s}', days: ${days} } }\n`,
    }),
    anchored: true,
  },
  'a text in an argument of a module': {
    files: (s, days) => ({
      'module.bicep': moduleText,
      'main.bicep': `param p string\nmodule m 'module.bicep' = { name: 'm', params: { s: '\${p}${s}', days: ${days} } }\n`,
    }),
    anchored: true,
  },
  'a partly unknown text that decides about protection': {
    files: (s, days) => ({
      'module.bicep': `@secure()\nparam s string\n${bicepVault(days > 14 ? '90' : 'int(s)')}\n`,
      'main.bicep': `param p string\nmodule m 'module.bicep' = { name: 'm', params: { s: '\${p}${s}' } }\n`,
    }),
    anchored: false,
  },
  'a variable that is passed to a module': {
    files: (s, days) => ({
      'module.bicep': moduleText,
      'main.bicep': `var all = { s: '${s}', days: ${days} }\nmodule m 'module.bicep' = { name: 'm', params: { s: all.s, days: all.days } }\n`,
    }),
    anchored: true,
  },
  'the default of a secure member in Bicep': {
    files: (s, days) => ({
      'main.bicep': `${settingsType}\nparam o settings = { password: '${s}', days: ${days} }\n${bicepVault('o.days')}\n`,
    }),
    anchored: true,
  },
  'a secure output in Bicep': {
    files: (s, days) => ({
      'main.bicep': `var all = { s: '${s}', days: ${days} }\n${bicepVault('all.days')}\n@secure()\noutput o string = all.s\n`,
    }),
    anchored: true,
  },
};
