import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cli,
  gitEnvironment,
  outerEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

const home = temporaryFolder();
const folder = path.join(home.path, 'empty');
const environment = { ...outerEnvironment, ...gitEnvironment, ARMLOCK_CORPUS: undefined };
let packed: readonly string[] = [];
let tarball = '';

beforeAll(() => {
  writeFiles(folder, { 'package.json': '{ "type": "module" }' });
  // The tests need the build, and take it as it is: they run beside each other.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home.path];
  const { out, err, code } = run(root, 'npm', args, environment);
  expect([code, err]).toEqual([0, expect.any(String)]);
  const [pack] = JSON.parse(out) as readonly {
    readonly filename: string;
    readonly files: { readonly path: string }[];
  }[];
  packed = pack?.files.map((file) => file.path) ?? [];
  tarball = path.join(home.path, pack?.filename ?? '');
  const installed = run(folder, 'npm', ['install', '--offline', tarball], environment);
  expect(installed).toMatchObject({ code: 0 });
}, 120_000);

afterAll(() => home.remove());

const isCutOff = run(home.path, 'unshare', ['-r', '-n', 'true']).code === 0;

/** Runs the installed command, without a network where that can be done. */
function installed(args: readonly string[], cwd = folder): Ran {
  const command = [process.execPath, path.join(folder, 'node_modules/armlock/dist/bundle/armlock.js'), ...args];
  const [program = '', ...rest] = isCutOff ? ['unshare', '-r', '-n', ...command] : command;
  return run(cwd, program, rest, environment);
}

