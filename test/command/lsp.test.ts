import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DiagnosticSeverity, MarkupKind } from 'vscode-languageserver/node';
import { repositoryIn, type TestRepository, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';
import { type EditorClient, openClient } from '../support/lsp-client.ts';

const home = temporaryFolder();
let client: EditorClient;
let count = 0;

beforeAll(async () => {
  client = await openClient({ folders: [home.path], settings: { debounce: 0 } });
});
afterAll(async () => {
  await client.end();
  home.remove();
});

/** A repository with files that are committed. */
function repository(files: Readonly<Record<string, string>>): TestRepository {
  count += 1;
  const made = repositoryIn(path.join(home.path, `repository ${count}`));
  made.commit(files);
  return made;
}

const strong = vaultTemplate('Locked');
const weak = vaultTemplate('Disabled');
const weakened = 'vault-immutability-weakened';

const policy = (days: string, more = ''): string => `param days int = ${days}
${more}resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {
  name: 'rsv-prod'
}
resource policy 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {
  parent: vault
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
        retentionDuration: { count: days, durationType: 'Days' }
      }
    }
  }
}
`;

describe('findings', () => {
  test('come with unsaved text and go with it; saving and closing change nothing else', async () => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, strong);
    expect(await client.codes(file)).toEqual(['vault-without-resource-guard']);
    client.change(file, weak);
    const [found] = (await client.problems(file)).filter(({ code }) => code === weakened);
    expect(found).toMatchObject({
      source: 'armlock',
      severity: DiagnosticSeverity.Error,
      range: { start: { line: 12, character: 45 }, end: { line: 12, character: 55 } },
      codeDescription: { href: expect.stringMatching(/^https:/) },
      message: expect.stringMatching(/Locked.*Disabled[\s\S]*Keep Locked/),
    });
    expect(found?.relatedInformation?.map(({ message }) => message)).toEqual(['in base: Locked']);
    writeFiles(folder, { 'main.json': weak });
    client.save(file);
    expect(await client.codes(file)).toContain(weakened);
    client.change(file, strong);
    expect(await client.codes(file)).not.toContain(weakened);
    client.change(file, weak);
    expect(await client.codes(file)).toContain(weakened);
    client.close(file);
    const other = path.join(folder, 'other.json');
    client.open(other, '{}');
    expect(await client.codes(file)).toEqual([]);
    client.close(other);
  });

  test('stand in the file that a person must change', async () => {
    const parameters = (days: number): string => `using 'main.bicep'\nparam days = ${days}\n`;
    const { folder } = repository({ 'main.bicep': policy('35'), 'main.bicepparam': parameters(35) });
    const [template, file] = [path.join(folder, 'main.bicep'), path.join(folder, 'main.bicepparam')];
    client.open(template, policy('35'));
    client.open(file, parameters(7));
    const found = (await client.problems(file)).filter(({ code }) => code === 'policy-retention-reduced');
    expect(found.map(({ range }) => range.start)).toEqual([{ line: 1, character: 13 }]);
    expect(found[0]?.relatedInformation?.map(({ location }) => path.basename(location.uri))).toContain('main.bicep');
    expect(await client.codes(template)).not.toContain('policy-retention-reduced');
    client.close(file);
    client.close(template);
  });

  test('are those of the last text, however fast texts follow each other', async () => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, strong);
    for (let round = 0; round < 20; round += 1)
      client.change(file, `${round % 2 ? strong : weak}${' '.repeat(round)}\n`);
    expect(await client.codes(file)).not.toContain(weakened);
    client.change(file, weak);
    expect(await client.codes(file)).toContain(weakened);
    client.close(file);
  });

  test('stand at the character, behind characters of two units and line breaks of Windows', async () => {
    const text = (state: string): string =>
      `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",\r\n"resources":[{"type":"Microsoft.RecoveryServices/vaults","apiVersion":"2024-04-01","name":"rsv","location":"westeurope",\r\n"tags":{"owner":"\u{1F512}\u{1F512}"},"properties":{"securitySettings":{"immutabilitySettings":{"state":"${state}"}}}}]}\r\n`;
    const { folder } = repository({ 'main.json': text('Unlocked') });
    const file = path.join(folder, 'main.json');
    client.open(file, text('Unlocked'));
    client.change(file, text('Disabled'));
    const [found] = (await client.problems(file)).filter(({ code }) => code === weakened);
    const column = text('Disabled').split('\r\n')[2]?.indexOf('"Disabled"') ?? 0;
    expect(found?.range).toEqual({ start: { line: 2, character: column }, end: { line: 2, character: column + 10 } });
    const [action] = await client.actions(file, '"Disabled"');
    expect(action && [...client.applied(action).values()]).toEqual([text('Unlocked')]);
    client.close(file);
  });

  test('of broken text are no losses, and what is broken is said at its place', async () => {
    const { folder } = repository({ 'main.json': strong, 'main.bicep': policy('35') });
    for (const [name, text] of [
      ['main.json', strong],
      ['main.bicep', policy('35')],
    ] as const) {
      const file = path.join(folder, name);
      client.open(file, text);
      for (let length = text.length - 1; length > 0; length -= 97) {
        client.change(file, text.slice(0, length));
        const errors = (await client.problems(file)).filter(({ severity }) => severity === DiagnosticSeverity.Error);
        expect(errors.map(({ code, message }) => [length, code, message])).toEqual([]);
      }
      client.change(file, text.slice(0, Math.round(text.length / 2)));
      expect(await client.codes(file)).toEqual(expect.arrayContaining([expect.stringMatching(/^(?:json-|BCP)/)]));
      client.close(file);
    }
  });

  test('of a new file that the disk does not have are there before it is saved', async () => {
    const { folder } = repository({ 'README.md': '' });
    const file = path.join(folder, 'new', 'main.json');
    client.open(file, weak);
    expect(await client.codes(file)).toContain('vault-immutability-disabled');
    client.close(file);
  });

  test('follow a file that is renamed', async () => {
    const { folder } = repository({ 'main.json': strong });
    const [before, after] = [path.join(folder, 'main.json'), path.join(folder, 'vault.json')];
    client.open(before, strong);
    client.change(before, weak);
    expect(await client.codes(before)).toContain(weakened);
    renameSync(before, after);
    client.close(before);
    client.open(after, weak);
    expect(await client.codes(after)).toContain(weakened);
    expect(await client.problems(before)).toEqual([]);
    client.close(after);
  });

  test('are about the new base once the change is committed', async () => {
    const { folder, commit } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, weak);
    expect(await client.codes(file)).toContain(weakened);
    commit({ 'main.json': weak });
    client.change(file, `${weak}\n`);
    expect(await client.codes(file)).not.toContain(weakened);
    client.close(file);
  });

  test('of two folders do not mix', async () => {
    const folders = [strong, weak].map((text) => repository({ 'main.json': text }).folder);
    const [first = '', second = ''] = folders.map((folder) => path.join(folder, 'main.json'));
    client.open(first, weak);
    client.open(second, weak);
    expect(await client.codes(first)).toContain(weakened);
    expect(await client.codes(second)).not.toContain(weakened);
    client.close(first);
    expect(await client.codes(second)).toContain('vault-immutability-disabled');
    client.close(second);
  });

  test('outside of a repository are those of the text alone', async () => {
    const folder = path.join(home.path, 'no repository');
    writeFiles(folder, { 'main.json': weak });
    const file = path.join(folder, 'main.json');
    client.open(file, weak);
    expect(await client.codes(file)).toContain('vault-immutability-disabled');
    expect(client.said.filter(([, message]) => message.includes('no git repository'))).toHaveLength(1);
    client.close(file);
  });

  test('are not of documents without a place, nor of files that git ignores', async () => {
    const { folder } = repository({ '.gitignore': 'out/\n', 'main.json': strong });
    const [file, ignored] = [path.join(folder, 'main.json'), path.join(folder, 'out', 'main.json')];
    client.open(file, strong);
    client.open(ignored, weak);
    expect(await client.problems(ignored)).toEqual([]);
    const untitled = { uri: 'untitled:Untitled-1', languageId: 'json', version: 1, text: weak };
    client.notify('textDocument/didOpen', { textDocument: untitled });
    expect(await client.codes(file)).toEqual(['vault-without-resource-guard']);
    client.close(ignored);
    client.close(file);
  });

  test('wait for a repository that cannot be read, which is said once', async () => {
    const { folder } = repository({ 'main.json': strong, 'armlock.yaml': 'unknown: sometimes\n' });
    const file = path.join(folder, 'main.json');
    client.open(file, weak);
    expect(await client.problems(file)).toEqual([]);
    client.change(file, `${weak}\n`);
    expect(await client.problems(file)).toEqual([]);
    const shown = client.said.filter(([method]) => method === 'window/showMessage');
    expect(shown.filter(([, message]) => message.includes('armlock.yaml'))).toHaveLength(1);
    client.close(file);
  });
});

