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
import { sourceFile, spanOf } from '../../src/text/source.ts';
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
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(8);
  });

  test('has a table for each vault, with what was and what is', () => {
    const text = markdownReport(unlocked(['rsv-one']));
    expect(text).toMatch(
      /^### armlock: This change gives up protection of 1 vault\n\n\*\*It fails the check\.\*\* 1 × /,
    );
    expect(text).toMatch(
      /#### Recovery Services vault `rsv-one`\n\n\|[^#]*\| vault \| [^\n]* `vault-immutability-weakened` \| `Unlocked` → `Disabled` \|/,
    );
    expect(text).toMatch(/```diff\n- .*Unlocked.*\n\+ .*Disabled/);
  });

  test('puts vaults that lose the same into one table with all their names and places', () => {
    const text = markdownReport(unlocked(['rsv-one', 'rsv-two']));
    expect(text).toContain('#### Recovery Services vaults `rsv-one`, `rsv-two` (2 alike)\n');
    expect(text.match(/`Unlocked` → `Disabled`/g)).toHaveLength(1);
    const places = [...text.matchAll(/^- Recovery Services vault `(rsv-\w+)`: `main\.json:\d+`$/gm)];
    expect(places.map(([, name]) => name)).toEqual(['rsv-one', 'rsv-two']);
  });

  test('puts the worst vault first, and within it the worst finding', () => {
    const [mild = hostile.findings[0], grave] = unlocked(['rsv-mild', 'rsv-grave']).findings;
    if (!mild || !grave) throw new Error('there are two findings');
    const findings: readonly Finding[] = [{ ...mild, severity: 'note' }, { ...grave, severity: 'warning' }, grave];
    const text = markdownReport({ ...hostile, findings });
    expect([...text.matchAll(/^#### .*`(rsv-\w+)`$/gm)].map(([, name]) => name)).toEqual(['rsv-grave', 'rsv-mild']);
    expect(text).toMatch(/\| \*\*error\*\* \|[^\n]*\n\| warning \|/);
  });

  test('shows what waivers accept and what a change asks for, with who, why and until when', () => {
    const [finding] = unlocked(['rsv-one']).findings;
    if (!finding) throw new Error('there is a finding');
    const terms = {
      rule: finding.rule.id,
      resource: 'rsv-*',
      reason: 'It moves.',
      owner: 'jo@contoso.com',
      expires: '2027-03-31',
    };
    const waived: Finding = { ...finding, waiver: { kind: 'waived', waiver: { ...terms, span: finding.anchor } } };
    const asked: Finding = { ...finding, waiver: { kind: 'requested', reason: 'It is empty.', span: finding.anchor } };
    const result: RunResult = { ...hostile, findings: [asked], waived: [waived] };
    const text = markdownReport(result);
    expect(text).toMatch(
      /#### Accepted by waiver \(1\)\n\n[^#]*`rsv-one`[^\n]*`Unlocked` → `Disabled` \| jo[^\n]* \| 2027-03-31 \| It moves\. \|/,
    );
    expect(text).toMatch(/#### Waivers that this change asks for[^\n]*\(1\)\n\n[^#]*`rsv-one`[^\n]*It is empty\./);
    const [annotated] = githubCommands(githubReport({ ...result, findings: [] }));
    expect(annotated).toMatchObject({
      name: 'notice',
      data: expect.stringContaining('jo@contoso.com accepts it until 2027-03-31'),
    });
    const lines = reporters.text.write({ ...result, findings: [] }, { colour: false });
    expect(lines).toContain(
      'Accepted by waiver (1):\n  rsv-one: Unlocked -> Disabled [vault-immutability-weakened], jo@contoso.com until 2027-03-31: It moves.',
    );
    expect(lines).toContain('No protection is lost but what is accepted.');
  });

  test('says what happens to recovery points, once for each policy', () => {
    const fixture = fixtures.find(({ result }) => result.findings.some(({ timeline }) => timeline.length > 0));
    const text = markdownReport(fixture?.result ?? hostile);
    const rows = text.split('\n').filter((line) => /^- policy .* that can be restored: \d.* → /.test(line));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test('stays within what hosts take, and says what it leaves out', () => {
    const long = markdownReport(
      unlocked(Array.from({ length: 3000 }, (_, index) => `rsv-${index}-${'x'.repeat(100)}`)),
    );
    expect(Buffer.byteLength(long)).toBeLessThan(65_000);
    expect(long).toMatch(/^### armlock: This change gives up protection of 3000 vaults/);
    expect(long).toMatch(/\d+ more findings omitted from the tables/);
    const [finding] = hostile.findings;
    if (!finding) throw new Error('there is a finding');
    const different = Array.from({ length: 300 }, (_, index) => ({
      ...finding,
      before: `${index} days`,
      message: 'x'.repeat(300),
    }));
    const detailed = markdownReport({ ...hostile, findings: different });
    expect(Buffer.byteLength(detailed)).toBeLessThan(65_000);
    expect(detailed).toMatch(/\d+ more findings omitted from the details/);
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

describe('text for people', () => {
  const text = (result: RunResult, options: object = {}): string =>
    reporters.text.write(result, { colour: false, ...options });

  test.each([40, 60, 80, 120])('fits %i columns, with words and links whole', (width) => {
    for (const { result } of fixtures) {
      const long = text(result, { width })
        .split('\n')
        .filter((line) => line.length > width);
      // Headlines and places can be found again only if they are whole; so can words and links that are longer.
      const isWhole = (line: string): boolean =>
        line.endsWith('(line not shown: it may hold a secure value)') ||
        /^(?:error|warning|note): |^ *--> |^ +at |^\s*[-\w]+: +\S+$|^\s*\S+$/.test(line);
      expect(long.filter((line) => !isWhole(line))).toEqual([]);
    }
  });

  test('cuts a long line around the place, and marks where something is missing', () => {
    const [finding] = unlocked(['rsv']).findings;
    if (!finding) throw new Error('there is a finding');
    const file = sourceFile('main.bicep', `${'a'.repeat(300)}HERE${'b'.repeat(300)}`);
    const [line = '', marks = ''] = text(
      { ...hostile, findings: [{ ...finding, anchor: spanOf(file, 300, 304) }] },
      { width: 60 },
    )
      .split('\n')
      .filter((one) => /^[1 ] \|/.test(one));
    expect(line).toMatch(/^1 \| …a+HEREb+…$/);
    expect(line.length).toBeLessThanOrEqual(60);
    expect(marks.indexOf('^')).toBe(line.indexOf('HERE'));
    expect(marks.trim().endsWith('^^^^')).toBe(true);
  });

  test('counts targets beyond six, and keeps the finding', () => {
    const [finding] = unlocked(['rsv']).findings;
    if (!finding) throw new Error('there is a finding');
    const targets = Array.from({ length: 1203 }, (_, index) => `landing/${index}/main.bicep`);
    const many: RunResult = { ...hostile, findings: [{ ...finding, targets }] };
    expect(text(many).split('\n').length).toBeLessThan(40);
    expect(text(many)).toContain('and 1197 more');
    expect(markdownReport(many)).toContain('and 1197 more');
    expect(markdownReport(many)).toContain('<details>');
    expect(reporters.json.write(many, { colour: false })).toContain('landing/1202/main.bicep');
  });

  test('is one line for each finding if it is quiet', () => {
    const lines = text(unlocked(['rsv-one', 'rsv-two']), { quiet: true })
      .trim()
      .split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^main\.json:13:\d+: error: .*rsv-one.* \[vault-immutability-weakened\]$/),
      expect.stringMatching(/^main\.json:\d+:\d+: error: .*rsv-two.* \[vault-immutability-weakened\]$/),
    ]);
    expect(text({ ...hostile, findings: [], complete: false }, { quiet: true })).toMatch(/^Incomplete/);
  });

  test('ends with how to accept what a run fails for, and says when nothing is lost', () => {
    expect(text(unlocked(['rsv']))).toMatch(
      /Is it meant\? 'armlock explain vault-immutability-weakened' shows the waiver/,
    );
    const none = { ...hostile, findings: [], notices: [] };
    expect(text(none)).toMatch(/^No protection is lost\. /);
    expect(text(none)).not.toContain('Is it meant?');
  });

  test('a finding about a deleted file says so, and points hosts at something that is there', () => {
    const [finding] = unlocked(['rsv']).findings;
    if (!finding) throw new Error('there is a finding');
    const gone: RunResult = { ...hostile, findings: [{ ...finding, gone: true, standIn: 'README.md' }] };
    expect(text(gone)).toContain(
      'main.json:13:44 (base; deleted)'.replace(/:44/, text(gone).match(/main\.json:13(:\d+)/)?.[1] ?? ''),
    );
    expect(githubCommands(githubReport(gone))[0]?.properties).not.toHaveProperty('file');
    expect(reporters.sarif.write(gone, { colour: false })).toContain('"uri": "README.md"');
    expect(gitlabReport(gone)).toContain('"path": "README.md"');
  });
});
