// What it takes from a keystroke to its finding, through the real protocol: a caller of registry modules of some 500 KB,
// and how much memory the server has after many edits.
//
//   npm run bench:lsp [-- --edits 10000]
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const cli = fileURLToPath(new URL('../../dist/bundle/armlock.js', import.meta.url));
const { values } = parseArgs({ options: { edits: { type: 'string', default: '500' } } });
const edits = Number(values.edits);
/** Edits before the first that counts: code that runs often is compiled once it has. */
const warm = 50;
const versions = ['1.0.0', '1.1.0', '1.2.0'];

/** A module like the public ones: nested templates, and parameters that are described at length. */
function moduleText() {
  const parameters = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `setting${index}`,
      {
        type: 'string',
        defaultValue: '',
        metadata: { description: 'Optional. What this is for, at some length. '.repeat(15) },
      },
    ]),
  );
  const policies = {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: "[format('{0}-policy-{1}', uniqueString(deployment().name), copyIndex())]",
    copy: { name: 'policies', count: "[length(parameters('backupPolicies'))]" },
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      parameters: {
        vault: { value: "[parameters('name')]" },
        name: { value: "[parameters('backupPolicies')[copyIndex()].name]" },
        properties: { value: "[parameters('backupPolicies')[copyIndex()].properties]" },
      },
      template: {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: { vault: { type: 'string' }, name: { type: 'string' }, properties: { type: 'object' } },
        resources: [
          {
            type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
            apiVersion: '2024-04-01',
            name: "[format('{0}/{1}', parameters('vault'), parameters('name'))]",
            properties: "[parameters('properties')]",
          },
        ],
      },
    },
    dependsOn: ["[resourceId('Microsoft.RecoveryServices/vaults', parameters('name'))]"],
  };
  const vault = {
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name: "[parameters('name')]",
    location: 'westeurope',
    sku: { name: 'RS0', tier: 'Standard' },
    properties: {
      securitySettings: {
        immutabilitySettings: { state: "[parameters('immutability')]" },
        softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: "[parameters('days')]" },
      },
    },
  };
  return JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: {
        name: { type: 'string' },
        immutability: { type: 'string' },
        days: { type: 'int' },
        backupPolicies: { type: 'array' },
        ...parameters,
      },
      resources: [vault, policies],
    },
    undefined,
    2,
  );
}

/** @param {number} index */
function call(index) {
  return `module vault${index} 'br/public:avm/res/recovery-services/vault:${versions[index]}' = {
  name: 'vault${index}'
  params: {
    name: 'rsv-${index}'
    immutability: 'Unlocked'
    days: ${30 + index}
    backupPolicies: [
      {
        name: 'vm-gold'
        properties: {
          backupManagementType: 'AzureIaasVM'
          schedulePolicy: {
            schedulePolicyType: 'SimpleSchedulePolicy'
            scheduleRunFrequency: 'Daily'
            scheduleRunTimes: ['2024-01-01T03:00:00Z']
          }
          retentionPolicy: {
            retentionPolicyType: 'LongTermRetentionPolicy'
            dailySchedule: {
              retentionTimes: ['2024-01-01T03:00:00Z']
              retentionDuration: { count: 35, durationType: 'Days' }
            }
          }
        }
      }
    ]
  }
}
`;
}

/**
 * @param {readonly number[]} times
 * @param {number} part
 */
function quantile(times, part) {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * part)] ?? 0;
}

/** @param {number} process_ @returns what the process has in memory, in MB, where the system shows it */
function memoryOf(process_) {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${process_}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1e6;
  } catch {
    return 0;
  }
}

/** @param {number} process_ @returns milliseconds of processor time that it took so far, where the system shows it */
function processorTime(process_) {
  try {
    const fields = readFileSync(`/proc/${process_}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
const [repository, cache] = [path.join(folder, 'repository'), path.join(folder, 'modules')];
const module = moduleText();
for (const version of versions) {
  const place = path.join(cache, `br/mcr.microsoft.com/bicep$avm$res$recovery-services$vault/${version}$`);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'main.json'), module);
}
const file = path.join(repository, 'main.bicep');
const text = versions.map((_, index) => call(index)).join('\n');
mkdirSync(repository);
writeFileSync(file, text);
const git = (/** @type {string[]} */ ...args) =>
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: repository });
git('init', '-q');
git('add', '-A');
git('commit', '-qm', 'start');

const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
const uri = pathToFileURL(file).href;
/** @type {(() => void) | undefined} */
let published;
connection.onNotification('textDocument/publishDiagnostics', () => published?.());
connection.listen();
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: pathToFileURL(repository).href,
  capabilities: {},
  initializationOptions: { moduleCache: cache, debounce: 0 },
});
await connection.sendNotification('initialized', {});
const answered = () => new Promise((/** @type {(value?: unknown) => void} */ resolve) => (published = resolve));
const place = text.slice(0, text.indexOf('count: 35')).split('\n');
const [line, column] = [place.length - 1, place.at(-1)?.length ?? 0];
let opened = answered();
await connection.sendNotification('textDocument/didOpen', {
  textDocument: { uri, languageId: 'bicep', version: 1, text },
});
await opened;

/** @type {number[]} */
const times = [];
const start = process.pid && child.pid ? child.pid : 0;
let [before, first] = [0, 0];
for (let edit = 0; edit < edits + warm; edit += 1) {
  if (edit === warm) [before, first] = [processorTime(start), memoryOf(start)];
  opened = answered();
  const began = performance.now();
  const range = { start: { line, character: column + 7 }, end: { line, character: column + 9 } };
  const change = { range, text: `${10 + (edit % 20)}` };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: edit + 2 },
    contentChanges: [change],
  });
  await opened;
  if (edit >= warm) times.push(performance.now() - began);
  if (edit >= warm && (edit - warm) % 1000 === 0) console.log(`${edit - warm} edits: ${memoryOf(start).toFixed(0)} MB`);
}
const last = memoryOf(start);
console.log(`${((module.length * versions.length + text.length) / 1000).toFixed(0)} KB are reached, ${edits} edits`);
console.log(
  `keystroke to finding: median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`,
);
console.log(
  `processor time for each: ${((processorTime(start) - before) / edits).toFixed(1)} ms, with collecting garbage`,
);
console.log(`memory: ${first.toFixed(0)} MB after ${warm} edits, ${last.toFixed(0)} MB after ${edits}`);
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
connection.dispose();
rmSync(folder, { recursive: true, force: true });
