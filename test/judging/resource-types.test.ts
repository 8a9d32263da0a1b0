import { expect, test } from 'vitest';
import {
  compareVersions,
  eraOf,
  type PropertyType,
  resourceTypeOf,
  resourceTypes,
} from '../../src/protection/azure/resource-types.ts';
import { rightPlace } from '../../src/protection/ignored/suggestion.ts';

function vault(): NonNullable<ReturnType<typeof resourceTypeOf>> {
  const type = resourceTypeOf('microsoft.recoveryservices/VAULTS');
  if (!type) throw new Error('The table has vaults.');
  return type;
}

function partAt(path: string): PropertyType {
  let part: PropertyType | undefined = vault().body;
  for (const name of path.split('.')) part = part?.members.get(name.toLowerCase());
  if (!part) throw new Error(`The table has ${path}.`);
  return part;
}

test('the table has every type that takes part in backup, with versions in their order', () => {
  expect(resourceTypes().map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Microsoft.RecoveryServices/vaults',
      'Microsoft.RecoveryServices/vaults/backupPolicies',
      'Microsoft.RecoveryServices/vaults/backupconfig',
      'Microsoft.DataProtection/backupVaults',
      'Microsoft.DataProtection/backupVaults/backupInstances',
      'Microsoft.DataProtection/resourceGuards',
    ]),
  );
  for (const { versions } of resourceTypes()) {
    expect(versions.length).toBeGreaterThan(3);
    expect([...versions].sort(compareVersions)).toEqual(versions);
  }
});

test('a preview comes before the version of its date', () => {
  expect(compareVersions('2022-09-30-preview', '2022-09-30')).toBe(-1);
  expect(compareVersions('2022-09-30', '2022-10-01-preview')).toBe(-1);
  expect(compareVersions('2022-09-30-Preview', '2022-09-30-preview')).toBe(0);
});

test.each([
  ['properties.securitySettings.immutabilitySettings.state', '2022-08-01', '2022-05-01'],
  ['properties.securitySettings.softDeleteSettings.softDeleteState', '2023-04-01', '2023-02-01'],
  ['properties.securitySettings.softDeleteSettings.enhancedSecurityState', '2023-08-01', '2023-06-01'],
  ['properties.securitySettings.immutabilitySettings.configuration.type', '2026-05-01', '2026-04-01'],
])('%s exists since %s', (path, since, before) => {
  expect(eraOf(partAt(path), since)).toBeDefined();
  expect(eraOf(partAt(path), before)).toBeUndefined();
  expect(eraOf(partAt(path), undefined)).toBeDefined();
});

test('a property of which only the spelling changed is there in all versions', () => {
  const [before, after] = ['2020-02-02', '2021-01-01'].map((version) => eraOf(partAt('eTag'), version));
  expect([before?.ranges[0]?.to, after?.ranges[0]?.from]).toEqual(['2020-02-02', '2020-10-01']);
});

test.each([
  ['properties.immutabilitySettings', 'properties.securitySettings.immutabilitySettings'],
  ['properties.securitySettings.imutabilitySetings', 'properties.securitySettings.immutabilitySettings'],
  ['properties.softDeleteState', 'properties.securitySettings.softDeleteSettings.softDeleteState'],
  ['properties.state', undefined],
])('%s belongs at %s', (written, place) => {
  expect(rightPlace(vault(), written).place).toBe(place);
});
