import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));
const schema = 'https://schema.management.azure.com/schemas/2019-04-01';

/**
 * A service of a landing zone: a Bicep template with a module and a parameter file, and one in JSON.
 *
 * @param {number} index
 * @returns {Readonly<Record<string, string>>} texts by file
 */
function service(index) {
  const name = `service-${String(index).padStart(3, '0')}`;
  const rules = Array.from({ length: 20 }, (_, rule) => ({
    name: `rule-${rule}`,
    properties: { priority: 100 + rule, direction: 'Inbound', access: 'Allow', protocol: 'Tcp' },
  }));
  return {
    [`${name}/main.bicep`]: `param prefix string
param location string = resourceGroup().location

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: '\${prefix}${index}'
    location: location
  }
}

output id string = storage.outputs.id
`,
    [`${name}/modules/storage.bicep`]: `@minLength(3)
param name string
param location string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
  }
}

output id string = account.id
`,
    [`${name}/main.bicepparam`]: `using 'main.bicep'\n\nparam prefix = 'contoso'\n`,
    [`${name}/network.json`]: JSON.stringify(
      {
        $schema: `${schema}/deploymentTemplate.json#`,
        contentVersion: '1.0.0.0',
        resources: [
          {
            type: 'Microsoft.Network/networkSecurityGroups',
            apiVersion: '2024-01-01',
            name,
            properties: { securityRules: rules },
          },
        ],
      },
      undefined,
      2,
    ),
  };
}

/**
 * Gives a new repository to a function, with one that commits everything in it.
 *
 * @template T
 * @param {(folder: string, commit: (() => void) & { readonly stage: () => void }) => T} use
 * @returns {T}
 */
export function inRepository(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
  const git = (/** @type {readonly string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder });
  const stage = () => void git('add', '-A');
  const commit = () => {
    stage();
    git('commit', '-qm', 'change');
  };
  try {
    git('init', '-q');
    return use(folder, Object.assign(commit, { stage }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A repository with the demo and as many services, in which the change of the demo, or of a text beside it, is staged.
 *
 * @param {number} services
 * @param {boolean} isChanged
 */
export function stagedRepository(services, isChanged) {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
  const git = (/** @type {readonly string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder });
  git('init', '-q');
  for (const [name, text] of Array.from({ length: services }, (_, index) => Object.entries(service(index))).flat()) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  cpSync(path.join(demo, 'base'), path.join(folder, 'backup'), { recursive: true });
  git('add', '-A');
  git('commit', '-qm', 'base');
  if (isChanged) cpSync(path.join(demo, 'head'), path.join(folder, 'backup'), { recursive: true });
  else writeFileSync(path.join(folder, 'README.md'), 'A text.\n');
  git('add', '-A');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
