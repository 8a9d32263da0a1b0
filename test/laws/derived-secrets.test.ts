import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { reporters } from '../../src/report/reporters.ts';
import { resolveJsonReport } from '../../src/report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../src/report/resolve/resolve-text.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { randomFrom } from '../fuzz/mutate.ts';
import { type Files, judge } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { piecesOf } from '../support/secret-pieces.ts';

/** How a secret comes into a template: what stands before the resources, and an expression that is the secret. */
interface Source {
  readonly expression: string;
  readonly declarations: (secret: string) => string;
  readonly files?: (secret: string) => Files;
  /** A file that calls the template as a module. */
  readonly caller?: (secret: string) => string;
}

const takesSecret: Files = { 'takes.bicep': '@secure()\nparam s string\n' };
const passing = (value: string): string =>
  `module taker 'takes.bicep' = {\n  name: 'taker'\n  params: { s: ${value} }\n}\n`;
const settings = 'type settings = {\n  @secure()\n  password: string\n  days: int\n}\n';

const sources: Readonly<Record<string, Source>> = {
  'the default of a secure parameter': {
    expression: 's',
    declarations: (secret) => `@secure()\nparam s string = '${secret}'\n`,
  },
  'a part of the default of a secure object': {
    expression: 'o.a[0].b',
    declarations: (secret) => `@secure()\nparam o object = {\n  a: [\n    { b: '${secret}' }\n  ]\n}\n`,
  },
  'the default of a secure member': {
    expression: 'o.password',
    declarations: (secret) => `${settings}param o settings = {\n  password: '${secret}'\n  days: 3\n}\n`,
  },
  'a variable that is also passed to a secure parameter': {
    expression: 'v',
    declarations: (secret) => `var v = '${secret}'\n${passing('v')}`,
    files: () => takesSecret,
  },
  'a member that is also passed to a secure parameter': {
    expression: 'all.s',
    declarations: (secret) => `var all = {\n  s: '${secret}'\n  days: 3\n}\nvar same = all\n${passing('same.s')}`,
    files: () => takesSecret,
  },
  'a parameter whose default is passed to a secure parameter': {
    expression: 'plain',
    declarations: (secret) => `param plain string = '${secret}'\n${passing('plain')}`,
    files: () => takesSecret,
  },
  'a variable that is also a secure output': {
    expression: 'v',
    declarations: (secret) => `var v = '${secret}'\n@secure()\noutput kept string = v\n`,
  },
  'a secure parameter of a parameter file in Bicep': {
    expression: 's',
    declarations: () => '@secure()\nparam s string\n',
    files: (secret) => ({ 'main.bicepparam': `using 'main.bicep'\nparam s = '${secret}'\n` }),
  },
  'a variable of a parameter file that two parameters take': {
    expression: 'plain',
    declarations: () => '@secure()\nparam s string\nparam plain string\n',
    files: (secret) => ({
      'main.bicepparam': `using 'main.bicep'\nvar v = '${secret}'\nparam s = v\nparam plain = toLower(toUpper(v))\n`,
    }),
  },
  'a secure parameter of a parameter file in JSON': {
    expression: 's',
    declarations: () => '@secure()\nparam s string\n',
    files: (secret) => ({
      'main.parameters.json': JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
        contentVersion: '1.0.0.0',
        parameters: { s: { value: secret } },
      }),
    }),
  },
  'the argument of a module': {
    expression: 's',
    declarations: () => '@secure()\nparam s string\n',
    caller: (secret) => `module inner 'inner.bicep' = {\n  name: 'inner'\n  params: { s: '${secret}' }\n}\n`,
  },
  'an argument of which a part is not known': {
    expression: 's',
    declarations: () => '@secure()\nparam s string\n',
    caller: (secret) =>
      `param p string\nmodule inner 'inner.bicep' = {\n  name: 'inner'\n  params: { s: '\${p}${secret}' }\n}\n`,
  },
  'one of two arguments': {
    expression: 's',
    declarations: () => '@secure()\nparam s string\n',
    caller: (secret) =>
      `param p bool\nvar v = '${secret}'\nmodule inner 'inner.bicep' = {\n  name: 'inner'\n  params: { s: p ? v : '2${secret}' }\n}\n`,
  },
};

