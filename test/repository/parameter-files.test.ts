import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  armlock,
  type Ran,
  repositoryIn,
  type TestRepository,
  temporaryFolder,
  writeFiles,
} from '../support/command.ts';

let home: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  home = temporaryFolder();
});

afterEach(() => home.remove());

type Files = Readonly<Record<string, string | undefined>>;

const template = `param state string
param name string = 'v'
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: name
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: state } } }
}
`;

const using = (text: string): string => `using 'main.bicep'\n${text}\n`;

/** Where findings are. */
function places({ out }: Ran): readonly string[] {
  return [...out.matchAll(/^ *--> (\S.*)$/gm)].map(([, place = '']) => place);
}

function inFolder(files: Files, ...args: readonly string[]): Ran {
  writeFiles(home.path, files);
  return armlock(home.path, args);
}

describe('resolve', () => {
  const files = { 'main.bicep': template, 'prod.bicepparam': using("param state = toUpper('locked')") };

  test('takes a parameter file by itself, or for a template', () => {
    const alone = inFolder(files, 'resolve', 'prod.bicepparam', '--report', 'snapshot');
    expect([alone.code, alone.err]).toEqual([0, '']);
    expect(alone.out).toContain('"state": "LOCKED"');
    const forTemplate = inFolder(
      files,
      'resolve',
      'main.bicep',
      '--parameters',
      'prod.bicepparam',
      '--report',
      'snapshot',
    );
    expect(forTemplate).toEqual(alone);
  });

  test('gets environment variables', () => {
    const read = { ...files, 'prod.bicepparam': using("param state = readEnvironmentVariable('STATE', 'Locked')") };
    expect(inFolder(read, 'resolve', 'prod.bicepparam', '--environment', 'STATE=Unlocked').out).toContain('Unlocked');
    expect(inFolder(read, 'resolve', 'prod.bicepparam').out).toContain(
      "environment variable 'STATE' is not known here",
    );
  });

  test('says where a parameter file does not fit, and that it is incomplete', () => {
    const wrong = inFolder({ ...files, 'prod.bicepparam': using('param State = 1') }, 'resolve', 'prod.bicepparam');
    expect(wrong.code).toBe(3);
    expect(wrong.out).toContain('prod.bicepparam:2:7');
    expect(wrong.out).toContain(
      'BCP259: The parameter "State" is assigned in the params file without being declared in the Bicep file. It has \'state\', and case counts.',
    );
    expect(wrong.out).toContain('prod.bicepparam:1:7');
  });
});

describe('diff and check', () => {
  const strong = { 'main.bicep': template, 'prod.bicepparam': using("param state = 'Locked'") };

  test('compare parameter files that are named, or those of folders', () => {
    writeFiles(path.join(home.path, 'a'), strong);
    writeFiles(path.join(home.path, 'b'), { ...strong, 'prod.bicepparam': using("param state = 'Disabled'") });
    const wanted = ['b/prod.bicepparam:2:15'];
    expect(places(armlock(home.path, ['diff', 'a', 'b']))).toEqual(wanted);
    expect(places(armlock(home.path, ['diff', 'a/prod.bicepparam', 'b/prod.bicepparam']))).toEqual(wanted);
    expect(places(armlock(home.path, ['diff', 'a/main.bicep', 'b/main.bicep']))).toEqual(wanted);
  });

  test('judge a state under the parameter files of a template', () => {
    const weak = inFolder({ ...strong, 'prod.bicepparam': using("param state = 'Disabled'") }, 'check');
    expect(places(weak)).toContain('prod.bicepparam:2:15');
  });

  test('a file that others extend and that is for no template is no target', () => {
    const files = {
      'main.bicep': template,
      'common.bicepparam': "using none\nparam state = 'Locked'\n",
      'prod.bicepparam': using("extends 'common.bicepparam'"),
    };
    const { out, code } = inFolder(files, 'check', '--report', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out).summary.compared.vaults).toBe(1);
    expect(out).not.toContain('using none');
  });
});

describe('in a repository, a target is judged if anything changes that its parameter file reaches', () => {
  let repository: TestRepository;

  beforeEach(() => {
    mkdirSync(path.join(home.path, 'repo'), { recursive: true });
    repository = repositoryIn(path.join(home.path, 'repo'));
  });

  const env = (text: string): string => `using '../main.bicep'\n${text}\n`;
  const common = (state: string): string => `using none\nparam state = '${state}'\n`;

  test.each<[what: string, parameters: string, file: string, text: (state: string) => string, place: string]>([
    [
      'the file that it extends',
      "extends '../common.bicepparam'",
      'common.bicepparam',
      common,
      'common.bicepparam:2:15',
    ],
    [
      'a file that it imports',
      "import { state as s } from '../shared.bicep'\nparam state = s",
      'shared.bicep',
      (state) => `@export()\nvar state = '${state}'\n`,
      'shared.bicep:2:13',
    ],
    [
      'a JSON file that it loads',
      "param state = loadJsonContent('settings.json').state",
      'env/settings.json',
      (state) => `{\n  "state": "${state}"\n}\n`,
      'env/settings.json:2:12',
    ],
    [
      'a YAML file that it loads',
      "param state = loadYamlContent('settings.yml', '$.state')",
      'env/settings.yml',
      (state) => `state: ${state}\n`,
      'env/settings.yml:1:8',
    ],
    [
      'a text that it loads',
      "param state = trim(loadTextContent('state'))",
      'env/state',
      (state) => `${state}\n`,
      'env/state:1:1',
    ],
  ])('%s', (_, parameters, file, text, place) => {
    const other = { 'other/main.bicep': template, 'other/x.bicepparam': using("param state = 'Locked'") };
    repository.commit({
      ...other,
      'main.bicep': template,
      'env/prod.bicepparam': env(parameters),
      [file]: text('Locked'),
    });
    writeFiles(repository.folder, { [file]: text('Disabled') });
    const changed = repository.armlock('diff');
    expect([changed.code, places(changed)]).toEqual([1, [place]]);
    expect(changed.out).toContain('in 1 target');
    repository.commit({ 'README.md': 'x', [file]: text('Locked') });
    expect(repository.armlock('diff').code).toBe(0);
  });

  test('also through a file that its base extends or imports', () => {
    repository.commit({
      'main.bicep': template,
      'env/prod.bicepparam': env("extends 'b.bicepparam'"),
      'env/b.bicepparam': "using none\nextends '../common.bicepparam'\nparam name = 'n'\n",
      'common.bicepparam': "using none\nimport * as s from 'lib/shared.bicep'\nparam state = s.state\n",
      'lib/shared.bicep': "@export()\nvar state = 'Locked'\n",
    });
    writeFiles(repository.folder, { 'lib/shared.bicep': "@export()\nvar state = 'Disabled'\n" });
    expect(places(repository.armlock('diff'))).toEqual(['lib/shared.bicep:2:13']);
  });
});
