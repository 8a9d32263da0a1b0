import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import type { Json, JsonObject } from '../laws/strong-vaults.ts';
import { writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const vaults = 'Microsoft.RecoveryServices/vaults';
const itemType = `${vaults}/backupFabrics/protectionContainers/protectedItems`;

function resource(type: string, name: string, properties: Json, more: JsonObject = {}): JsonObject {
  return { type, apiVersion: '2024-04-01', name, properties, ...more };
}

function vault(name: string, state: string): JsonObject {
  const properties = { securitySettings: { immutabilitySettings: { state } } };
  return resource(vaults, name, properties, { location: 'westeurope', sku: { name: 'RS0' } });
}

function policy(name: string, count: number): JsonObject {
  const retentionTimes = ['2026-01-04T02:00:00Z'];
  return resource(`${vaults}/backupPolicies`, name, {
    backupManagementType: 'AzureIaasVM',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Daily',
      scheduleRunTimes: retentionTimes,
    },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionTimes, retentionDuration: { count, durationType: 'Days' } },
    },
  });
}

function item(name: string, policyName: string): JsonObject {
  return resource(itemType, name, {
    protectedItemType: 'Microsoft.Compute/virtualMachines',
    policyId: `[resourceId('${vaults}/backupPolicies', 'rsv', '${policyName}')]`,
  });
}

/** One of many resources, or a few, in base and in head; nothing where a revision lacks it. */
type Made = (index: number) => { readonly base: readonly JsonObject[]; readonly head: readonly JsonObject[] };

const estates: Readonly<Record<string, Made>> = {
  'vaults of names that are not known': (index) => ({
    base: [vault(`[parameters('p${index}')]`, 'Locked')],
    head: [vault(`[parameters('p${index}')]`, 'Unlocked')],
  }),
  'vaults that may be others': (index) => ({
    base: [vault(`[parameters('p${index}')]`, 'Locked')],
    head: [vault(`[parameters('q${index}')]`, 'Locked')],
  }),
  'vaults that are replaced': (index) => ({
    base: [vault(`one-${index}`, 'Locked')],
    head: [vault(`two-${index}`, 'Locked')],
  }),
  'vaults with settings beside them': (index) => ({
    base: [
      vault(`v${index}`, 'Unlocked'),
      resource(`${vaults}/backupconfig`, `v${index}/vaultconfig`, { softDeleteFeatureState: 'Enabled' }),
    ],
    head: [
      vault(`v${index}`, 'Disabled'),
      resource(`${vaults}/backupconfig`, `v${index}/vaultconfig`, { softDeleteFeatureState: 'Disabled' }),
    ],
  }),
  'policies of one vault, each with an item': (index) => ({
    base: [
      ...(index === 0 ? [vault('rsv', 'Locked')] : []),
      policy(`rsv/p${index}`, 30),
      item(`rsv/Azure/c/i${index}`, `p${index}`),
    ],
    head: [
      ...(index === 0 ? [vault('rsv', 'Locked')] : []),
      policy(`rsv/p${index}`, 10),
      item(`rsv/Azure/c/i${index}`, `p${index}`),
    ],
  }),
  'policies and items of one vault that are gone': (index) => ({
    base: [
      ...(index === 0 ? [vault('rsv', 'Unlocked')] : []),
      policy(`rsv/p${index}`, 30),
      item(`rsv/Azure/c/i${index}`, `p${index}`),
    ],
    head: index === 0 ? [vault('rsv', 'Disabled')] : [],
  }),
};

function template(resources: readonly JsonObject[], count: number): string {
  const names = Array.from({ length: count }, (_, index) => [`p${index}`, `q${index}`]).flat();
  return JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      resources,
    },
    undefined,
    1,
  );
}

/** The files of an estate of so many, in base and in head. */
function filesOf(folder: string, make: Made, count: number): readonly [base: string, head: string] {
  const made = Array.from({ length: count }, (_, index) => make(index));
  const fileOf = (side: 'base' | 'head'): string => {
    const file = path.join(folder, `${count}-${side}.json`);
    writeFileSync(
      file,
      template(
        made.flatMap((one) => one[side]),
        count,
      ),
    );
    return file;
  };
  return [fileOf('base'), fileOf('head')];
}

/** The work of judging estates, in blocks of code that run. */
function blocksOf(files: readonly string[]): readonly number[] {
  const script = path.join(import.meta.dirname, '../support/count-blocks.mjs');
  const printed: unknown = JSON.parse(execFileSync(process.execPath, [script, ...files], { encoding: 'utf8' }));
  return Array.isArray(printed) ? printed.map(Number) : [];
}

/** What is in proportion costs four times as much for four times as many, what is quadratic sixteen times. */
describe('an estate of four times as many costs not much more than four times as much', () => {
  test.for(Object.entries(estates))('%s', ([, make], { home }) => {
    const [few = 0, many = 0] = blocksOf([...filesOf(home, make, 100), ...filesOf(home, make, 400)]);
    expect(few).toBeGreaterThan(100_000);
    expect(many / few).toBeLessThan(5);
  });
});

describe('a repository of four times as many targets costs not much more than four times as much', () => {
  const plain = template([resource('Microsoft.Storage/storageAccounts', 'a', {})], 0);
  const given = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"}';
  type Side = Readonly<Record<string, string>>;

  test.for<readonly [string, (index: number) => readonly [base: Side, head: Side]]>([
    ['that stay', (index) => [{ [`t${index}.json`]: plain }, { [`t${index}.json`]: `${plain} ` }]],
    ['that go, and others that come', (index) => [{ [`old${index}.json`]: plain }, { [`new${index}x.json`]: plain }]],
    ['that move', (index) => [{ [`a/t${index}.json`]: plain }, { [`b/t${index}.json`]: plain }]],
    [
      'of one template',
      (index) => [
        { 'main.json': plain, [`main.p${index}.parameters.json`]: given },
        { 'main.json': plain, [`main.q${index}.parameters.json`]: given },
      ],
    ],
  ])('%s', ([, make], { home }) => {
    const folders = (count: number): readonly string[] => {
      const made = Array.from({ length: count }, (_, index) => make(index));
      return [0, 1].map((side) => {
        const folder = path.join(home, `${count}-${side}`);
        writeFiles(folder, Object.assign({}, ...made.map((one) => one[side])));
        return folder;
      });
    };
    const [few = 0, many = 0] = blocksOf([...folders(100), ...folders(400)]);
    expect(few).toBeGreaterThan(100_000);
    expect(many / few).toBeLessThan(5);
  });
});

test('of a name that is declared many times, each declaration is compared with each, and no more', ({ home }) => {
  const alike: Made = () => ({ base: [vault('v', 'Locked')], head: [vault('v', 'Disabled')] });
  const [few = 0, many = 0] = blocksOf([...filesOf(home, alike, 50), ...filesOf(home, alike, 200)]);
  expect(many / few).toBeLessThan(20);
});
