import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exitCodes } from '../../src/cli/io.ts';
import { commandList } from '../../src/cli/main.ts';
import { codeText } from '../../src/text/codes.ts';
import { armlock, gitEnvironment, root, run, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** What GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

test.each(pages)('links of %s lead to files and headings', (file) => {
  const links = [...textOf(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    const [place = '', heading] = link.split('#');
    const target = place === '' ? file : path.posix.join(path.posix.dirname(file), place);
    if (!existsSync(path.join(root, target))) return true;
    if (heading === undefined) return false;
    const anchors = [...textOf(target).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => anchorOf(text));
    return !anchors.includes(heading);
  });
  expect(broken).toEqual([]);
});

test('the README is one screen and a half, and leads to every page for users', () => {
  const text = textOf('README.md');
  expect(text.split('\n').length).toBeLessThan(140);
  const forMakers = ['architecture', 'glossary', 'azure-facts', 'behaviours', 'codes', 'commands', 'coverage', 'style'];
  const missing = readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md') && !forMakers.includes(file.replace(/\.md$/, '')))
    .filter((file) => !text.includes(`(docs/${file}`));
  expect(missing).toEqual([]);
});

test('exit codes have the same words wherever they are listed', () => {
  const codesIn = (file: string): readonly string[] =>
    textOf(file).match(/^\| [0-3] \| (?:Nothing|Findings|Wrong|Incomplete).*$/gm) ?? [];
  expect(codesIn('README.md')).toHaveLength(4);
  expect(codesIn('docs/troubleshooting.md')).toEqual(codesIn('README.md'));
});

test('every command line of the pages is one that armlock takes', async () => {
  const commands = new Map((await commandList()).map((command) => [command.name, command]));
  const lines = pages
    .flatMap((file) => [...textOf(file).matchAll(/```(?:sh|text)\n([\s\S]*?)```/g)].map(([, block = '']) => block))
    .flatMap((block) => block.split('\n'))
    .filter((line) => /^armlock [a-z]/.test(line));
  expect(lines.length).toBeGreaterThan(10);
  const wrong = lines.filter((line) => {
    const [, name = '', ...words] = line.split(/ {2,}/)[0]?.split(' ') ?? [];
    const command = commands.get(name);
    const options = words
      .filter((word) => word.startsWith('--') && word !== '--')
      .map((word) => word.slice(2).split('=')[0]);
    return (
      (name !== 'help' && options.some((option) => !command?.options.some((one) => one.name === option))) ||
      (name !== 'help' && !command)
    );
  });
  expect(wrong).toEqual([]);
});

test('troubleshooting has every exit code', () => {
  const rows = [...textOf('docs/troubleshooting.md').matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
  expect(rows).toEqual(Object.values(exitCodes));
});

test('every code with which a notice is made is explained', () => {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const notices = sources
    .filter((file) => /^(?:engine|library)[\\/]/.test(file))
    .flatMap((file) =>
      [...textOf(`src/${file}`).matchAll(/(?:code: |[nN]otice\(\s*)'([a-z-]+)'/g)].map(([, code = '']) => code),
    )
    .filter((code) => !['rule', 'schema', 'waiver', 'error', 'warning'].includes(code));
  expect(notices.length).toBeGreaterThan(5);
  expect([...new Set(notices)].filter((code) => codeText(code) === undefined)).toEqual([]);
  expect(armlock(root, ['explain', 'gap'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('armlock cannot see'),
  });
});

describe("rules of one's own", () => {
  const page = textOf('docs/own-rules.md');
  const [rule = '', wanted = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const vault = (protection: boolean): string =>
    `{\n  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n  "contentVersion": "1.0.0.0",\n  "resources": [\n    {\n      "type": "Microsoft.KeyVault/vaults",\n      "apiVersion": "2023-07-01",\n      "name": "kv",\n      "location": "westeurope", "properties": {\n        "enablePurgeProtection": ${protection}\n      }\n    }\n  ]\n}\n`;
  const home = temporaryFolder();
  const runCases = (): ReturnType<typeof armlock> =>
    armlock(home.path, ['rules', '--rules', 'policies/armlock', '--test', 'policies/cases']);
  beforeAll(() =>
    writeFiles(home.path, {
      'policies/armlock/kv-purge-protection-off.yaml': rule,
      'policies/cases/purge-off/case.yaml': wanted,
      'policies/cases/purge-off/base/main.json': vault(true),
      'policies/cases/purge-off/head/main.json': vault(false),
    }),
  );
  afterAll(() => home.remove());

  test('the rule and the case of the page are as they should be', () => {
    const { code, out, err } = runCases();
    expect([err, out, code]).toEqual(['', expect.stringContaining('1 of 1 cases are as they should be.'), 0]);
  });

  test('a case that expects something else fails, with what is missing and what is too much', () => {
    writeFiles(home.path, { 'policies/cases/purge-off/case.yaml': wanted.replace('main.json:10', 'main.json:3') });
    const { code, out } = runCases();
    expect(code).toBe(1);
    expect(out).toMatch(/^FAILED {2}purge-off$/m);
    expect(out).toMatch(/expected, and not found: .*main\.json:3/);
    expect(out).toMatch(/found, and not expected: .*main\.json:10/);
    writeFiles(home.path, { 'policies/cases/purge-off/case.yaml': 'expect: []\n' });
    expect(runCases()).toMatchObject({ code: 2, err: expect.stringContaining(`The case needs 'about'`) });
  });
});

describe('the library pages', () => {
  test.each(['docs/library.md', 'docs/evaluator.md'])('%s runs as it is written', (file) => {
    const home = temporaryFolder();
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(textOf(file)) ?? [];
    const bundle = path.join(root, 'dist/bundle/index.mjs');
    writeFiles(home.path, {
      'main.json': vaultTemplate('Locked'),
      'main.bicep': `param name string\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: name\n  location: resourceGroup().location\n}\n`,
      'main.prod.bicepparam': `using 'main.bicep'\nparam name = 'rsv-prod'\n`,
      'example.mjs': example.replace(`'armlock'`, JSON.stringify(`file://${bundle}`)),
    });
    const git = (...args: readonly string[]): unknown => run(home.path, 'git', args, gitEnvironment);
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'first');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    writeFiles(home.path, { 'main.json': vaultTemplate('Disabled') });
    const { code, out, err } = run(home.path, process.execPath, ['example.mjs'], gitEnvironment);
    home.remove();
    expect(err).toBe('');
    expect(out).toContain(file === 'docs/library.md' ? 'main.json:13 ' : 'Microsoft.RecoveryServices/vaults rsv-prod');
    expect(code).toBe(file === 'docs/library.md' ? 1 : 0);
  });
});

describe('workflows of the project and of the examples', () => {
  const files = ['.github/workflows', 'examples/github', 'examples/integrations/msdo']
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.yml') && !file.includes('azure-pipelines'));

  test.each(files)('%s asks for least permissions and pins what it uses', (file) => {
    const text = textOf(file);
    const { permissions, jobs } = parse(text) as {
      readonly permissions: unknown;
      readonly jobs: Readonly<
        Record<string, { readonly permissions?: object; readonly steps: readonly { readonly run?: string }[] }>
      >;
    };
    expect(permissions).toEqual({});
    expect(Object.values(jobs).filter((job) => !job.permissions)).toEqual([]);
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)].map(([, name = '', comment = '']) => `${name}${comment}`);
    // Copies of armlock and tools of Microsoft are pinned by those who copy the example.
    const own = uses.filter((one) => !/^(?:contoso\/armlock|microsoft\/security-devops-action)@/.test(one));
    expect(own.filter((one) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
    // An expression in a script is put into it before the shell reads it.
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run: script = '' }) => script));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    expect(text).not.toMatch(/pull_request_target|workflow_run/);
    expect(text.split('actions/checkout@').length).toBe(text.split('persist-credentials: false').length);
  });
});

