import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../laws/strong-vaults.ts';
import { judge } from '../support/cases.ts';

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

/** Milliseconds of processor time, which does not depend on what else the machine does. */
function costOf(make: Made, count: number): number {
  const made = Array.from({ length: count }, (_, index) => make(index));
  const [base, head] = (['base', 'head'] as const).map((side) =>
    template(
      made.flatMap((one) => one[side]),
      count,
    ),
  );
  const before = process.cpuUsage();
  judge({ 'main.json': base ?? '' }, { 'main.json': head ?? '' });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What is in proportion costs four times as much for four times as many, what is quadratic sixteen times. */
describe('an estate of four times as many costs not much more than four times as much', () => {
  test.each(Object.entries(estates))('%s', (_, make) => {
    costOf(make, 50);
    expect(costOf(make, 1000) / costOf(make, 250)).toBeLessThan(9);
  });
});
