import { describe, expect, test } from 'vitest';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { azurePipelinesReport } from '../../src/report/formats/azure-pipelines.ts';
import { githubReport } from '../../src/report/formats/github.ts';
import { gitlabReport } from '../../src/report/formats/gitlab.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { junitReport } from '../../src/report/formats/junit.ts';
import { markdownReport } from '../../src/report/formats/markdown.ts';
import { code, fenced, prose } from '../../src/report/formats/markdown-text.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
import { textReport } from '../../src/report/formats/text.ts';
import { reporters } from '../../src/report/reporters.ts';
import { azureCommands, githubCommands } from '../support/build-commands.ts';
import { type Files, judge, loadFixtures } from '../support/cases.ts';
import { readXml, type XmlElement } from '../support/read-xml.ts';

const fixtures = loadFixtures().map(({ name, base, head, file }) => ({ name, result: judge(base, head, file) }));

/** A template with vaults of these names, in a state. */
function vaults(names: readonly string[], state: string): Files {
  const resources = names.map((name) => ({
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name,
    location: 'westeurope',
    properties: { securitySettings: { immutabilitySettings: { state } } },
  }));
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return { 'main.json': JSON.stringify({ $schema, contentVersion: '1.0.0.0', resources }, undefined, 2) };
}

function unlocked(names: readonly string[]): RunResult {
  return judge(vaults(names, 'Unlocked'), vaults(names, 'Disabled'));
}

/** What people could put into a name to make a host do something. */
const hostileNames = [
  'rsv ::error file=x,line=1::boo',
  'rsv ::stop-commands::now',
  'rsv\n::set-output name=x::y',
  'rsv ##vso[task.setvariable variable=PATH]/evil',
  'rsv ##[error]boo',
  'rsv ]##vso[task.complete result=Succeeded;]ok',
  '<script>alert(1)</script><!-- ',
  '</details><img src=x onerror=alert(1)>',
  '@octocat @org/team',
  'closes #1 and octo/repo#2 and GH-3 and !4',
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  'https://evil.example www.evil.example',
  '`code` ``` ~~~ **bold** _it_ ~~s~~ | cell \\| $x$',
  '`',
  'a % b %0A::error::c ; d ] e',
  'line\u2028separator\u0000null\u001b[31mred\u202etxt',
  '"quoted" & \'single\' ]]> <a b="c">',
  '\uD800 lone \uFFFE',
];
const hostile = unlocked(hostileNames);

test('the hostile names are all found', () => {
  expect(hostile.findings.filter(({ rule }) => rule.id === 'vault-immutability-weakened')).toHaveLength(
    hostileNames.length,
  );
});

describe.each(Object.entries(reporters))('the %s report', (format, reporter) => {
  const write = (result: RunResult): string => reporter.write(result, { colour: false });
  const commands = format === 'github' ? ['error', 'warning', 'notice'] : [];
  const azure = format === 'azure-pipelines' ? ['task.logissue'] : [];

  test('gives only armlock a command to a build host', () => {
    const log = write(hostile);
    expect(
      [...new Set(githubCommands(log).map(({ name }) => name))].filter((name) => !commands.includes(name)),
    ).toEqual([]);
    expect([...new Set(azureCommands(log).map(({ name }) => name))]).toEqual(azure);
  });

  test('is the same for the same input', () => {
    expect(write(unlocked(hostileNames))).toBe(write(hostile));
  });

  test.each(fixtures)('is written for $name', ({ result }) => {
    expect(write(result).length > 0 || format === 'github' || format === 'azure-pipelines').toBe(true);
  });
});

describe('the GitHub report', () => {
  test('says what the finding says, at its place', () => {
    const commands = githubCommands(githubReport(hostile));
    const [first] = commands;
    const [finding] = hostile.findings;
    expect(first?.properties).toMatchObject({ file: 'main.json', line: '13', endLine: '13' });
    expect(first?.data.split('\n')[0]).toBe(finding?.message);
    expect(first?.properties['title']).toContain('[vault-immutability-weakened]');
  });

  test('says within the ten that GitHub shows how many there are', () => {
    const errors = githubCommands(githubReport(unlocked(Array.from({ length: 25 }, (_, index) => `rsv${index}`))));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)?.data).toMatch(/^16 more/);
  });
});

describe('the Azure Pipelines report', () => {
  test('says what the finding says, at its place', () => {
    const commands = azureCommands(azurePipelinesReport(hostile));
    const messages = commands.map(({ data }) => data);
    expect(commands[0]?.properties).toMatchObject({ type: 'error', sourcepath: 'main.json', linenumber: '13' });
    expect(commands).toHaveLength(hostile.findings.length);
    expect(messages.some((text) => text.includes('a % b %0A::error::c ; d ] e'))).toBe(true);
  });
});

describe('the JUnit report', () => {
  test.each([...fixtures, { name: 'hostile names', result: hostile }])(
    'of $name is well formed and counts',
    ({ result }) => {
      const root = readXml(junitReport(result));
      const [suite] = root.children;
      const cases = suite?.children ?? [];
      const holding = (name: string): number =>
        cases.filter(({ children }) => children.some((child: XmlElement) => child.name === name)).length;
      expect(root.name).toBe('testsuites');
      expect(suite?.attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(holding('failure')),
        errors: String(holding('error')),
        skipped: String(holding('skipped')),
      });
      expect(holding('failure')).toBe(result.summary.errors + result.summary.warnings);
      expect(holding('error')).toBe(result.complete ? 0 : 1);
    },
  );

  test('says what the finding says', () => {
    const text = junitReport(unlocked(['"quoted" & \'single\' ]]> <a b="c">']));
    const cases = readXml(text).children[0]?.children ?? [];
    expect(cases[0]?.children[0]?.attributes['message']).toContain('"quoted" & \'single\' ]]> <a b="c">');
  });
});