/** What authors make of a text. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `base64(${text})`,
  (text) => `base64ToString(base64(${text}))`,
  (text) => `dataUri(${text})`,
  (text) => `toUpper(${text})`,
  (text) => `toLower(${text})`,
  (text) => `substring(${text}, 1, 7)`,
  (text) => `take(${text}, 8)`,
  (text) => `skip(${text}, 3)`,
  (text) => `split(${text}, 'z')[1]`,
  (text) => `last(split('a,\${${text}}', ','))`,
  (text) => `join([${text}, 'x'], '-')`,
  (text) => `concat('x', ${text})`,
  (text) => `'x\${${text}}y'`,
  (text) => `format('{0,20}', ${text})`,
  (text) => `uriComponent('a b\${${text}}')`,
  (text) => `trim(replace(${text}, 'Z', ' Z'))`,
  (text) => `padLeft(${text}, 40, '0')`,
  (text) => `join(map(range(0, length(${text})), i => substring(${text}, length(${text}) - 1 - i, 1)), '')`,
  (text) => `reduce([${text}, 'b'], '', (a, b) => '\${a}\${b}')`,
  (text) => `string({ a: ${text} })`,
  (text) => `json('{"a":"\${${text}}"}').a`,
  (text) => `first([${text}])`,
  (text) => `union({ a: ${text} }, { b: 1 }).a`,
  (text) => `items({ '\${${text}}': 1 })[0].key`,
  (text) => `objectKeys({ '\${${text}}': 1 })[0]`,
  (text) => `(empty(${text}) ? 'a' : ${text})`,
  (text) => `(contains(subscription().id, 'x') ? '\${${text}}1' : ${text})`,
  (text) => `coalesce(null, ${text})`,
  (text) => `toObject([${text}], x => x)[${text}]`,
  (text) => `sort(['b', ${text}], (a, b) => a < b)[0]`,
  (text) => `uri('https://example.com/', ${text})`,
];

interface Vault {
  readonly name?: string;
  readonly state?: string;
  readonly immutability?: string;
  readonly days?: string;
  readonly more?: string;
  readonly condition?: string;
}

const vault = ({
  name = "'rsv'",
  state = "'Enabled'",
  immutability = "'Locked'",
  days = '90',
  more = '',
  condition = '',
}: Vault): string => `
resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = ${condition}{
  name: ${name}
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {
    ${more}
    securitySettings: {
      softDeleteSettings: { softDeleteState: ${state}, softDeleteRetentionPeriodInDays: ${days} }
      immutabilitySettings: { state: ${immutability} }
    }
  }
}
`;

const policy = (name: string, count: string, time = "'2024-01-01T02:00:00Z'"): string => `
resource p 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {
  parent: v
  name: ${name}
  properties: {
    backupManagementType: 'AzureIaasVM'
    instantRpRetentionRangeInDays: 2
    schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily', scheduleRunTimes: [${time}] }
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy'
      dailySchedule: { retentionTimes: [${time}], retentionDuration: { count: ${count}, durationType: 'Days' } }
    }
  }
}
`;

const strong = `${vault({})}${policy("'daily'", '30')}`;

/** Where a text can get into what is judged or said. */
const sinks: Readonly<Record<string, (text: string) => string>> = {
  'the name of a vault': (text) => vault({ name: text }),
  'the state of soft delete': (text) => vault({ state: text }),
  'the state of immutability': (text) => vault({ immutability: text }),
  'a number of days': (text) => vault({ days: `int(${text})` }),
  'a condition': (text) => vault({ condition: `if (${text} == 'x') ` }),
  'a setting that Azure does not know': (text) => vault({ more: `publicNetworkAccess: ${text}\n    madeUp: ${text}` }),
  'a property name': (text) => vault({ more: `'\${${text}}': 1` }),
  'the key of a customer': (text) =>
    vault({ more: `encryption: { keyVaultProperties: { keyUri: ${text} }, infrastructureEncryption: 'Enabled' }` }),
  'an index': (text) => vault({ state: `{ a: 'Enabled' }[${text}]` }),
  'the name of a policy': (text) => `${vault({})}${policy(text, '7')}`,
  'the count of a policy': (text) => `${vault({})}${policy("'daily'", `length(${text})`)}`,
  'the time of a policy': (text) => `${vault({})}${policy("'daily'", '7', text)}`,
  'a date': (text) => vault({ state: `dateTimeAdd(${text}, 'P1D')` }),
  'an address range': (text) => vault({ state: `parseCidr(${text}).network` }),
  'an address': (text) => vault({ state: `parseUri(${text}).host` }),
  'a data URI': (text) => vault({ state: `dataUriToString(${text})` }),
  'a truth value': (text) => vault({ state: `bool(${text}) ? 'Enabled' : 'Disabled'` }),
  'a text of JSON': (text) => vault({ state: `json(${text}).state` }),
  'a refusal of the author': (text) => vault({ state: `fail(${text})` }),
  'a resource id': (text) => vault({ state: `extensionResourceId(${text}, 'a.b/c', ${text})` }),
  'a resource id of another subscription': (text) => vault({ state: `resourceId(${text}, 'a.b/c', 'd')` }),
  'what a vault refers to': (text) =>
    `resource k 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: ${text}\n}\n${vault({ state: 'k.properties.vaultUri' })}`,
  'what a loop goes through': (text) =>
    `resource l 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for n in split(${text}, 'q'): {\n  name: 'v\${n}'\n  location: 'westeurope'\n  sku: { name: 'RS0' }\n  properties: {}\n}]\n`,
  'the arguments of a module that is not seen': (text) =>
    `module unseen 'br:example.azurecr.io/m:1' = {\n  name: ${text}\n  params: {\n    plain: ${text}\n    list: [${text}]\n  }\n}\n`,
  'the version of a module': (text) =>
    `resource d 'Microsoft.Resources/deployments@2022-09-01' = {\n  name: 'd'\n  properties: {\n    mode: 'Incremental'\n    templateLink: { uri: ${text} }\n    parameters: { a: { value: ${text} } }\n  }\n}\n`,
  'a template within': (text) =>
    `resource d 'Microsoft.Resources/deployments@2022-09-01' = {\n  name: ${text}\n  resourceGroup: ${text}\n  properties: {\n    mode: 'Incremental'\n    template: {\n      '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'\n      contentVersion: '1.0.0.0'\n      resources: [\n        {\n          type: 'Microsoft.RecoveryServices/vaults'\n          apiVersion: '2024-04-01'\n          name: ${text}\n          location: ${text}\n          properties: { securitySettings: { softDeleteSettings: { softDeleteState: ${text} } } }\n        }\n      ]\n    }\n  }\n}\n`,
  'a lock': (text) =>
    `${vault({})}resource l 'Microsoft.Authorization/locks@2020-05-01' = {\n  scope: v\n  name: ${text}\n  properties: { level: ${text}, notes: ${text} }\n}\n`,
  'a role': (text) =>
    `${vault({})}resource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  scope: v\n  name: guid(${text})\n  properties: { roleDefinitionId: ${text}, principalId: ${text} }\n}\n`,
  'an output': (text) =>
    `${vault({})}output shown string = ${text}\noutput more object = { '\${${text}}': [${text}] }\n`,
};