describe('the package', () => {
  test('has what is needed and nothing else', () => {
    const parts: Readonly<Record<string, RegExp>> = {
      'the command and the library':
        /^dist\/bundle\/(?:(?:armlock|lsp|program)\.js|index\.mjs|(?:package|shipped)\.json)$/,
      'licences of what is bundled': /^dist\/bundle\/licences\.txt$/,
      'types of the library': /^dist\/types\/[\w/-]+\.d\.ts$/,
      'schemas for editors': /^(?:docs\/[\w-]+|rules\/rule)\.schema\.json$/,
      'what init writes': /^examples\//,
      'pages that explain shows': /^rules\/[\w-]+\.md$/,
      'what people read':
        /^docs\/[\w-]+\.md$|^docs\/pictures\/[\w-]+\.svg$|^(?:README|CHANGELOG|SECURITY)\.md$|^LICENSE$|^package\.json$/,
    };
    const patterns = Object.values(parts);
    expect(packed.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(Object.keys(parts).filter((name) => !packed.some((file) => parts[name]?.test(file)))).toEqual([]);
  });

  test('brings no other packages', () => {
    const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/armlock']);
  });

  test('passes on the licences of what is bundled', () => {
    for (const file of ['dist/bundle/licences.txt', 'action/bundle/licences.txt']) {
      const text = readFileSync(path.join(root, file), 'utf8');
      const bundled = ['ajv', 'diff', 'yaml', ...(file.startsWith('dist') ? ['vscode-languageserver'] : [])];
      for (const name of bundled) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });
});

describe('installed into an empty folder', () => {
  const rule = readFileSync(path.join(root, 'rules/vault-immutability-disabled.yaml'), 'utf8').replace(
    'id: vault-immutability-disabled',
    'id: ours',
  );
  const whatIf = path.join(root, 'examples/what-if');

  beforeAll(() => {
    const bicep = (state: string): string =>
      `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv-bicep'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: '${state}' } } }\n}\n`;
    const repository = repositoryIn(path.join(folder, 'repo'));
    repository.commit({
      'main.json': vaultTemplate('Unlocked'),
      'main.bicep': bicep('Unlocked'),
      'armlock.yaml': 'unknown: warning\nrules: [policies]\n',
      'policies/ours.yaml': rule,
    });
    writeFiles(repository.folder, { 'main.json': vaultTemplate('Disabled'), 'main.bicep': bicep('Disabled') });
    writeFiles(folder, { 'base.json': vaultTemplate('Unlocked'), 'head.json': vaultTemplate('Disabled') });
  });

  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

  test.each<readonly [string, readonly string[], number, string]>([
    ['--version', ['--version'], 0, version],
    ['--help', ['--help'], 0, 'armlock <command>'],
    ['--licences', ['--licences'], 0, 'ajv'],
    ['--schema', ['--schema', 'configuration'], 0, 'json-schema.org'],
    ['diff of files', ['diff', 'base.json', 'head.json'], 1, 'vault-immutability-weakened'],
    ['diff of a repository', ['diff', '--base', 'HEAD'], 1, 'rsv-bicep goes from Unlocked to Disabled'],
    ['diff with live state', ['diff', '--base-state', `${whatIf}/live.json`, `${whatIf}/main.json`], 1, 'rsv-prod'],
    ['check', ['check'], 0, '[ours]'],
    ['check with SARIF', ['check', '--report', 'sarif'], 0, '"ruleId": "ours"'],
    ['what-if', ['what-if', `${whatIf}/what-if.json`], 1, 'rsv-prod'],
    ['init', ['init', '--print'], 0, 'main.bicep'],
    ['resolve', ['resolve', 'main.bicep'], 0, 'rsv-bicep'],
    ['rules', ['rules', '--rules', 'policies'], 0, 'ours'],
    ['explain', ['explain', 'vault-removed'], 0, 'A vault is removed\n==='],
    ['explain a rule of ours', ['explain', 'ours', '--rules', 'policies'], 0, 'ours'],
  ])('%s works', (name, args, code, text) => {
    const ran = installed(args, /files|state|--/.test(name) ? folder : path.join(folder, 'repo'));
    expect(ran.err).toBe('');
    expect(ran.out).toContain(text);
    expect(ran.code).toBe(code);
  });

  test('an older Node.js leads to one sentence, before anything is loaded that it may not have', () => {
    const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const needed = engines.node.replace('>=', '');
    for (const [version, code] of [
      ['18.20.8', 2],
      ['20.18.3', 2],
      [`${needed}.0`, 0],
      ['24.1.0', 0],
    ] as const) {
      const preload = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
      const ran = run(folder, process.execPath, ['--import', preload, cli, '--version']);
      expect([ran.code, ran.err]).toEqual([
        code,
        code === 0 ? '' : `armlock needs Node.js ${needed} or newer; this is ${version}.\n`,
      ]);
    }
    expect(readFileSync(cli, 'utf8')).not.toMatch(/^(?:import|export) .*['"]/m);
  });

  test('init names the schema that is installed, for editors', () => {
    const { out } = installed(['init', '--print']);
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(out) ?? [];
    expect(JSON.parse(readFileSync(path.join(folder, schema), 'utf8'))).toHaveProperty('properties.waivers');
  });

  test.each(['docs/getting-started.md', 'examples/azure-pipelines/azure-pipelines.yml'])(
    'npm installs it for all as %s says',
    (name) => {
      const [line = ''] = readFileSync(path.join(root, name), 'utf8').match(/npm install --global \S+\.tgz/) ?? [];
      expect(path.basename(line)).toBe(path.basename(tarball));
      const prefix = path.join(home.path, 'global');
      const command = line.replace(/https:\S+/, `--offline '${tarball}'`);
      expect(run(home.path, 'bash', ['-c', command], { ...environment, npm_config_prefix: prefix })).toMatchObject({
        code: 0,
      });
      expect(run(home.path, path.join(prefix, 'bin/armlock'), ['--version'], environment).out).toBe(`${version}\n`);
    },
  );

  test('npm finds the command', () => {
    expect(existsSync(path.join(folder, 'node_modules/.bin/armlock'))).toBe(true);
    expect(run(folder, 'npx', ['--offline', 'armlock', '--version'], environment)).toMatchObject({
      out: `${version}\n`,
    });
  });
});