describe('the GitLab report', () => {
  interface Issue {
    readonly description: string;
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }

  test('has an issue for each finding, each with a fingerprint of its own', () => {
    const issues = JSON.parse(gitlabReport(hostile)) as readonly Issue[];
    expect(issues).toHaveLength(hostile.findings.length);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    expect(issues.every(({ severity }) => ['critical', 'major', 'info'].includes(severity))).toBe(true);
    expect(issues[0]).toMatchObject({ location: { path: 'main.json' }, check_name: 'vault-immutability-weakened' });
    expect(issues.every(({ location }) => location.lines.begin > 0)).toBe(true);
  });

  test('distinguishes findings of one fingerprint', () => {
    const [finding] = hostile.findings as readonly [Finding];
    const twice = { ...hostile, findings: [finding, finding] };
    const [first, second] = JSON.parse(gitlabReport(twice)) as readonly Issue[];
    expect(first?.fingerprint).toBe(finding.fingerprint);
    expect(second?.fingerprint).not.toBe(finding.fingerprint);
  });
});

describe('the Markdown report', () => {
  /** The document without code, in which hosts look for nothing. */
  const withoutCode = (document: string): string =>
    document
      .replace(/^```[\s\S]*?^```$/gm, '')
      .replace(/<code>[^<]*<\/code>/g, '')
      .replace(/`[^`\n]*`/g, '');

  test('lets names be nothing but text', () => {
    const rest = withoutCode(markdownReport(hostile));
    const tags = new Set([...rest.matchAll(/<[^>]*>/g)].map(([tag]) => tag));
    expect([...tags].sort()).toEqual(['</details>', '</summary>', '<details>', '<summary>']);
    expect(rest).not.toMatch(/[@!]\w|(?<!&)#\w|GH-\d|www\.\w/);
    const links = [...rest.matchAll(/\w+:\/\/[^)\s]*/g)].map(([url]) => new URL(url).hostname);
    expect([...new Set(links)]).toEqual(['learn.microsoft.com']);
  });

  test('keeps the columns of its tables', () => {
    const rows = markdownReport(hostile)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(hostileNames.length);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(9);
  });

  test('has a table for each vault, with what was and what is', () => {
    const text = markdownReport(unlocked(['rsv-one', 'rsv-two']));
    expect(text).toMatch(
      /#### Recovery Services vault `rsv-one`\n\n\|[^#]*\| vault \| [^\n]* \| `Unlocked` \| `Disabled` \|/,
    );
    expect(text).toContain('#### Recovery Services vault `rsv-two`');
  });

  test('says what happens to recovery points, once for each policy', () => {
    const fixture = fixtures.find(({ result }) => result.findings.some(({ timeline }) => timeline.length > 0));
    const text = markdownReport(fixture?.result ?? hostile);
    expect(text).toContain('| Policy | What can be restored | Before | After | Oldest before | Oldest after |');
    const rows = text.split('\n').filter((line) => /^\| policy /.test(line));
    expect(new Set(rows).size).toBe(rows.length);
  });

  test('stays within what hosts take, and says what it leaves out', () => {
    const long = markdownReport(
      unlocked(Array.from({ length: 3000 }, (_, index) => `rsv-${index}-${'x'.repeat(100)}`)),
    );
    expect(Buffer.byteLength(long)).toBeLessThan(65_000);
    expect(long).toMatch(/^### armlock: 3000 errors/);
    expect(long).toMatch(/\d+ more findings omitted from the tables/);
    expect(long).toMatch(/\d+ more findings omitted from the details/);
  });

  test('links to places where the host has addresses for them', () => {
    const options = { addressOf: () => 'https://github.example/a/b/blob/c/main.json#L1' };
    expect(markdownReport(unlocked(['rsv']), options)).toContain(
      '[`main.json:13`](https://github.example/a/b/blob/c/main.json#L1)',
    );
  });
});

describe('text in Markdown', () => {
  test.each([
    ['plain words, with 1 number.', 'plain words, with 1 number.'],
    ['<b>&amp;', '&#60;b&#62;&#38;&#8203;amp;'],
    ['@me', '@&#8203;me'],
    ['a_b *c*', 'a&#95;b &#42;c&#42;'],
    ['http://x', 'http:&#8203;//x'],
    ['two\nlines', 'two&#92;nlines'],
  ])('%j is %j', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  test.each([
    ['rsv-prod', '`rsv-prod`'],
    ['', ''],
    ['a|b', '<code>a&#124;b</code>'],
    ['`', '<code>&#96;</code>'],
    [' a', '<code> a</code>'],
    ['<x>|', '<code>&#60;x&#62;&#124;</code>'],
  ])('%j as code is %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('a block of code is not ended by its text', () => {
    expect(fenced('', 'a\n```\nb\n`````')).toBe('``````\na\n```\nb\n`````\n``````');
  });
});

test('reports for programs keep hostile names as they are', () => {
  const names = (text: string): readonly string[] =>
    (JSON.parse(text) as { findings: readonly { resource: { name: string } }[] }).findings.map(
      ({ resource }) => resource.name,
    );
  expect(new Set(names(jsonReport(hostile)))).toEqual(new Set(hostileNames));
  expect(JSON.parse(sarifReport(hostile))).toBeTypeOf('object');
  expect(textReport(hostile, { colour: false })).toContain('#\u0023vso'.replace('#\u0023', '\\u0023#'));
});
