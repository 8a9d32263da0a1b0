import { diff, type Finding } from 'armlock';
import { expect } from 'vitest';
import { writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const policyOf = (days: string): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { days: { type: 'int' } },
    resources: [
      {
        type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
        apiVersion: '2024-04-01',
        name: 'rsv/daily',
        properties: {
          backupManagementType: 'AzureIaasVM',
          retentionPolicy: {
            retentionPolicyType: 'LongTermRetentionPolicy',
            dailySchedule: { retentionDuration: { count: days, durationType: 'Days' } },
          },
        },
      },
    ],
  });

const parametersOf = (values: Readonly<Record<string, number>>): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  });

async function findingsOf(cwd: string, base: string, head: string): Promise<readonly Finding[]> {
  return (await diff({ cwd, files: { base, head } })).findings;
}

test('two templates that are named share their parameter files, beside either of them', async ({ home: folder }) => {
  const same = policyOf("[parameters('days')]");
  writeFiles(folder, {
    'old.json': same,
    'new.json': same,
    'elsewhere/new.json': same,
    'elsewhere/less.json': policyOf("[sub(parameters('days'), 60)]"),
    'old.prod.parameters.json': parametersOf({ days: 90 }),
    'old.test.parameters.json': parametersOf({ days: 70 }),
  });
  expect(await findingsOf(folder, 'old.json', 'new.json')).toEqual([]);
  expect(await findingsOf(folder, 'old.json', 'elsewhere/new.json')).toEqual([]);
  const [found] = await findingsOf(folder, 'old.json', 'elsewhere/less.json');
  expect(found?.verdict).toBe('weakened');
});

test('parameters that do not fit both templates are passed to neither', async ({ home: folder }) => {
  const same = policyOf("[parameters('days')]");
  writeFiles(folder, {
    'base/old.json': same,
    'head/new.json': same,
    'base/old.parameters.json': parametersOf({ days: 90, weeks: 4 }),
  });
  const result = await diff({ cwd: folder, files: { base: 'base/old.json', head: 'head/new.json' } });
  expect(result.findings).toEqual([]);
  expect(result.notices).toEqual([]);
});

test('modules of two templates that are named are compared with each other', async ({ home: folder }) => {
  const module = `param days int = 14
resource vault 'Microsoft.RecoveryServices/vaults@2025-02-01' = {
  name: 'rsv'
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {
    publicNetworkAccess: 'Disabled'
    securitySettings: { softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: days } }
  }
}
`;
  const main = (argument: string): string => `module vault 'vault.bicep' = {
  name: 'vault'
  params: {${argument}
  }
}
`;
  writeFiles(folder, {
    'base/vault.bicep': module,
    'head/vault.bicep': module,
    'base/main.bicep': main('\n    days: 60'),
    'head/main.bicep': main(''),
  });
  const [found] = await findingsOf(folder, 'base/main.bicep', 'head/main.bicep');
  expect(found?.anchor.file.path).toBe('head/main.bicep');
});
