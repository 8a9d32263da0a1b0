import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/bundle/armlock.js', import.meta.url));

/**
 * @param {number} service
 * @param {number} days
 */
function template(service, days) {
  return `param location string = resourceGroup().location

resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-${service}'
  location: location
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {
    securitySettings: {
      softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: ${days} }
    }
  }
}

module network 'network.bicep' = { name: 'network' }
`;
}

const network = `resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
}
`;

/**
 * Writes a repository of many commits at once: services with a vault each, and an application beside them. One of so
 * many commits changes how long a vault keeps what is deleted.
 *
 * @param {string} folder an empty repository
 * @param {{ readonly commits: number, readonly services: number, readonly touching: number }} size
 */
export function writeHistory(folder, { commits, services, touching }) {
  /** @type {string[]} */
  const stream = [];
  /** @type {Set<number>} */
  const raised = new Set();
  const data = (/** @type {string} */ text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (/** @type {string} */ name, /** @type {string} */ text) => `M 100644 inline ${name}\n${data(text)}`;
  const commit = (/** @type {number} */ index, /** @type {string} */ message) =>
    `commit refs/heads/main\ncommitter Test <test@example.com> ${1_700_000_000 + 3600 * index} +0000\n${data(message)}`;
  stream.push(commit(0, 'start'));
  for (let service = 0; service < services; service += 1) {
    stream.push(file(`services/${service}/main.bicep`, template(service, 100)));
    stream.push(file(`services/${service}/network.bicep`, network));
    stream.push(file(`app/${service}/package.json`, `{ "name": "app-${service}" }`));
    stream.push(file(`app/${service}/index.ts`, `export const service = ${service};\n`));
  }
  for (let index = 1; index <= commits; index += 1) {
    const service = index % services;
    stream.push(commit(index, `change ${index}`));
    if (index % touching === 0) {
      // The days of a service go up and down, in turn.
      const days = raised.has(service) ? 80 : 120;
      if (!raised.delete(service)) raised.add(service);
      stream.push(file(`services/${service}/main.bicep`, template(service, days)));
    } else if (index % touching === 1) stream.push(file(`app/${service}/package.json`, `{ "version": "${index}" }`));
    else stream.push(file(`app/${service}/index.ts`, `export const service = ${index};\n`));
  }
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], { cwd: folder, input: stream.join('') });
  if (status !== 0) throw new Error(`git fast-import: ${String(stderr)}`);
}

/** @param {(row: import('./run.mjs').Row) => void} add */
export function historyRows(add) {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-history-'));
  try {
    execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
    writeHistory(folder, { commits: 2000, services: 50, touching: 10 });
    const bare = timed(() => execFileSync(process.execPath, ['--version']));
    const run = () =>
      spawnSync(process.execPath, [cli, 'history', '--since', 'main~2000', '--head', 'main'], { cwd: folder });
    run();
    const seconds = timed(run) / 1000;
    add({
      group: 'history',
      name: '2,000 commits, of which 200 change one of 50 templates',
      value: seconds,
      unit: 's',
      ratio: (1000 * seconds) / bare,
      to: 'a bare start',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {() => unknown} run */
function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}