describe('the integrations', () => {
  const home = temporaryFolder();
  const folder = 'examples/integrations';
  beforeAll(() =>
    writeFiles(home.path, { 'main.json': vaultTemplate('Disabled'), 'armlock.yaml': 'unknown: warning\n' }),
  );
  afterAll(() => home.remove());

  test('MegaLinter runs a command that writes the SARIF it looks for', () => {
    const descriptor = parse(textOf(`${folder}/megalinter/armlock.megalinter-descriptor.yml`)) as {
      readonly linters: readonly {
        readonly cli_executable: string;
        readonly cli_lint_extra_args: readonly string[];
        readonly cli_config_arg_name: string;
        readonly config_file_name: string;
        readonly cli_sarif_args: readonly string[];
        readonly version_extract_regex: string;
      }[];
    };
    const [linter] = descriptor.linters;
    if (!linter) throw new Error('there is a linter');
    expect(linter.cli_executable).toBe('armlock');
    const sarif = linter.cli_sarif_args.map((one) => one.replace('{{SARIF_OUTPUT_FILE}}', 'out.sarif'));
    const args = [...linter.cli_lint_extra_args, linter.cli_config_arg_name, linter.config_file_name, ...sarif];
    expect(armlock(home.path, args)).toMatchObject({ err: '', out: expect.stringContaining('rsv-prod') });
    const written = JSON.parse(readFileSync(path.join(home.path, 'out.sarif'), 'utf8')) as {
      runs: readonly { results: readonly object[] }[];
    };
    expect(written.runs[0]?.results.length).toBeGreaterThan(0);
    expect(armlock(home.path, ['--version']).out).toMatch(new RegExp(linter.version_extract_regex));
  });

  test('Trunk runs a command that prints SARIF and ends as it expects', () => {
    const { lint } = parse(textOf(`${folder}/trunk/trunk.yaml`)) as {
      readonly lint: {
        readonly definitions: readonly {
          readonly commands: readonly { readonly run: string; readonly success_codes: readonly number[] }[];
        }[];
      };
    };
    const [command] = lint.definitions[0]?.commands ?? [];
    if (!command) throw new Error('there is a command');
    const { code, out } = armlock(home.path, command.run.split(' ').slice(1));
    expect(JSON.parse(out)).toMatchObject({ version: '2.1.0' });
    expect(command.success_codes).toContain(code);
  });

  test('what Microsoft Security DevOps takes is what armlock writes', () => {
    for (const file of ['github.yml', 'azure-pipelines.yml']) {
      const text = textOf(`${folder}/msdo/${file}`);
      const [, taken = ''] = /existingFilename: (\S+)/.exec(text) ?? [];
      expect(text.split(taken).length).toBeGreaterThan(2);
    }
  });
});
