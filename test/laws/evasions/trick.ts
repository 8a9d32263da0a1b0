import type { DiffOptions } from '../../../src/library/options.ts';
import { vaultTemplate } from '../../support/command.ts';
import type { Entries } from '../../support/commits.ts';

/** A way of letting the protection of `rsv-prod` drop where few look. */
export interface Trick {
  readonly name: string;
  readonly base: Entries;
  /** What the change writes, or removes where it says undefined. */
  readonly head: Entries;
  readonly options?: Omit<DiffOptions, 'cwd'>;
  /** The rules of which one must report it; `incomplete` is a run that ends with code 3. */
  readonly verdict: string | readonly string[];
  /** Whether it still passes. docs/detection.md says so, and a test fails once it does not. */
  readonly passes?: true;
}

export const [strong, weak] = [vaultTemplate('Locked'), vaultTemplate('Disabled')];
/** A template that deploys nothing. */
export const nothing = strong.replace(/"resources": \[[\s\S]*\]/, '"resources": []');
export const weakened = 'vault-immutability-weakened';
export const undeclared = 'vault-immutability-undeclared';
export const reduced = 'policy-retention-reduced';
export const removed = 'vault-removed';

/** A vault in Bicep. Both are expressions. */
export function bicep(state: string, name = "'rsv-prod'", guard = ''): string {
  return `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = ${guard}{
  name: ${name}
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }
}
`;
}

export const [strongBicep, weakBicep] = [bicep("'Locked'"), bicep("'Disabled'")];
export const open = `param state string = 'Locked'\n${bicep('state')}`;
export const closed = `param state string\n${bicep('state')}`;

/** The vault of Bicep with a policy whose days are an expression. */
export function policy(days: string, name = "'rsv-prod/vm-gold'", more = ''): string {
  return `${strongBicep}
resource gold 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {
  name: ${name}
  ${more}
  dependsOn: [vault]
  properties: {
    backupManagementType: 'AzureIaasVM'
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy'
      scheduleRunFrequency: 'Daily'
      scheduleRunTimes: ['2026-01-04T02:00:00Z']
    }
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy'
      dailySchedule: {
        retentionTimes: ['2026-01-04T02:00:00Z']
        retentionDuration: { count: ${days}, durationType: 'Days' }
      }
    }
  }
}
`;
}

/** A JSON template with these parts beside its schema, and a vault whose parts may be written otherwise. */
export function json(parts: object): string {
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return JSON.stringify({ $schema, contentVersion: '1.0.0.0', ...parts }, undefined, 2);
}

export function vault(state: unknown, more: object = {}): object {
  return {
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name: 'rsv-prod',
    location: 'westeurope',
    properties: { securitySettings: { immutabilitySettings: { state } } },
    ...more,
  };
}

export const openJson = json({
  parameters: { state: { type: 'string', defaultValue: 'Locked' } },
  resources: [vault("[parameters('state')]")],
});

/** A JSON parameter file. */
export function parameters(state: unknown, schema = true): string {
  return given({ state: { value: state } }, schema);
}

export function given(values: object, schema = true): string {
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
  return JSON.stringify({ ...(schema && { $schema }), contentVersion: '1.0.0.0', parameters: values });
}

/** A parameter file of Bicep. */
export function parametersFor(template: string, state: string, more = ''): string {
  return `using '${template}'${more}\nparam state = '${state}'\n`;
}

export const padding = `// ${'x'.repeat(100)}\n`.repeat(170_000);

export function caller(file: string, more = ''): string {
  return `module vault '${file}' = ${more}{\n  name: 'vault'\n}\n`;
}

/** A call that passes arguments. */
export function passing(file: string, params: string, more = ''): string {
  return `module vault '${file}' = ${more}{\n  name: 'vault'\n  params: { ${params} }\n}\n`;
}

/** Tricks in one file, whose text changes. */
export function inFile(
  file: string,
  verdict: Trick['verdict'],
  texts: Readonly<Record<string, readonly [string, string]>>,
): readonly Trick[] {
  return Object.entries(texts).map(([name, [before, after]]) => ({
    name,
    base: { [file]: before },
    head: { [file]: after },
    verdict,
  }));
}
