import { vaultTemplate } from '../../support/command.ts';
import {
  bicep,
  openJson,
  padding,
  parameters,
  strong,
  strongBicep,
  type Trick,
  weak,
  weakBicep,
  weakened,
} from './trick.ts';

const odd = (template: string): string =>
  template.replace('schema.management.azure.com', 'example.com').replace(/deploymentTemplate/, 'mine');
const escaped = (template: string): string => template.replace('deploymentTemplate', 'deployment\\u0054emplate');
const predicted = (template: string): string =>
  template.replace('"resources"', '"predictedResources": [],\n  "resources"');
const linking = vaultTemplate('Locked').replace(
  /"resources": \[[\s\S]*\]/,
  '"resources": [{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "vault", "properties": { "mode": "Incremental", "templateLink": { "relativePath": "vault.txt" } } }]',
);
/** With blanks, which tools take out before Azure sees the template. */
const large = (template: string): string => template.replace('{', `{${' '.repeat(5_000_000)}`);
const script = `resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'script'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: { azCliVersion: '2.61.0', retentionInterval: 'PT1H', scriptContent: 'az backup vault list' }
}
`;

/** Files that a search could miss because of their place or their form. */
export const reach: readonly Trick[] = [
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
    name: 'a large template in JSON',
    base: { 'main.json': large(strong) },
    head: { 'main.json': large(weak) },
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
    head: { 'infra/main.bicep': undefined, infra: { link: '../../elsewhere' } },
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