describe('a hover', () => {
  test('shows the value, the way it comes, and what base has', async () => {
    const parameters = (days: number): string => `using 'main.bicep'\nparam days = ${days}\n`;
    const { folder } = repository({ 'main.bicep': policy('35'), 'main.bicepparam': parameters(35) });
    const [template, file] = [path.join(folder, 'main.bicep'), path.join(folder, 'main.bicepparam')];
    client.open(template, policy('35'));
    client.open(file, parameters(7));
    const hover = await client.hover(template, 'count: days');
    expect(hover).toMatchObject({ contents: { kind: MarkupKind.Markdown }, range: { start: { line: 18 } } });
    const text = JSON.stringify(hover?.contents);
    expect(text).toContain('retentionDuration.count');
    expect(text).toContain('`7`');
    expect(text).toContain('In base: `35`');
    expect(text).toMatch(/parameter file.*main\.bicepparam/);
    expect(JSON.stringify(await client.hover(file, '7'))).toContain('retentionDuration.count');
    expect(await client.hover(template, 'param')).toBe(null);
    client.close(file);
    client.close(template);
  });

  test('shows no secure value, and no control characters', async () => {
    const text = `@secure()
param secret string = 'hunter2-hunter2'
resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv'
  location: 'west\\u{1b}[31m\`europe'
  tags: { secret: secret, derived: toUpper(secret) }
}
`;
    const { folder } = repository({ 'main.bicep': text });
    const file = path.join(folder, 'main.bicep');
    client.open(file, text);
    for (const place of [`'hunter2`, 'secret: secret', 'derived:', 'toUpper', 'location']) {
      const hover = JSON.stringify(await client.hover(file, place));
      expect(hover).not.toMatch(/hunter2|\\u001b/i);
      if (place === 'derived:') expect(hover).toContain('(secure)');
    }
    client.close(file);
  });
});

