// What large repositories cost: processor time against reading and JSON.parse-ing the same bytes, memory at most, and how
// the time grows with the number of files.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli, measured } from './processes.mjs';
import { inRepository } from './repository.mjs';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const targetsUnderModule = 1203;
const regenerated = 400;

/**
 * Adds the rows of large repositories.
 *
 * @param {import('./run.mjs').Add} add
 * @param {string | undefined} corpus a folder of real templates, if there is one
 */
export function scaleRows(add, corpus) {
  // Some templates of the corpus cannot be judged whole, so that the run ends with 3.
  if (corpus !== undefined) costRow(add, 'check of the corpus', corpus, ['check'], [0, 1, 3]);
  inRepository((folder, commit) => {
    const files = regeneratedFiles(corpus);
    for (const [index, file] of files.entries()) write(folder, `m${index}/main.json`, file);
    commit();
    for (const [index, file] of files.entries()) write(folder, `m${index}/main.json`, regeneratedFrom(file));
    commit();
    costRow(add, `diff of ${files.length} regenerated templates`, folder, [
      'diff',
      '--base',
      'HEAD^',
      '--head',
      'HEAD',
    ]);
  });
  inRepository((folder, commit) => {
    write(folder, 'shared/module.bicep', sharedModule);
    for (let index = 0; index < targetsUnderModule; index += 1) write(folder, `t${index}/main.bicep`, userOf(index));
    commit();
    appendFileSync(path.join(folder, 'shared/module.bicep'), '// one more line\n');
    commit();
    costRow(add, `diff of a line under ${targetsUnderModule} targets`, folder, [
      'diff',
      '--base',
      'HEAD^',
      '--head',
      'HEAD',
    ]);
  });
  growthRow(add);
}

const sizes = [500, 1500, 4500];
const growthRounds = 3;

/**
 * How processor time grows with the number of templates, as the exponent of the number: 1 is twice the time for twice
 * the templates. What a run takes whatever it checks is taken off first, with the time of a run over one template.
 *
 * @param {import('./run.mjs').Add} add
 */
function growthRow(add) {
  const fixed = checkOf(1).cpu;
  const points = sizes.map((count) => {
    const { cpu, kib } = checkOf(count);
    add({
      group: 'Scale',
      name: `check of ${count} templates`,
      value: cpu / 1000,
      unit: 's of processor',
      memory: kib / 1024,
    });
    return { x: Math.log(count), y: Math.log(cpu - fixed) };
  });
  const name = `growth from ${sizes.join(' to ')} templates`;
  add({ group: 'Scale', name, value: slopeOf(points), unit: '(exponent; 1 is linear)' });
}

/**
 * The slope of the line that lies nearest to some points.
 *
 * @param {readonly { readonly x: number, readonly y: number }[]} points
 */
export function slopeOf(points) {
  const mean = (/** @type {readonly number[]} */ numbers) =>
    numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const [x, y] = [mean(points.map((one) => one.x)), mean(points.map((one) => one.y))];
  const rise = points.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0);
  return rise / points.reduce((sum, one) => sum + (one.x - x) ** 2, 0);
}

/**
 * Checks a folder with so many files several times: the least of processor time, and the memory of that run.
 *
 * @param {number} count
 */
function checkOf(count) {
  return inRepository((folder) => {
    for (let index = 0; index < count; index += 1) write(folder, `g${index}/main.json`, generated(index));
    const runs = Array.from({ length: growthRounds }, () => measured(folder, [cli, 'check', '--report', 'json']));
    return runs.reduce((least, run) => (run.cpu < least.cpu ? run : least));
  });
}

/**
 * @param {import('./run.mjs').Add} add
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {readonly number[]} [codes]
 */
function costRow(add, name, folder, args, codes) {
  const files = templateFiles(folder);
  const reading = timeOf(() => files.forEach(readAsData));
  const { cpu, kib, code } = measured(folder, [cli, ...args, '--report', 'json'], codes);
  add({
    group: 'Scale',
    name: `${name}: ${files.length} files${code === 3 ? ' (not all can be judged)' : ''}`,
    value: cpu / 1000,
    unit: 's of processor',
    ratio: cpu / reading,
    to: 'reading and JSON.parse',
    memory: kib / 1024,
  });
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
  return text.replace(
    /("_generator": \{\s*"name": "bicep",\s*"version": )"[^"]*"(,\s*"templateHash": )"[^"]*"/g,
    '$1"0.99.1.1"$2"1234567890123456789"',
  );
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
