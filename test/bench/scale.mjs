// What large repositories cost: processor time against reading and JSON.parse-ing the same bytes, memory at most, and how
// the time grows with the number of files.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cli, measured } from './processes.mjs';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const targetsUnderModule = 1203;
const regenerated = 400;

/**
 * Prints the rows of large repositories.
 *
 * @param {(...cells: readonly string[]) => void} row
 * @param {string | undefined} corpus a folder of real templates, if there is one
 */
export function scaleRows(row, corpus) {
  row('', 'files', 'processor', 'to reading', 'memory');
  if (corpus !== undefined) costRow(row, 'check of the corpus', corpus, ['check']);
  inRepository((folder) => {
    const files = regeneratedFiles(corpus);
    for (const [index, file] of files.entries()) write(folder, `m${index}/main.json`, file);
    commit(folder);
    for (const [index, file] of files.entries()) write(folder, `m${index}/main.json`, regeneratedFrom(file));
    commit(folder);
    costRow(row, `${files.length} regenerated templates`, folder, ['diff', '--base', 'HEAD^', '--head', 'HEAD']);
  });
  inRepository((folder) => {
    write(folder, 'shared/module.bicep', sharedModule);
    for (let index = 0; index < targetsUnderModule; index += 1) write(folder, `t${index}/main.bicep`, userOf(index));
    commit(folder);
    appendFileSync(path.join(folder, 'shared/module.bicep'), '// one more line\n');
    commit(folder);
    costRow(row, `a line under ${targetsUnderModule} targets`, folder, ['diff', '--base', 'HEAD^', '--head', 'HEAD']);
  });
  const [few, many] = [500, 5000].map((count) => checkOf(row, count));
  if (few === undefined || many === undefined) return;
  const growth = many / few / 10;
  console.log(`\nFrom 500 to 5,000 files, the processor time per file grows to ${growth.toFixed(2)} times.`);
}

/**
 * Checks a folder with so many files, and gives the processor time less that of a Node that does nothing.
 *
 * @param {(...cells: readonly string[]) => void} row
 * @param {number} count
 */
function checkOf(row, count) {
  return inRepository((folder) => {
    for (let index = 0; index < count; index += 1) write(folder, `g${index}/main.json`, generated(index));
    return costRow(row, `check of ${count} templates`, folder, ['check']);
  });
}

/**
 * @param {(...cells: readonly string[]) => void} row
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} args
 */
function costRow(row, name, folder, args) {
  const files = templateFiles(folder);
  const reading = timeOf(() => files.forEach(readAsData));
  const { cpu, kib } = measured(folder, [cli, ...args, '--report', 'json']);
  const own = cpu - measured(folder, ['-e', '0']).cpu;
  const times = (own / reading).toFixed(1);
  row(name, `${files.length}`, `${(own / 1000).toFixed(1)} s`, `${times} x`, `${(kib / 1024).toFixed(0)} MiB`);
  return own;
}

/** @param {string} folder */
function templateFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:json|bicep|bicepparam)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** @param {string} file */
function readAsData(file) {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.json')) return;
  try {
    JSON.parse(text);
  } catch {
    // Some files of the corpus are broken, or have comments.
  }
}

/** @param {() => unknown} action */
function timeOf(action) {
  const { user, system } = process.cpuUsage();
  action();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1000;
}

/**
 * @template T
 * @param {(folder: string) => T} use
 * @returns {T}
 */
function inRepository(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
  try {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function commit(folder) {
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com'];
  execFileSync('git', ['add', '-A'], { cwd: folder });
  execFileSync('git', [...identity, 'commit', '-qm', 'change'], { cwd: folder });
}

/**
 * @param {string} folder
 * @param {string} file
 * @param {string} text
 */
function write(folder, file, text) {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/**
 * Compiled modules of Azure Verified Modules, the largest first; generated templates if there is no corpus.
 *
 * @param {string | undefined} corpus
 */
function regeneratedFiles(corpus) {
  const folder = corpus === undefined ? undefined : path.join(corpus, 'avm');
  if (folder === undefined || !existsSync(folder)) {
    return Array.from({ length: regenerated }, (_, index) => generated(index, 200));
  }
  return templateFiles(folder)
    .filter((file) => path.basename(file) === 'main.json')
    .map((file) => readFileSync(file, 'utf8'))
    .sort((left, right) => right.length - left.length)
    .slice(0, regenerated);
}

/**
 * What another version of the compiler makes of a template: new hashes and version numbers in all parts of it.
 *
 * @param {string} text
 */
function regeneratedFrom(text) {
  return text
    .replace(/"version": "[^"]*"/g, '"version": "0.99.1.1"')
    .replace(/"templateHash": "[^"]*"/g, '"templateHash": "1234567890123456789"');
}

/**
 * A template; every tenth has a vault.
 *
 * @param {number} index
 */
function generated(index, size = 20) {
  const accounts = Array.from({ length: size }, (_, account) => ({
    type: 'Microsoft.Storage/storageAccounts',
    apiVersion: '2023-05-01',
    name: `[format('account{0}', ${index * size + account})]`,
    location: '[resourceGroup().location]',
    sku: { name: 'Standard_ZRS' },
    kind: 'StorageV2',
  }));
  const vault = {
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name: `vault${index}`,
    location: '[resourceGroup().location]',
    sku: { name: 'Standard' },
    properties: { securitySettings: { immutabilitySettings: { state: 'Locked' } } },
  };
  const resources = index % 10 === 0 ? [vault, ...accounts] : accounts;
  const metadata = { _generator: { name: 'bicep', version: '0.30.23.60470', templateHash: `${index}` } };
  return JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', metadata, resources }, undefined, 2);
}

const sharedModule = `param name string
param location string = resourceGroup().location

resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    securitySettings: {
      immutabilitySettings: {
        state: 'Locked'
      }
    }
  }
}
`;

/** @param {number} index */
function userOf(index) {
  return `module vault '../shared/module.bicep' = {
  name: 'vault'
  params: {
    name: 'vault${index}'
  }
}
`;
}