describe('a quick fix', () => {
  test('restores the value of base and nothing else, and its finding is gone', async () => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, `${weak}\n`);
    expect(await client.codes(file)).toContain(weakened);
    const [action, ...more] = await client.actions(file, '"Disabled"');
    expect(more).toEqual([]);
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: weakened }] });
    const text = action && client.applied(action).get(file);
    expect(text).toBe(`${strong}\n`);
    client.change(file, text ?? '');
    expect(await client.codes(file)).not.toContain(weakened);
    expect(await client.actions(file, '"Locked"')).toEqual([]);
    client.close(file);
  });

  test('is offered for all at once, and not where an expression took the place of the value', async () => {
    const two = (days: string, state: string): string =>
      policy(
        days,
        `resource other 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-other'
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }
}
`,
      );
    const { folder } = repository({ 'main.bicep': two('35', `'Locked'`) });
    const file = path.join(folder, 'main.bicep');
    client.open(file, two('7', `'Unlocked'`));
    const [all] = await client.actions(file, 'param', ['source.fixAll']);
    expect(all && client.applied(all).get(file)).toBe(two('35', `'Locked'`));
    client.change(file, two('7', `empty('') ? 'Unlocked' : 'Locked'`));
    expect(await client.codes(file)).toContain(weakened);
    expect(await client.actions(file, 'state:')).toEqual([]);
    client.close(file);
  });
});