function filesOf(source: Source, secret: string, body: string): Files {
  const template = `${source.declarations(secret)}${body}`;
  const own = source.caller
    ? { 'main.bicep': source.caller(secret), 'inner.bicep': template }
    : { 'main.bicep': template };
  return { ...own, ...source.files?.(secret) };
}

function textsOf(result: RunResult): readonly string[] {
  const reports = Object.values(reporters).map((one) => one.write(result, { colour: false, waived: true }));
  // Rules and the files of spans are no texts of armlock's.
  const own = (key: string, value: unknown): unknown => {
    if (key === 'file' || key === 'rule') return undefined;
    return typeof value === 'bigint' ? value.toString() : value;
  };
  return [...reports, JSON.stringify([result.findings, result.waived, result.notices], own)];
}

function resolved(files: Files): readonly string[] {
  return discoverTargets(memoryTree(files)).flatMap((target) => {
    const { deployment } = loadTarget(target, { context: {} });
    return [resolveTextReport(deployment), resolveJsonReport(deployment), snapshotReport(deployment)];
  });
}

/** A number to begin with: each makes other secrets, and other ways of using them. */
const seed = Number(process.env['ARMLOCK_SEED'] ?? 20);
const isAll = process.env['ARMLOCK_ALL'] !== undefined;
let next = seed;
const random = randomFrom(seed);
const letters = 'ghijklmnopqrstuvwxyGHIJKLMNOPQRSTUVWXY789';

/** With letters that no hash has, and on which splitting leaves long parts. */
function newSecret(): string {
  const make = (): string => Array.from({ length: 9 }, () => letters[Math.floor(random() * letters.length)]).join('');
  return `Q${make()}z${make()}`;
}

/** One way in turn, so that all of them meet most sources and places; all with `ARMLOCK_ALL`. */
function someWays(): readonly ((text: string) => string)[] {
  if (isAll) return ways;
  next += 1;
  return [ways[next % ways.length] ?? String];
}

/** Every third place for each source, others for the next one; all places with `ARMLOCK_ALL`. */
function somePlaces(source: Source): readonly (readonly [string, (text: string) => string])[] {
  const shift = Object.values(sources).indexOf(source) + seed;
  return Object.entries(sinks).filter((_, index) => isAll || (index + shift) % 3 === 0);
}

describe.each(Object.entries(sources))('what is made of %s', (_, source) => {
  test.each(somePlaces(source))('is not shown in %s', (__, sink) => {
    for (const way of someWays()) {
      const [before, after] = [newSecret(), newSecret()];
      const expression = way(source.expression);
      const plain = filesOf(source, before, strong);
      const [base, head] = [before, after].map((secret) => filesOf(source, secret, sink(expression)));
      if (!base || !head) throw new Error('there are two');
      const texts = [
        ...textsOf(judge(plain, head)),
        ...textsOf(judge(base, head)),
        ...textsOf(judge(head, plain)),
        ...resolved(head),
      ];
      const lower = texts.map((text) => text.toLowerCase());
      for (const piece of [before, after].flatMap(piecesOf)) {
        const shown = lower.find((text) => text.includes(piece));
        const at = shown?.indexOf(piece) ?? 0;
        expect(shown?.slice(Math.max(0, at - 200), at + 60), `${expression}: ${piece}`).toBeUndefined();
      }
    }
  });
});