test('a lens says what a policy keeps, and what it kept in base', async () => {
  const { folder } = repository({ 'main.bicep': policy('35') });
  const file = path.join(folder, 'main.bicep');
  client.open(file, policy('35'));
  expect(await client.lenses(file)).toEqual(['7: keeps 35 recovery points, oldest 35 days (base: 35)']);
  client.change(file, policy('7'));
  expect(await client.lenses(file)).toEqual(['7: keeps 7 recovery points, oldest 7 days (base: 35, oldest 35 days)']);
  client.close(file);
});

describe('what no editor sends', () => {
  test('addresses that are none, and places outside of a text, are answered with nothing', async () => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, weak);
    for (const uri of [
      '',
      'file:///%',
      'file://host/x.json',
      'file:///a%2fb.json',
      'file:///\0.json',
      'http://x/y.json',
    ]) {
      const textDocument = { uri, languageId: 'json', version: 1, text: '{}' };
      client.notify('textDocument/didOpen', { textDocument });
      const position = { line: 99_999, character: -5 };
      expect(await client.request('textDocument/hover', { textDocument, position })).toBe(null);
      client.notify('textDocument/didClose', { textDocument });
    }
    const far = { line: 99_999, character: 7 };
    const place = { textDocument: { uri: pathToFileURL(file).href }, position: far, range: { start: far, end: far } };
    expect(await client.request('textDocument/hover', place)).toBe(null);
    expect(await client.request('textDocument/codeAction', { ...place, context: { diagnostics: [] } })).toEqual([]);
    expect(await client.codes(file)).toContain(weakened);
    client.close(file);
  });

  test.each([
    ['larger than Azure takes', 'x'.repeat(5_000_000), 'larger than 4 MiB'],
    ['nested without an end', '['.repeat(100_000), '512 levels'],
    ['no text at all', '\ud800\0\u202e{"resources":[', 'not a JSON value'],
  ])('a text that is %s is a problem of the file, and no loss for certain', async (_, text, said) => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    client.open(file, strong);
    client.change(file, text);
    const found = await client.problems(file);
    expect(found.map(({ message }) => message).join('\n')).toContain(said);
    expect(found.filter(({ severity }) => severity === DiagnosticSeverity.Error)).toEqual([]);
    client.close(file);
  });

  test('a name that would act on a terminal is shown as escapes', async () => {
    const { folder } = repository({ 'main.json': strong });
    const file = path.join(folder, 'main.json');
    const name = '\u001b[31m\u202eevil`<b>';
    client.open(file, vaultTemplate('Disabled', name));
    const shown = JSON.stringify([await client.problems(file), await client.hover(file, '"RS0"')]);
    expect(shown).toContain('u202eevil');
    expect(shown.includes(JSON.stringify(name).slice(1, -1))).toBe(false);
    expect(JSON.stringify(await client.hover(file, '"RS0"'))).not.toContain('<b>');
    client.close(file);
  });
});

describe('settings', () => {
  test('come from the client when it is asked, and leave syntax to others', async () => {
    const own = repositoryIn(path.join(home.path, 'settings'));
    own.commit({ 'main.json': strong });
    own.git('tag', 'first');
    own.commit({ 'main.json': weak });
    const file = path.join(own.folder, 'main.json');
    const asked = await openClient({
      folders: [own.folder],
      capabilities: { workspace: { configuration: true } },
      answers: {
        'workspace/configuration': [{ base: 'first', exactBase: true, checkedElsewhere: ['json'], debounce: 0 }],
      },
    });
    asked.open(file, weak);
    // The answer of the client comes after the first question about the file.
    while (!(await asked.codes(file)).includes(weakened));
    asked.change(file, weak.slice(0, -4));
    expect(await asked.codes(file)).not.toContain('json-syntax');
    expect(await asked.end()).toBe(0);
  });
});

describe('the end', () => {
  test('is without an error after shutdown, and with one without it', async () => {
    expect(await (await openClient({})).end('shutdown and exit')).toBe(0);
    expect(await (await openClient({})).end('exit')).toBe(1);
    expect(await (await openClient({})).end('hang up')).toBe(1);
  });

  test('leaves no process of git', async () => {
    const { folder } = repository({ 'main.json': strong });
    const own = await openClient({ folders: [folder] });
    own.open(path.join(folder, 'main.json'), weak);
    expect(await own.codes(path.join(folder, 'main.json'))).toContain(weakened);
    expect(await own.end()).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
